/** MIDI files spelt out byte by byte, for tests. */

const letters = (text: string) => [...new TextEncoder().encode(text)];
const number = (value: number, count: number) =>
  Array.from({ length: count }, (_, i) => (value >>> (8 * (count - 1 - i))) & 0xff);

export const END = [0x00, 0xff, 0x2f, 0x00];

/** A chunk of four letters; `length` is what its header claims. */
export function chunk(kind: string, body: readonly number[], length = body.length): number[] {
  return [...letters(kind), ...number(length, 4), ...body];
}

export function track(...events: readonly (readonly number[])[]): number[] {
  return chunk("MTrk", [...events.flat(), ...END]);
}

/** Header and chunks. `division` 96 means that one tick of the file is five of the engine's. */
export function midi(
  chunks: readonly (readonly number[])[],
  { format = 1, division = 96, count = chunks.length } = {},
) {
  return Uint8Array.from([
    ...chunk("MThd", [...number(format, 2), ...number(count, 2), ...number(division, 2)]),
    ...chunks.flat(),
  ]);
}

/** A waiting time and a note of a quarter (96 ticks) on channel 0. */
export function quarter(pitch: number, wait = 0): number[] {
  return [wait, 0x90, pitch, 80, 96, 0x80, pitch, 64];
}
