/** Reading numbers out of the bytes of a MIDI file. Nothing here throws: what is not there is undefined. */

/** A variable-length quantity (SMF 1.0: at most four bytes, 0 to 0x0FFFFFFF) and where it ends. */
export interface Quantity {
  readonly value: number;
  readonly end: number;
}

/** The quantity at `place`, or undefined when it is longer than four bytes or crosses `limit`. */
export function quantityAt(bytes: Uint8Array, place: number, limit: number): Quantity | undefined {
  let value = 0;
  const last = Math.min(place + 4, limit);
  for (let i = place; i < last; i++) {
    const byte = bytes[i] ?? 0;
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) return { value, end: i + 1 };
  }
  return undefined;
}

/** The big-endian number of `count` bytes (1–4) at `place`; bytes past the end count as 0. */
export function numberAt(bytes: Uint8Array, place: number, count: number): number {
  let value = 0;
  for (let i = place; i < place + count; i++) value = value * 256 + (bytes[i] ?? 0);
  return value;
}

/** Whether the four letters stand at `place`. */
export function lettersAt(bytes: Uint8Array, place: number, letters: string): boolean {
  for (let i = 0; i < letters.length; i++) if (bytes[place + i] !== letters.charCodeAt(i)) return false;
  return true;
}

/** The first place of the four letters in [from, limit), which must lie inside `bytes`; −1 without one. */
export function findLetters(bytes: Uint8Array, letters: string, from: number, limit: number): number {
  if (from >= limit) return -1;
  const found = Buffer.from(bytes.buffer, bytes.byteOffset + from, limit - from).indexOf(letters, 0, "latin1");
  return found < 0 ? -1 : from + found;
}

/** Text of a meta event: UTF-8 where it is valid, else Latin-1; no control characters, at most 200 characters. */
export function textAt(bytes: Uint8Array, place: number, end: number): string {
  const slice = bytes.subarray(place, Math.min(end, place + 400));
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(slice);
  } catch {
    text = Array.from(slice, (byte) => String.fromCharCode(byte)).join("");
  }
  return text
    .replace(/\p{Cc}+/gu, " ")
    .trim()
    .slice(0, 200);
}
