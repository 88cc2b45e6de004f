import type { Key } from "../music/key.ts";
import type { Segment } from "../music/segment.ts";
import type { Stream } from "../music/stream.ts";
import type { Voice } from "../music/voice.ts";
import type { Decibels, Millis, Pitch, Velocity } from "../time/units.ts";
import type { Blend } from "./blend.ts";
import type { Grid } from "./grid.ts";
import { type Harmony, NO_HARMONY } from "./harmony.ts";
import type { Dimension, Remembered } from "./remembered.ts";
import { DEFAULT_SOUNDING, type Sounding } from "./sounding.ts";
import { NO_LINE, type UpperLine } from "./upper-line.ts";

/** Where the partner is (practice.md 9). `waiting`: the space is over, nothing more is offered, the child may begin. */
export type PartnerState =
  | "silent"
  | "listening"
  | "breath"
  | "playing"
  | "accompanying"
  | "space"
  | "offerAgain"
  | "waiting"
  | "ending"
  | "stopped";

/** A note the partner means to play, in session time. */
export interface PlannedNote {
  readonly onset: Millis;
  readonly duration: Millis;
  readonly pitch: Pitch;
  readonly velocity: Velocity;
  /** Absent for the melody. */
  readonly voice?: Voice;
}

/** What the partner knows and is doing, whatever its technique. Immutable. */
export interface Partner {
  readonly state: PartnerState;
  /** The melody that child and partner make together; null before the first phrase. */
  readonly stream: Stream | null;
  /** The child's phrases as segments, newest last: library material. */
  readonly material: readonly Segment[];
  readonly key: Key;
  /** The change of scale that goes on; null while none does. */
  readonly blend: Blend | null;
  /** The last offer; its onsets count from its beginning. */
  readonly offer: readonly PlannedNote[];
  /** How often the last offer has been made again. */
  readonly offeredAgain: number;
  /** End of the present space; null outside one. */
  readonly spaceEndsAt: Millis | null;
  /** The beat that is kept; null while none is. */
  readonly grid: Grid | null;
  /** How the accompaniment sounds now, on its way to what is wished. */
  readonly sounding: Sounding;
  /** The chord of the accompaniment, and its key. */
  readonly harmony: Harmony;
  /** The melody over the accompaniment, as far as it is composed. */
  readonly line: UpperLine;
  /** How far the partner is turned down while the child plays. */
  readonly duck: Decibels;
  /** What the Change card changed last; null before. */
  readonly changed: Dimension | null;
  /** What the present technique remembers of itself; null when nothing. */
  readonly remembered: Remembered | null;
}

/** How the partner begins. */
export const NEW_PARTNER: Partner = {
  state: "silent",
  stream: null,
  material: [],
  key: { tonic: 0, mode: "major" },
  blend: null,
  offer: [],
  offeredAgain: 0,
  spaceEndsAt: null,
  grid: null,
  sounding: DEFAULT_SOUNDING,
  harmony: NO_HARMONY,
  line: NO_LINE,
  duck: 0,
  changed: null,
  remembered: null,
};
