import { type Contact, NO_CONTACT } from "../eeg/contact.ts";
import type { EpochShape } from "../eeg/epochs.ts";
import { type Loop, leanOf, openLoop } from "../eeg/loop.ts";
import { type Protocol, wantsSilence } from "../eeg/protocol.ts";
import { NO_SCORE, type Score, type ShownScore, showScore } from "../eeg/score.ts";
import { COMFORT, NOT_WORN, type Wearing } from "../eeg/wearing.ts";
import { lean, type Steering } from "../partner/steering.ts";
import { fork, type Random, seeded } from "../random.ts";
import type { Millis } from "../time/units.ts";
import type { Session } from "./session.ts";

/** The EEG of the room, as far as the session needs to know it. Plain JSON. */
export interface EegSettings {
  /** Site of each channel by the 10–20 system. */
  readonly montage: readonly string[];
  /** Site of the reference, such as "A1". */
  readonly reference: string;
  /** How the signal is cut. */
  readonly epochs: EpochShape;
  /** Time constant of the score's average. */
  readonly smoothing: Millis;
  /** What reads the epochs; null: only the signal is shown. */
  readonly model: {
    readonly name: string;
    /** What was found out about it, in a sentence for the panel. */
    readonly validation: string;
    /** How far back its answer lies, on average, beyond the epoch itself: half of the sequence that it looks at. */
    readonly lookBack: Millis;
  } | null;
}

/** The EEG in a session. Immutable. */
export interface SessionEeg {
  readonly score: Score;
  readonly contact: Contact;
  readonly wearing: Wearing;
  /** After so long the cap should come off. */
  readonly comfort: Millis;
  /** How the cap feels to the child, by its own choice of five pictures, 1–5; null before it was asked. */
  readonly tolerance: { readonly at: Millis; readonly rating: number } | null;
  /** Newest mean log10 band powers, by `BANDS`. */
  readonly bands: readonly number[];
  readonly impedance: boolean;
  readonly recording: boolean;
  readonly protocol: Protocol | null;
  readonly loop: Loop;
}

/** The EEG before the first event: the loop is off, whatever the rig says. */
export function openEeg(seed: number): SessionEeg {
  return {
    score: NO_SCORE,
    contact: NO_CONTACT,
    wearing: NOT_WORN,
    comfort: COMFORT,
    tolerance: null,
    bands: [],
    impedance: false,
    recording: false,
    protocol: null,
    loop: openLoop(eegRandom(seed, "loop", 0)),
  };
}

/** The randomness of what is drawn at a time. */
export function eegRandom(seed: number, name: string, at: Millis): Random {
  return fork(seeded(seed), `eeg ${name} ${at}`);
}

/** The score, or why there is none. */
export function scoreNow({ score, impedance }: SessionEeg, at: Millis): ShownScore {
  return impedance ? { kind: "none", reason: "impedance" } : showScore(score, at);
}

/** Whether guided blocks want silence: the partner does not sound, and the robot keeps still. */
export function isGuidedSilence({ eeg }: Pick<Session, "eeg">): boolean {
  return eeg !== null && eeg.protocol !== null && wantsSilence(eeg.protocol);
}

/** What the partner goes by: what the therapist has set, leant by the loop where it is on. */
export function steeringNow({ steering, eeg }: Pick<Session, "steering" | "eeg">): Steering {
  return eeg?.loop.settings.on ? lean(steering, leanOf(eeg.loop)) : steering;
}
