import type { Semitones } from "../time/units.ts";
import type { Key } from "./key.ts";
import { degreeOf, inScale, knownScale, pitchOfDegree, type Scale, snap } from "./scale.ts";

/** Tones of the scale that are weighed for a note: the nearest one, and so many on either side of it. */
const AROUND = 2;
/** What it costs, in semitones, to stand still where the line moved, to move where it stood still, and to go the other way. */
const COST = { collapse: 4, parting: 6, turning: 8 } as const;

/** The pitch that stands for another in a scale of as many notes: degree for degree. What is in the scale stays. */
function wantedIn(scale: Scale, known: Scale | undefined, pitch: Semitones): Semitones {
  if (!known || known.steps.length !== scale.steps.length || inScale(scale, pitch) || !inScale(known, pitch))
    return pitch;
  return pitchOfDegree(scale, degreeOf(known, pitch));
}

function costOfStep(was: Semitones, is: Semitones): number {
  if (Math.sign(was) === Math.sign(is)) return 0;
  if (is === 0) return COST.collapse;
  return was === 0 ? COST.parting : COST.turning;
}

/**
 * A line brought into a scale: each pitch stays or goes to a tone nearby, so that as a whole the line moves as little and keeps its
 * ups and downs as well as it can; what was one after another does not become the same note where that can be avoided. Pitches are
 * relative. `known`: the scale that the line was meant in; one of as many notes is gone over from degree for degree.
 */
export function transcribe(pitches: readonly Semitones[], scale: Scale, known?: Scale): readonly Semitones[] {
  if (pitches.every((pitch) => inScale(scale, pitch))) return pitches;
  // The cheapest way to each tone of each note, and from which tone of the note before it comes.
  const ways: { tone: Semitones; cost: number; from: number }[][] = [];
  for (const [place, pitch] of pitches.entries()) {
    const wanted = wantedIn(scale, known, pitch);
    const nearest = degreeOf(scale, wanted);
    const before = ways[place - 1];
    const step = pitch - (pitches[place - 1] ?? pitch);
    const here: { tone: Semitones; cost: number; from: number }[] = [];
    for (let degree = nearest - AROUND; degree <= nearest + AROUND; degree++) {
      const tone = pitchOfDegree(scale, degree);
      const aside = Math.abs(tone - wanted);
      let cost = before ? Number.POSITIVE_INFINITY : 0;
      let from = 0;
      for (const [i, way] of (before ?? []).entries()) {
        const sum = way.cost + costOfStep(step, tone - way.tone);
        if (sum < cost) [cost, from] = [sum, i];
      }
      here.push({ tone, cost: cost + aside, from });
    }
    ways.push(here);
  }
  const line: Semitones[] = [];
  let last = cheapest(ways[ways.length - 1] ?? []);
  for (let place = ways.length - 1; place >= 0; place--) {
    const way = ways[place]?.[last];
    if (!way) break;
    line.push(way.tone);
    last = way.from;
  }
  return line.reverse();
}

function cheapest(ways: readonly { readonly cost: number }[]): number {
  return ways.reduce((best, { cost }, i) => (cost < (ways[best]?.cost ?? 0) ? i : best), 0);
}

/**
 * A line (relative pitches) in a key whose scale is `scale`. In a scale that was set it is transcribed; in one that the child
 * plays in each note goes to the nearest tone: what is copied of the child is in it but for slips.
 */
export function inKey(key: Key, scale: Scale, pitches: readonly Semitones[]): readonly Semitones[] {
  return key.scale === undefined
    ? pitches.map((pitch) => snap(scale, pitch))
    : transcribe(pitches, scale, knownScale(key));
}

/** Written degrees of a seven-note scale as a line (relative pitches) in a key's scale, whatever number of notes that has. */
export function writtenIn(key: Key, scale: Scale, degrees: readonly number[]): readonly Semitones[] {
  const known = scale.steps.length === 7 ? undefined : knownScale(key);
  if (!known) return degrees.map((degree) => pitchOfDegree(scale, degree));
  return transcribe(
    degrees.map((degree) => pitchOfDegree(known, degree)),
    scale,
    known,
  );
}
