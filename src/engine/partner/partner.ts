import type { Key } from "../music/key.ts";
import type { Segment } from "../music/segment.ts";
import type { Stream } from "../music/stream.ts";
import type { Millis, Pitch, Velocity } from "../time/units.ts";

/** Where the partner is (practice.md 9). `waiting`: the space is over, nothing more is offered, the child may begin. */
export type PartnerState =
  | "silent"
  | "listening"
  | "breath"
  | "playing"
  | "space"
  | "offerAgain"
  | "waiting"
  | "stopped";

/** A note the partner means to play, in session time. */
export interface PlannedNote {
  readonly onset: Millis;
  readonly duration: Millis;
  readonly pitch: Pitch;
  readonly velocity: Velocity;
}

/** What the partner knows and is doing, whatever its technique. Immutable. */
export interface Partner {
  readonly state: PartnerState;
  /** The melody that child and partner make together; null before the first phrase. */
  readonly stream: Stream | null;
  /** The child's phrases as segments, newest last: library material. */
  readonly material: readonly Segment[];
  readonly key: Key;
  /** The last answer; its onsets count from its beginning. */
  readonly offer: readonly PlannedNote[];
  /** How often the last answer has been offered again. */
  readonly offeredAgain: number;
  /** End of the present space; null outside one. */
  readonly spaceEndsAt: Millis | null;
}

/** How the partner begins. */
export const NEW_PARTNER: Partner = {
  state: "silent",
  stream: null,
  material: [],
  key: { tonic: 0, mode: "major" },
  offer: [],
  offeredAgain: 0,
  spaceEndsAt: null,
};
