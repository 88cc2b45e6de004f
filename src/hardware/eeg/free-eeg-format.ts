import type { Microvolts } from "../../engine/time/units.ts";
import { type CountedFrame, countedFormat } from "./counted-frames.ts";
import { type ByteCount, type FrameFormat, FrameReader } from "./frame-reader.ts";
import { int16At, int24sAt } from "./numbers.ts";

/** A frame of a FreeEEG32 (experimental: no recording of a real board stands behind this): 512 a second, numbered 0–255. */
export interface FreeEegFrame extends CountedFrame {
  /** Counts of 32 channels. */
  readonly counts: Int32Array;
  /** Counts of the accelerometer along x, y, z; none where the frame is too short. */
  readonly acceleration: readonly number[];
}

export const FREE_EEG_MICROVOLTS_PER_COUNT: Microvolts = 2.5e6 / 0x7fffff / 8;
const FREE_EEG_LENGTH = 105;
const CHANNELS = 32;
const HEADER = 0xa0;
const FOOTER = 0xc0;
/** Header, counter and channels must fit. */
const SHORTEST = 3 + 3 * CHANNELS;
const LONGEST = 128;

/** Frames of a known length, 99–128 bytes; it changes with the firmware. */
export function freeEegFormat(length = FREE_EEG_LENGTH): FrameFormat<FreeEegFrame> {
  const hasAcceleration = length >= SHORTEST + 6;
  return countedFormat({
    length,
    head: 2,
    modulus: 256,
    begins: (bytes, place) => bytes[place] === HEADER,
    counterAt: (bytes, place) => bytes[place + 1] ?? 0,
    fits: (bytes, place) => bytes[place + length - 1] === FOOTER,
    take: (bytes, place, counted) => {
      const after = place + 2 + 3 * CHANNELS;
      return {
        ...counted,
        counts: int24sAt(bytes, place + 2, CHANNELS),
        acceleration: hasAcceleration ? [0, 2, 4].map((offset) => int16At(bytes, after + offset)) : [],
      };
    },
  });
}

/** The length at which most frames link in these bytes; undefined below four links. */
function lengthIn(bytes: Uint8Array): number | undefined {
  let best: number | undefined;
  let most = 3;
  for (let length = SHORTEST; length <= LONGEST; length++) {
    let links = 0;
    for (let place = 0; place + length + 1 < bytes.length; place++) {
      if (bytes[place] !== HEADER || bytes[place + length - 1] !== FOOTER || bytes[place + length] !== HEADER) continue;
      if (bytes[place + length + 1] === ((bytes[place + 1] ?? 0) + 1) % 256) links += 1;
    }
    if (links > most) [best, most] = [length, links];
  }
  return best;
}

/** Looked at in one go to learn the length: about ten frames. */
const LESSON = 1024;

/** Reads a FreeEEG32 whose frame length is not known: learns it from the first bytes in which frames link, then keeps to it. */
export class FreeEegReader {
  readonly #lesson = new Uint8Array(LESSON);
  #filled = 0;
  #dropped = 0;
  #reader: FrameReader<FreeEegFrame> | undefined;
  #length: number | undefined;

  /** Bytes in a frame, once it is known. */
  get length(): number | undefined {
    return this.#length;
  }

  get bytes(): ByteCount {
    const { received, accepted, dropped, held } = this.#reader?.bytes ?? {
      received: this.#filled,
      accepted: 0,
      dropped: 0,
      held: this.#filled,
    };
    return { received: received + this.#dropped, accepted, dropped: dropped + this.#dropped, held };
  }

  read(chunk: Uint8Array): FreeEegFrame[] {
    const frames: FreeEegFrame[] = [];
    let rest = chunk;
    while (this.#reader === undefined && rest.length > 0) {
      const piece = rest.subarray(0, LESSON - this.#filled);
      this.#lesson.set(piece, this.#filled);
      this.#filled += piece.length;
      rest = rest.subarray(piece.length);
      if (this.#filled === LESSON) frames.push(...this.#learn());
    }
    if (this.#reader !== undefined) frames.push(...this.#reader.read(rest));
    return frames;
  }

  /** Without a length, the older half is dropped and the lesson filled again. */
  #learn(): FreeEegFrame[] {
    this.#length = lengthIn(this.#lesson);
    if (this.#length === undefined) {
      this.#lesson.copyWithin(0, LESSON / 2);
      this.#filled = LESSON / 2;
      this.#dropped += LESSON / 2;
      return [];
    }
    this.#reader = new FrameReader(freeEegFormat(this.#length));
    return this.#reader.read(this.#lesson);
  }
}
