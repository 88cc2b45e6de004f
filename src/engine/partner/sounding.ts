import { DEFAULT_TEMPO } from "../listening/pulse.ts";
import type { Bpm, Decibels } from "../time/units.ts";

/** How an accompaniment sounds, or shall sound. */
export interface Sounding {
  readonly tempo: Bpm;
  /** How busy, 0–5, as in {@link Steering}; between whole numbers while it changes. */
  readonly busy: number;
  /** Level of a plain note, against velocity 127. */
  readonly level: Decibels;
  /** Octaves from the middle register, −2…2. */
  readonly register: number;
}

/** Velocity 64, at the default tempo, one onset a beat. */
export const DEFAULT_SOUNDING: Sounding = { tempo: DEFAULT_TEMPO, busy: 2, level: -11.9, register: 0 };

/** Most change in a second. 6 dB is the limits' own; a partner that rises as fast as it may is already a sudden one. */
const PER_SECOND = { busy: 0.5, level: 3, register: 0.5 } as const;

/** One step towards the wish, as far as `seconds` allow. The tempo is left to the beat's own rule. */
export function approach(now: Sounding, wish: Omit<Sounding, "tempo">, seconds: number): Sounding {
  const towards = (from: number, to: number, most: number) => from + Math.max(-most, Math.min(most, to - from));
  return {
    tempo: now.tempo,
    busy: towards(now.busy, wish.busy, PER_SECOND.busy * seconds),
    level: towards(now.level, wish.level, PER_SECOND.level * seconds),
    register: towards(now.register, wish.register, PER_SECOND.register * seconds),
  };
}
