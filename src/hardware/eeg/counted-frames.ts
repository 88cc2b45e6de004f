import type { FrameFormat, Surroundings, Verdict } from "./frame-reader.ts";

/** A frame whose device numbers its frames. */
export interface CountedFrame {
  /** The device's number of it, 0 … modulus − 1. */
  readonly counter: number;
  /**
   * Frames missing before it by the counter, so modulo the modulus. Whether whole turns went missing as well, only time can
   * tell: see `lostSamples`.
   */
  readonly skipped: number;
}

/** Frames of one length with a counter and no checksum: what makes them known from noise. */
export interface CountedLayout<Frame extends CountedFrame> {
  readonly length: number;
  /** Bytes from its beginning that hold the header and the counter. */
  readonly head: number;
  readonly modulus: number;
  /** Whether a header stands at `place`; `head` bytes are there, and the byte before. */
  begins(bytes: Uint8Array, place: number): boolean;
  counterAt(bytes: Uint8Array, place: number): number;
  /** Whether footer and fixed bits are right; `length` bytes are there. */
  fits(bytes: Uint8Array, place: number): boolean;
  /** The frame at `place`. */
  take(bytes: Uint8Array, place: number, counted: CountedFrame): Frame;
}

/** How many frames after a doubtful one are looked at, to tell it from one that was cut short. */
const LOOK = 4;

/**
 * A format of counted frames. A frame is believed on the word of its neighbours:
 *
 * - the next frame stands right behind it with the next number. While hunting for the beat of the stream nothing less will
 *   do, and that frame must be sound too;
 * - or the last frame ended where it begins, and the next pair of sound frames is a whole number of lengths away. A frame that
 *   was cut short or has noise in it, and whose footer happens to look right, is found out by this. So is a damaged number:
 *   from the last frame by way of this one to that pair, the counter must not go round.
 *
 * A repeated number is a repeated frame and is dropped.
 */
export function countedFormat<Frame extends CountedFrame>(layout: CountedLayout<Frame>): FrameFormat<Frame> {
  const { length, head, modulus } = layout;
  const gap = (from: number, to: number) => (to - from - 1 + 2 * modulus) % modulus;

  function isLinked(bytes: Uint8Array, place: number): boolean {
    if (!layout.begins(bytes, place) || !layout.fits(bytes, place) || !layout.begins(bytes, place + length))
      return false;
    return gap(layout.counterAt(bytes, place), layout.counterAt(bytes, place + length)) === 0;
  }

  /** The number of the first of a pair that is in step with the frame at `place`; false without one. */
  function inStep(bytes: Uint8Array, place: number, end: number): number | "wait" | false {
    const counter = layout.counterAt(bytes, place);
    for (let inner = place + 1; inner + head <= place + length; inner++) {
      if (layout.begins(bytes, inner) && gap(counter, layout.counterAt(bytes, inner)) === 0) return false;
    }
    for (let sound = place + 1; sound <= place + LOOK * length; sound++) {
      if (end - sound < length + head) return "wait";
      if (!isLinked(bytes, sound)) continue;
      const frames = (sound - place) / length;
      const number = layout.counterAt(bytes, sound);
      return Number.isInteger(frames) && gap(counter, number) + 1 >= frames && number;
    }
    return false;
  }

  function isSound(
    bytes: Uint8Array,
    place: number,
    end: number,
    { previous, contiguous, ended }: Surroundings<Frame>,
  ): boolean | "wait" {
    const available = end - place;
    if (available < head) return "wait";
    if (!layout.begins(bytes, place)) return false;
    if (available < length) return "wait";
    if (!layout.fits(bytes, place)) return false;
    const counter = layout.counterAt(bytes, place);
    const before = contiguous && previous !== undefined ? gap(previous.counter, counter) : undefined;
    if (before === modulus - 1) return false;
    const follows = before === 0;
    if (available < length + head) return ended ? follows : "wait";
    const linked = layout.begins(bytes, place + length) && gap(counter, layout.counterAt(bytes, place + length)) === 0;
    if (linked && before !== undefined) return true;
    if (linked && available < 2 * length) return ended || "wait";
    if (linked) return layout.fits(bytes, place + length);
    if (before === undefined) return false;
    const number = inStep(bytes, place, end);
    if (number === "wait" || number === false) return number;
    return before + 1 + gap(counter, number) < modulus;
  }

  return {
    reach: (LOOK + 2) * length + head,
    judge(bytes, place, end, around): Verdict<Frame> {
      const sound = isSound(bytes, place, end, around);
      if (sound === "wait") return "wait";
      if (!sound) return "none";
      const counter = layout.counterAt(bytes, place);
      const skipped = around.previous === undefined ? 0 : gap(around.previous.counter, counter);
      return { length, frame: layout.take(bytes, place, { counter, skipped }) };
    },
  };
}
