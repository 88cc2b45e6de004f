import type { Melody } from "../engine/music/melody.ts";
import type { Semitones } from "../engine/time/units.ts";

/** No interval of a simple tune is wider. */
const WIDEST: Semitones = 12;
/** Wider intervals are leaps that few voices like … */
const LEAP: Semitones = 7;
/** … and at most this share of a simple tune's intervals are, rounded to a tenth of a percent. */
const LEAP_SHARE = 0.03;
/** From the lowest to the highest note of a simple tune. */
const RANGE: Semitones = 16;

/**
 * Whether a tune is calm, stepwise and singable: no interval over 12 semitones, at most 3 % over 7, a range of at most 16,
 * and no change of key or meter (`steady`). The rule of the OpenScore Lieder index that comes with the shared data; the
 * share is rounded as it is there.
 */
export function isSimple({ notes }: Pick<Melody, "notes">, steady: boolean): boolean {
  const intervals = notes.slice(1).map(({ pitch }, i) => Math.abs(pitch - (notes[i]?.pitch ?? pitch)));
  const leaps = intervals.filter((interval) => interval > LEAP).length / Math.max(1, intervals.length);
  const pitches = notes.map(({ pitch }) => pitch);
  const range = pitches.reduce((a, b) => Math.max(a, b), 0) - pitches.reduce((a, b) => Math.min(a, b), 127);
  return (
    steady &&
    intervals.every((interval) => interval <= WIDEST) &&
    Math.round(1000 * leaps) <= 1000 * LEAP_SHARE &&
    range <= RANGE
  );
}
