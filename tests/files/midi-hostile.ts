import { MOST_BYTES } from "../../src/files/midi-score.ts";

const letters = (text: string) => [...new TextEncoder().encode(text)];
const number = (value: number) => [24, 16, 8, 0].map((shift) => (value >>> shift) & 0xff);
const HEADER = [...letters("MThd"), 0, 0, 0, 6, 0, 1, 0xff, 0xff, 0x01, 0xe0];

/** A file of the header and `body` over and over, up to `size` bytes. */
function filled(body: readonly number[], size: number, before: readonly number[] = []): Uint8Array {
  const bytes = new Uint8Array(size);
  bytes.set([...HEADER, ...before]);
  const pattern = Uint8Array.from(body);
  for (let at = HEADER.length + before.length; at < size; at += pattern.length) {
    bytes.set(pattern.subarray(0, size - at), at);
  }
  return bytes;
}

const inTrack = (size: number) => [...letters("MTrk"), ...number(size - HEADER.length - 8)];

/** Files of nearly 1 MiB, each built to make one part of a reader work as hard as it can. */
export function hostileFiles(size = MOST_BYTES): { readonly what: string; readonly bytes: Uint8Array }[] {
  const track = inTrack(size);
  // Every note of 15 channels starts and goes on sounding; then "all notes off" for the 16th channel, again and again.
  const sounding = Array.from({ length: 15 }, (_, channel) =>
    Array.from({ length: 128 }, (_, pitch) => [0, 0x90 | (channel + 1), pitch, 90]).flat(),
  ).flat();
  return [
    {
      what: "as many notes as are allowed",
      bytes: filled([1, 0x90, 60, 80, 1, 0x80, 60, 0], 799_990, inTrack(799_990)),
    },
    { what: "a million bytes of running status", bytes: filled([0, 60, 80], size, [...track, 0, 0x90, 60, 80]) },
    { what: "empty tracks", bytes: filled([...letters("MTrk"), 0, 0, 0, 0], size) },
    {
      what: "tracks that all claim to go to the end",
      bytes: filled([...letters("MTrk"), 0x7f, 0xff, 0xff, 0xff], size),
    },
    {
      what: "ended tracks that hide each other",
      bytes: filled([...letters("MTrk"), 0, 0xf, 0xff, 0, 0, 0xff, 0x2f, 0], size),
    },
    { what: "unknown empty chunks", bytes: filled([...letters("XXXX"), 0, 0, 0, 0], size) },
    { what: "nothing but the letter M", bytes: filled(letters("M"), size) },
    { what: "stray messages", bytes: filled([0, 0xf4], size, track) },
    { what: "waiting times that never end", bytes: filled([0x80], size, track) },
    { what: "values over 127", bytes: filled([0, 0x90, 0xff, 0xff], size, track) },
    { what: "all notes off", bytes: filled([0, 0xb0, 123, 0], 790_000, [...inTrack(790_000), ...sounding]) },
    { what: "tempos", bytes: filled([1, 0xff, 0x51, 3, 7, 0xa1, 0x20], size, track) },
    { what: "texts longer than the track", bytes: filled([0, 0xff, 1, 0xff, 0xff, 0xff, 0x7f], size, track) },
  ];
}
