import type { Pitch, PitchClass, Semitones } from "../time/units.ts";
import { pitchClass } from "./note.ts";
import { inScale, pitchOfDegree, type Scale } from "./scale.ts";

/** The triad on a degree of a scale (0 is the tonic's), as semitones above the tonic: root, third, fifth. */
function triadOf(scale: Scale, degree: number): readonly [Semitones, Semitones, Semitones] {
  const step = (thirds: number) => pitchClass(pitchOfDegree(scale, degree + 2 * thirds));
  return [step(0), step(1), step(2)];
}

/** Root, third and seventh on a degree; undefined in a scale that is not built of seven steps. */
export function shellOf(scale: Scale, degree: number): readonly [Semitones, Semitones, Semitones] | undefined {
  if (scale.steps.length !== 7) return undefined;
  const [root, third] = triadOf(scale, degree);
  return [root, third, pitchClass(pitchOfDegree(scale, degree + 6))];
}

/** Whether a chord has a perfect fifth over its root, and can be stood on. */
function isPlain([root = 0, ...others]: readonly Semitones[]): boolean {
  return others.some((tone) => pitchClass(tone - root) === 7);
}

/**
 * The chord on a degree of any scale, as semitones above the tonic, the root first. Seven-note scales stack thirds, where that
 * gives a triad that can be stood on. Else it is whatever stands over the root of a triad, a fifth or a third; a root alone at the
 * least: open fifths and drones where there is no triad, and nothing outside the scale.
 */
export function chordOn(scale: Scale, degree: number): readonly Semitones[] {
  const stacked = triadOf(scale, degree);
  if (scale.steps.length === 7 && isPlain(stacked)) return stacked;
  const [root] = stacked;
  const third = [4, 3].find((over) => inScale(scale, root + over));
  const over = [third, inScale(scale, root + 7) ? 7 : undefined].filter((tone) => tone !== undefined);
  return [root, ...over.map((tone) => pitchClass(root + tone))];
}

/** The degree whose chord does duty for the one on a step (semitones above the tonic): the nearest that can be stood on. */
export function degreeNear(scale: Scale, step: Semitones): number {
  const apart = (degree: number) => {
    const up = pitchClass((scale.steps[degree] ?? 0) - step);
    return Math.min(up, 12 - up);
  };
  const plain = scale.steps.map((_, degree) => degree).filter((degree) => isPlain(chordOn(scale, degree)));
  return plain.reduce((best, degree) => (apart(degree) < apart(best) ? degree : best), plain[0] ?? 0);
}

/** What a chord is worth before anything is heard: home first, then its neighbours by a fifth. By semitones above the tonic. */
const HOMELY = [0.3, 0, 0, 0.02, 0.02, 0.16, 0, 0.14, 0.1, 0.1, 0, 0];
/** What it is worth to stay. */
const STAYING = 0.08;

/**
 * The degree whose chord suits what was just played: the one that holds most of it, home and the chord before preferred.
 * `weights`: sounding time of each pitch class above the tonic, 12 numbers. The tonic when nothing was heard.
 */
export function chooseDegree(scale: Scale, weights: readonly number[], before: number): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) return 0;
  let best = 0;
  let most = Number.NEGATIVE_INFINITY;
  for (let degree = 0; degree < scale.steps.length; degree++) {
    const chord = chordOn(scale, degree);
    if (!isPlain(chord)) continue;
    const held = chord.reduce((sum, step) => sum + (weights[step] ?? 0), 0) / total;
    const worth = held + (HOMELY[scale.steps[degree] ?? 0] ?? 0) + (degree === before ? STAYING : 0);
    if (worth > most) {
      best = degree;
      most = worth;
    }
  }
  return best;
}

/** The pitches of a class from `low` to `high`, both included. */
function pitchesOf(tone: PitchClass, low: Pitch, high: Pitch): Pitch[] {
  const pitches: Pitch[] = [];
  for (let pitch = low + pitchClass(tone - low); pitch <= high; pitch += 12) pitches.push(pitch);
  return pitches;
}

/** The pitch of a class nearest to another, from `low` to `high`; of two equally near ones, the lower. */
export function nearestPitch(tone: PitchClass, to: Pitch, low: Pitch, high: Pitch): Pitch {
  const pitches = pitchesOf(tone, low, high);
  return pitches.reduce(
    (best, pitch) => (Math.abs(pitch - to) < Math.abs(best - to) ? pitch : best),
    pitches[0] ?? low,
  );
}

/**
 * A close voicing of a chord's tones around `centre`, from `low` to `high` (two octaves at least): of its inversions the one to
 * which the voices of the chord before move least. Ascending.
 */
export function voiceTriad(
  tones: readonly PitchClass[],
  before: readonly Pitch[],
  centre: Pitch,
  low: Pitch,
  high: Pitch,
): readonly Pitch[] {
  let best: readonly Pitch[] = [];
  let least = Number.POSITIVE_INFINITY;
  for (const lowest of tones) {
    for (const bottom of pitchesOf(lowest, low, high)) {
      const voicing = tones.map((tone) => bottom + pitchClass(tone - bottom)).sort((a, b) => a - b);
      if ((voicing[voicing.length - 1] ?? 0) > high) continue;
      const moved = voicing.reduce((sum, pitch, voice) => sum + Math.abs(pitch - (before[voice] ?? pitch)), 0);
      const middle = voicing.reduce((sum, pitch) => sum + pitch, 0) / voicing.length;
      const cost = moved + 0.5 * Math.abs(middle - centre);
      if (cost < least) {
        best = voicing;
        least = cost;
      }
    }
  }
  return best;
}
