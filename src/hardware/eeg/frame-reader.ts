/** What a format says of the bytes at a place: a frame, not one, or that it cannot tell before more bytes came. */
export type Verdict<Frame> = { readonly length: number; readonly frame: Frame } | "none" | "wait";

/** What a format may know of the stream besides the bytes. */
export interface Surroundings<Frame> {
  /** The last frame that was accepted. */
  readonly previous: Frame | undefined;
  /** Whether that frame ended just here, with nothing dropped in between. */
  readonly contiguous: boolean;
  /** Bytes dropped since that frame. */
  readonly dropped: number;
  /** Whether the stream has ended: no more bytes will come, so "wait" is no answer. */
  readonly ended: boolean;
}

/**
 * How the frames of a device look. Stateless: what it says depends on the bytes and the surroundings alone, never on how
 * the stream was cut into chunks.
 */
export interface FrameFormat<Frame> {
  /** From this many bytes on it never says "wait". */
  readonly reach: number;
  /**
   * Judges the bytes in [place, end). The byte before `place` is there too: the last one of what went before, or FF at the
   * start of the stream.
   */
  judge(bytes: Uint8Array, place: number, end: number, around: Surroundings<Frame>): Verdict<Frame>;
}

/** Where the bytes went: received = accepted + dropped + held. */
export interface ByteCount {
  readonly received: number;
  /** In frames that were handed out. */
  readonly accepted: number;
  /** In no frame: noise, broken frames, replies. */
  readonly dropped: number;
  /** Not judged yet. */
  readonly held: number;
}

/** The most a reader ever holds. */
export const MOST_HELD = 65_536;

/**
 * Cuts a stream of bytes into frames and finds its way back after damage: after a place that is no frame it looks at the
 * very next byte, never a whole frame on. Takes any bytes in any chunks and never throws on them; the frames are the same
 * however the stream was cut.
 */
export class FrameReader<Frame> {
  readonly #format: FrameFormat<Frame>;
  /** The byte before the first unjudged one stands at `#start - 1`. */
  readonly #buffer: Uint8Array;
  #start = 1;
  #end = 1;
  #received = 0;
  #accepted = 0;
  #dropped = 0;
  #previous: Frame | undefined;
  #contiguous = false;
  #droppedSince = 0;

  /** Throws RangeError for a format that reaches further than a reader may hold. */
  constructor(format: FrameFormat<Frame>) {
    if (format.reach >= MOST_HELD) throw new RangeError(`a frame format may reach ${MOST_HELD - 1} bytes at the most`);
    this.#format = format;
    this.#buffer = new Uint8Array(Math.min(MOST_HELD, 1 + Math.max(4096, 2 * format.reach)));
    this.#buffer[0] = 0xff;
  }

  get bytes(): ByteCount {
    return {
      received: this.#received,
      accepted: this.#accepted,
      dropped: this.#dropped,
      held: this.#end - this.#start,
    };
  }

  /** The frames that are complete and certain with these bytes. */
  read(chunk: Uint8Array): Frame[] {
    const frames: Frame[] = [];
    for (let from = 0; from < chunk.length; ) {
      if (this.#end === this.#buffer.length) this.#makeRoom();
      const piece = chunk.subarray(from, from + this.#buffer.length - this.#end);
      this.#buffer.set(piece, this.#end);
      this.#end += piece.length;
      this.#received += piece.length;
      from += piece.length;
      this.#judge(frames, false);
    }
    return frames;
  }

  /** The stream has ended or fallen silent: judges what is held without waiting for more. */
  finish(): Frame[] {
    const frames: Frame[] = [];
    this.#judge(frames, true);
    this.#contiguous = false;
    return frames;
  }

  #judge(frames: Frame[], ended: boolean): void {
    while (this.#start < this.#end) {
      const verdict = this.#format.judge(this.#buffer, this.#start, this.#end, {
        previous: this.#previous,
        contiguous: this.#contiguous,
        dropped: this.#droppedSince,
        ended,
      });
      if (verdict === "wait" && !ended && this.#end - this.#start < this.#format.reach) return;
      if (verdict === "wait" || verdict === "none") {
        this.#start += 1;
        this.#dropped += 1;
        this.#droppedSince += 1;
        this.#contiguous = false;
      } else {
        frames.push(verdict.frame);
        this.#start += verdict.length;
        this.#accepted += verdict.length;
        this.#previous = verdict.frame;
        this.#contiguous = true;
        this.#droppedSince = 0;
      }
    }
  }

  #makeRoom(): void {
    this.#buffer.copyWithin(0, this.#start - 1, this.#end);
    this.#end -= this.#start - 1;
    this.#start = 1;
  }
}
