import type { Recurrent, Stepped } from "../ports.ts";
import type { Millis } from "../time/units.ts";
import type { Vector } from "./arm.ts";
import { Decision, type Told } from "./decision.ts";
import { type Frame, FrameMaker } from "./frames.ts";

/** Gives each frame of one hand, in order, the probabilities of decision.ts' classes. The list may be used again by the next call. */
export interface FrameReader {
  read(frame: Frame): ArrayLike<number>;
  reset(): void;
}

/** Samples that are missing up to here are bridged; more are a new beginning. */
const BRIDGED = 4;
/** The first second tells nothing: nobody knows yet where down is. */
const SETTLING: Millis = 1_000;

/** Logits as probabilities, written over them. */
function softmax(values: Float32Array): Float32Array {
  const largest = Math.max(...values);
  let total = 0;
  for (let i = 0; i < values.length; i++) {
    values[i] = Math.exp((values[i] as number) - largest);
    total += values[i] as number;
  }
  for (let i = 0; i < values.length; i++) values[i] = (values[i] as number) / total;
  return values;
}

/** Frames read by a network; its memory is the hand's. */
export function readByNetwork(network: Recurrent): FrameReader {
  let stepped: Stepped = network.blank();
  return {
    read: ({ features }) => {
      stepped = network.step(stepped.memory, features, stepped);
      return softmax(stepped.output);
    },
    reset: () => {
      stepped = network.blank();
    },
  };
}

/** From the samples of a sensor on a wrist to strokes and gestures. One for each hand. */
export class Recogniser {
  readonly #reader: FrameReader;
  readonly #frames = new FrameMaker();
  readonly #decision = new Decision();
  #settled: Millis | undefined;
  #last: Vector | undefined;

  constructor(reader: FrameReader) {
    this.#reader = reader;
  }

  /** A sample in g, felt at a time; `lost`: samples missing before it. */
  take(felt: Vector, at: Millis, lost = 0): Told[] {
    if (lost > BRIDGED) this.reset();
    const told: Told[] = [];
    for (let missing = lost; missing > 0 && this.#last && lost <= BRIDGED; missing--)
      told.push(...this.#one(this.#last, at));
    told.push(...this.#one(felt, at));
    return told;
  }

  /** The stream begins anew. */
  reset(): void {
    this.#frames.reset();
    this.#reader.reset();
    this.#decision.reset();
    this.#settled = undefined;
    this.#last = undefined;
  }

  #one(felt: Vector, at: Millis): Told[] {
    this.#last = felt;
    this.#settled ??= at + SETTLING;
    const frame = this.#frames.take(felt, at);
    if (!frame) return [];
    const probabilities = this.#reader.read(frame);
    return at < this.#settled ? [] : this.#decision.judge(frame, probabilities);
  }
}
