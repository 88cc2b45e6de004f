import type { Millis, Pitch, Velocity } from "../time/units.ts";

/** A key, pad or pedal of an instrument as it came, before anything is made of it. `instrument`: its name in the room. */
export type KeyEvent =
  | {
      readonly kind: "down";
      readonly at: Millis;
      readonly instrument: string;
      readonly key: Pitch;
      readonly velocity: Velocity;
      readonly pad: boolean;
    }
  | {
      readonly kind: "up";
      readonly at: Millis;
      readonly instrument: string;
      readonly key: Pitch;
      readonly pad: boolean;
    }
  | { readonly kind: "pedal"; readonly at: Millis; readonly instrument: string; readonly down: boolean };

/** A key as it came, where something else was made of it. */
export interface RawKey {
  readonly pitch: Pitch;
  readonly velocity?: Velocity;
  readonly pad?: true;
}

/** Why a stroke was not let through. */
export type LeftOut = "outside" | "tooSoft" | "doubleHit";

interface Note {
  readonly at: Millis;
  readonly player: "child" | "therapist";
  readonly device: string;
  readonly pitch: Pitch;
  readonly pad?: true;
  readonly raw?: RawKey;
}

/** What is made of a key: a note of its player that begins or ends; or a stroke that was left out, as it came. */
export type InstrumentNote =
  | ({ readonly kind: "noteOn"; readonly velocity: Velocity } & Note)
  | ({ readonly kind: "noteOff" } & Note)
  | {
      readonly kind: "leftOut";
      readonly at: Millis;
      readonly device: string;
      readonly pitch: Pitch;
      readonly velocity: Velocity;
      readonly pad?: true;
      readonly why: LeftOut;
    };
