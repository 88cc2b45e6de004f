import type { Hertz } from "../../engine/time/units.ts";
import type { FrameFormat, Surroundings, Verdict } from "./frame-reader.ts";

/** A reading of all channels. */
export interface BiosignalSample {
  readonly kind: "sample";
  /** The sketch's number of it, 0 … 4294967295. */
  readonly counter: number;
  /** Samples missing before it, by their numbers; 0 when the board began anew. */
  readonly skipped: number;
  /** The board's clock in µs; comes round after 71.6 minutes. */
  readonly micros: number;
  readonly counts: Int32Array;
}

/** What the sketch says of itself: at its start, when asked and when changed. */
export interface BiosignalSettings {
  readonly kind: "settings";
  readonly rate: Hertz;
  readonly channels: number;
  readonly bits: number;
  /** What the highest count means, in millivolts. */
  readonly fullScale: number;
}

/** A command was refused: `R` the rate, `C` the channels, `F` both together are too much for the line, `?` not understood. */
export interface BiosignalRefusal {
  readonly kind: "refusal";
  readonly reason: string;
}

/** What the project's own biosignal sketch sends: lines of text, each with a checksum (sketches/biosignal). */
export type BiosignalLine = (BiosignalSample | BiosignalSettings | BiosignalRefusal) & {
  /** Number of the last sample so far. */
  readonly last: number | undefined;
};

const LONGEST = 72;
const VERSION = 1;
const END = 10;
const STAR = 42;
/** A number that lies so far back is the first of a board that began anew. */
const HALF_TURN = 2 ** 31;

/** CRC-16/XMODEM: polynomial 1021, from 0. */
function checkOf(bytes: Uint8Array, from: number, to: number): number {
  let check = 0;
  for (let i = from; i < to; i++) {
    check ^= (bytes[i] as number) << 8;
    for (let bit = 0; bit < 8; bit++) check = ((check << 1) ^ (check & 0x8000 ? 0x1021 : 0)) & 0xffff;
  }
  return check;
}

/** A line as the sketch would send it: the text, its checksum and an end. For emulators. */
export function biosignalLine(text: string): Uint8Array {
  const bytes = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
  const check = checkOf(bytes, 0, bytes.length).toString(16).toUpperCase().padStart(4, "0");
  return Uint8Array.from(`${text}*${check}\n`, (letter) => letter.charCodeAt(0));
}

function read(text: string, last: number | undefined): BiosignalLine | undefined {
  const [kind, rest] = [text.charAt(0), text.slice(1)];
  if (kind === "E" && rest.length === 1) return { kind: "refusal", reason: rest, last };
  if (!/^\d+(,\d+)*$/.test(rest)) return undefined;
  const [first = 0, second = 0, ...others] = rest.split(",").map(Number);
  if (kind === "D" && others.length > 0 && others.length <= 8) {
    const gap = last === undefined ? 0 : (first - last - 1 + 2 ** 32) % 2 ** 32;
    // The same number again is the same line again.
    if (gap === 2 ** 32 - 1) return undefined;
    const skipped = gap < HALF_TURN ? gap : 0;
    return { kind: "sample", counter: first, skipped, micros: second, counts: Int32Array.from(others), last: first };
  }
  const [channels, bits, fullScale] = others;
  if (kind !== "H" || first !== VERSION || channels === undefined || bits === undefined || fullScale === undefined) {
    return undefined;
  }
  return { kind: "settings", rate: second, channels, bits, fullScale, last };
}

/**
 * Lines of the biosignal sketch. A line is believed when its checksum is right and it says something the sketch says; whatever else
 * comes is dropped byte by byte, so that a line cut short takes none with it.
 */
export const BIOSIGNAL: FrameFormat<BiosignalLine> = {
  reach: LONGEST,
  judge(bytes: Uint8Array, place: number, end: number, around: Surroundings<BiosignalLine>): Verdict<BiosignalLine> {
    const letter = bytes[place];
    if (letter !== 0x44 && letter !== 0x45 && letter !== 0x48) return "none";
    const limit = Math.min(end, place + LONGEST);
    for (let i = place; i < limit; i++) {
      const byte = bytes[i] as number;
      if (byte === END) {
        const star = i - 5;
        if (star <= place || bytes[star] !== STAR) return "none";
        const check = String.fromCharCode(...bytes.subarray(star + 1, i));
        if (!/^[\dA-F]{4}$/.test(check) || Number.parseInt(check, 16) !== checkOf(bytes, place, star)) return "none";
        const line = read(String.fromCharCode(...bytes.subarray(place, star)), around.previous?.last);
        return line === undefined ? "none" : { length: i + 1 - place, frame: line };
      }
      if (byte < 32 || byte > 126) return "none";
    }
    return limit - place < LONGEST && !around.ended ? "wait" : "none";
  },
};
