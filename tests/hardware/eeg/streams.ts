import fc from "fast-check";
import type { Draws } from "../../../src/engine/random.ts";
import { type FrameFormat, FrameReader } from "../../../src/hardware/eeg/frame-reader.ts";

/** Bytes from hexadecimal digits; whatever is no digit only separates. */
export function hex(text: string): Uint8Array {
  const digits = text.replace(/[^0-9a-f]/gi, "");
  return Uint8Array.from({ length: digits.length / 2 }, (_, i) => Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16));
}

export function join(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let place = 0;
  for (const piece of pieces) {
    whole.set(piece, place);
    place += piece.length;
  }
  return whole;
}

/** Cuts bytes into chunks of these sizes, by turns. */
export function chunks(bytes: Uint8Array, sizes: readonly number[]): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  for (let place = 0, turn = 0; place < bytes.length; turn++) {
    const size = Math.max(1, sizes[turn % sizes.length] ?? 1);
    pieces.push(bytes.subarray(place, place + size));
    place += size;
  }
  return pieces;
}

export const chunkSizes = fc.array(fc.oneof(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 6000 })), {
  minLength: 1,
  maxLength: 20,
});

/** All frames of a stream that comes in one piece. */
export function readAll<Frame>(format: FrameFormat<Frame>, bytes: Uint8Array): Frame[] {
  const reader = new FrameReader(format);
  return [...reader.read(bytes), ...reader.finish()];
}

/** What was done to a frame on its way. */
export type Damage = "truncate" | "insert" | "drop" | "repeat" | "flip";

export interface DamagedStream {
  readonly bytes: Uint8Array;
  /** The frames that came through as they were sent, in order, by their place in what was sent; repeats left out. */
  readonly whole: readonly number[];
  /** The frames that came through in place, whole or with flipped bits, as they stand in the stream. */
  readonly standing: readonly Uint8Array[];
  /** The first frame after the last damage. */
  readonly quietFrom: number;
}

/** Damages a share of the frames but the last `quiet`, each in one way of `kinds`. */
export function damage(
  frames: readonly Uint8Array[],
  kinds: readonly Damage[],
  share: number,
  quiet: number,
  draws: Draws,
): DamagedStream {
  const pieces: Uint8Array[] = [];
  const whole: number[] = [];
  const standing: Uint8Array[] = [];
  let quietFrom = 0;
  for (const [i, frame] of frames.entries()) {
    if (i >= frames.length - quiet || draws.unit() >= share) {
      pieces.push(frame);
      whole.push(i);
      standing.push(frame);
      continue;
    }
    quietFrom = i + 1;
    const kind = draws.pick(kinds);
    const place = draws.whole(0, frame.length - 1);
    if (kind === "truncate") pieces.push(frame.subarray(0, place));
    else if (kind === "insert") {
      const noise = Uint8Array.from({ length: draws.whole(1, 80) }, () => draws.whole(0, 255));
      pieces.push(frame.subarray(0, place), noise, frame.subarray(place));
      // Noise before its first byte leaves the frame whole.
      if (place === 0) whole.push(i);
      if (place === 0) standing.push(frame);
    } else if (kind === "repeat") {
      pieces.push(frame, frame);
      whole.push(i);
      standing.push(frame);
    } else if (kind === "flip") {
      const flipped = frame.slice();
      flipped[place] = (flipped[place] ?? 0) ^ (1 << draws.whole(0, 7));
      pieces.push(flipped);
      standing.push(flipped);
    }
  }
  return { bytes: join(pieces), whole, standing, quietFrom };
}
