import type { Draws } from "../../engine/random.ts";
import type { Bpm, Millis } from "../../engine/time/units.ts";
import type { Character } from "./character-traits.ts";
import type { OwnBeat } from "./note.ts";

/** How a child that keeps a beat keeps it; what is left out is as its character has it. */
export interface BeatSettings {
  /** 50–140. Without it the child has another tempo each time it comes back. */
  readonly tempo?: Bpm | undefined;
  /** Standard deviation of a stroke, as a share of the period: 0–0.12. */
  readonly jitter?: number | undefined;
  /** The chance that a beat is left out: 0–0.2. */
  readonly missing?: number | undefined;
  /** How far the child moves towards the partner's tempo from phrase to phrase, 0–1; by itself, a set tempo stays. */
  readonly follows?: number | undefined;
}

const RANGES = { tempo: [50, 140], jitter: [0, 0.12], missing: [0, 0.2], follows: [0, 1] } as const;
/** A child's tempo is never quite the same from phrase to phrase: standard deviation, as a share. */
const DRIFT = 0.015;
const NO_BEAT: OwnBeat = { period: 600, jitter: 0, missing: 0 };

/** Throws RangeError, one sentence, for a setting outside its range. */
export function checkBeat(settings: BeatSettings): void {
  for (const [name, [least, most]] of Object.entries(RANGES)) {
    const value = settings[name as keyof typeof RANGES];
    if (value !== undefined && !(value >= least && value <= most)) {
      throw new RangeError(`a pretend child's ${name} is ${least} to ${most}, not ${value}`);
    }
  }
}

/** The beat with which a child begins, or comes back. */
export function beginBeat(draws: Draws, { beat }: Character, settings: BeatSettings): OwnBeat {
  if (!beat) return NO_BEAT;
  return {
    period: 60_000 / (settings.tempo ?? draws.between(...beat.tempo)),
    jitter: settings.jitter ?? beat.jitter,
    missing: settings.missing ?? beat.missing,
  };
}

/** The beat moved a share `gain` of the way to a period that was heard, halved or doubled as it fits. */
export function followBeat(beat: OwnBeat, heard: Millis, gain: number): OwnBeat {
  const octaves = Math.log2(heard / beat.period);
  return { ...beat, period: beat.period * 2 ** (gain * (octaves - Math.round(octaves))) };
}

/** The beat a phrase later. A tempo that was set stays. */
export function driftBeat(draws: Draws, beat: OwnBeat, { tempo }: BeatSettings): OwnBeat {
  return tempo === undefined ? { ...beat, period: beat.period * Math.exp(draws.normal(0, DRIFT)) } : beat;
}
