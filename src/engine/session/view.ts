import type { Millis, Pitch, Velocity } from "../time/units.ts";
import type { DeviceStatus } from "./event.ts";
import type { Player } from "./player.ts";

/** Where the partner is (practice.md 9). */
export type PartnerState =
  | "silent"
  | "listening"
  | "breath"
  | "playing"
  | "space"
  | "offerAgain"
  | "waiting"
  | "stopped";

/** A line of the log of decisions, in a sentence. */
export interface Decision {
  readonly at: Millis;
  readonly text: string;
}

/** All a panel needs to draw itself: whole and small, so that a reconnect needs no catching up. Times are session time. */
export interface View {
  readonly at: Millis;
  /** Start was pressed and the session is not finished. */
  readonly running: boolean;
  readonly stopped: boolean;
  readonly quiet: boolean;
  readonly partner: PartnerState;
  /** The state in plain words: "Listening", "My turn", "Your turn – 3 s", "Waiting". */
  readonly label: string;
  readonly turn: "child" | "partner" | "nobody";
  readonly technique: string;
  readonly techniques: readonly { readonly name: string; readonly label: string }[];
  /** The space left after a cue: its set length, and when the present one ends (null outside a space). */
  readonly space: { readonly seconds: number; readonly endsAt: Millis | null };
  readonly devices: readonly DeviceStatus[];
  readonly late: { readonly count: number; readonly worst: Millis };
  /** When a limit last held something back, and what; null when none did. Shown once a minute at the most. */
  readonly limit: Decision | null;
  /** The newest decisions, newest last, eight at the most. */
  readonly decisions: readonly Decision[];
}

/** A note for the piano roll. `duration` is null while it sounds. A later note of the same `id` replaces it. */
export interface RollNote {
  readonly id: number;
  readonly player: Player;
  readonly pitch: Pitch;
  readonly velocity: Velocity;
  readonly onset: Millis;
  readonly duration: Millis | null;
}
