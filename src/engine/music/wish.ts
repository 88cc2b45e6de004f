import type { Bpm, Semitones, Ticks } from "../time/units.ts";
import type { Contour } from "./contour.ts";
import type { Likeness } from "./likeness.ts";
import type { Sampling } from "./sampling.ts";
import type { Scale } from "./scale.ts";

/** What the moment asks of the next segment. Pitches are relative to the anchor. */
export interface Wish {
  readonly scale: Scale;
  /** The scale that the material stands in, where it is to be brought into `scale`: {@link knownScale}. */
  readonly known?: Scale | undefined;
  readonly low: Semitones;
  readonly high: Semitones;
  readonly tempo: Bpm;
  readonly bar: Ticks;
  readonly mostTicks: Ticks;
  readonly mostNotes: number;
  /** Notes a beat that would suit; undefined when it does not matter. */
  readonly density?: number;
  /** What the music is made of where it is itself: the tune's, or the child's, own proportions. */
  readonly self: Likeness;
  readonly sampling: Sampling;
  /** A line to be followed in its ups and downs, such as the phrase that is answered; left out, the networks' forecast alone counts. */
  readonly contour?: Contour;
  /** Leaves the stream to itself, where it is to be seen what holding it in the bands of real music brings. */
  readonly unsteered?: boolean;
}
