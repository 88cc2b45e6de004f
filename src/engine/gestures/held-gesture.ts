import type { Millis } from "../time/units.ts";
import type { ChildGesture } from "./child-gesture.ts";
import type { HeldRules, Made } from "./decision.ts";
import { FRAME, type Frame } from "./frames.ts";

/** Strokes begin this long before the gesture is noticed, at the most. */
const LOOK_BACK: Millis = 600;
/** A stroke goes beyond this on either side, in g. */
const LEAST_SWING = 0.04;
/** A movement of so many g is as strong as can be. */
const STRONG = 1.2;

interface Swing {
  readonly at: Millis;
  readonly along: number;
  readonly movement: number;
}

/** A gesture that lasts: believed after a while, told once, over after a while. */
export class HeldGesture {
  readonly gesture: ChildGesture;
  readonly #how: HeldRules;
  /** The last frames, and those of the gesture. */
  #swings: Swing[] = [];
  #above = 0;
  #below = 0;
  #began: Millis | undefined;
  #told = false;

  constructor(gesture: ChildGesture, how: HeldRules) {
    this.gesture = gesture;
    this.#how = how;
  }

  /** Whether it is going on. */
  get believed(): boolean {
    return this.#began !== undefined;
  }

  reset(): void {
    this.#swings = [];
    this.#above = 0;
    this.#began = undefined;
  }

  judge({ at, along, movement }: Frame, probability: number): Made | undefined {
    const { on, off, least, gap, most } = this.#how;
    this.#swings.push({ at, along, movement });
    if (this.#began === undefined) {
      this.#above = probability >= on ? this.#above + FRAME : 0;
      this.#swings = this.#swings.filter((swing) => swing.at > at - LOOK_BACK - this.#above);
      if (this.#above < least) return undefined;
      this.#began = at - this.#above;
      this.#below = 0;
      this.#told = false;
    }
    this.#below = probability < off ? this.#below + FRAME : 0;
    const over = this.#below >= gap;
    const made = !this.#told && (over || at - this.#began >= most) ? this.#tell(at) : undefined;
    if (made) this.#told = true;
    if (over) this.reset();
    return made;
  }

  #tell(at: Millis): Made {
    const began = this.#began ?? at;
    const until = at - this.#below;
    const within = this.#swings.filter((swing) => swing.at <= until);
    const strokes = this.#how.counts ? strokesOf(within) : [];
    const energy = within.reduce((sum, { movement }) => sum + movement ** 2, 0) / Math.max(1, within.length);
    return {
      kind: "gesture",
      at,
      gesture: this.gesture,
      strength: Math.min(1, Math.sqrt(energy) / STRONG),
      strokes: strokes.length > 0 ? strokes : [began],
    };
  }
}

/** To and fro once is a stroke: from each time that the movement goes over to the positive side for good. */
function strokesOf(swings: readonly Swing[]): Millis[] {
  const largest = Math.max(...swings.map(({ along }) => Math.abs(along)));
  const edge = Math.max(LEAST_SWING, 0.25 * largest);
  const strokes: Millis[] = [];
  let negative = true;
  for (const { at, along } of swings) {
    if (along > edge && negative) {
      strokes.push(at);
      negative = false;
    } else if (along < -edge) negative = true;
  }
  return strokes;
}
