import type { Millis, Pitch } from "../time/units.ts";

/** A tune of the child's that was kept: it can be woven in again, in this session and in later ones. Plain JSON. */
export interface KeptTune {
  readonly name: string;
  readonly pitches: readonly Pitch[];
  /** Intervals between onsets, relative to their mean. */
  readonly rhythm: readonly number[];
  /** The mean interval between onsets. */
  readonly pace: Millis;
  /** Whether it was played on pads: then its pitches are pads. */
  readonly pad: boolean;
}

/** The tunes that are kept, and the one that was chosen to be woven in; null: the one that was heard last. */
export interface KeptTunes {
  readonly kept: readonly KeptTune[];
  readonly chosen: number | null;
}

export const NO_TUNES: KeptTunes = { kept: [], chosen: null };

/** Of one child. */
export const MOST_TUNES = 24;

/** Whether two tunes are the same from note to note, on whatever pitch they begin. */
export function isSameTune(
  one: { readonly pitches: readonly Pitch[]; readonly pad: boolean },
  other: { readonly pitches: readonly Pitch[]; readonly pad: boolean },
): boolean {
  const shift = one.pad ? 0 : (one.pitches[0] ?? 0) - (other.pitches[0] ?? 0);
  return (
    one.pad === other.pad &&
    one.pitches.length === other.pitches.length &&
    one.pitches.every((pitch, place) => pitch - (other.pitches[place] ?? Number.NaN) === shift)
  );
}
