import type { Draws } from "../random.ts";
import type { Semitones } from "../time/units.ts";
import { PPQ } from "../time/units.ts";
import { degreeOf } from "./scale.ts";
import type { Segment } from "./segment.ts";
import { courseDistance } from "./trend.ts";
import type { Wish } from "./wish.ts";

/** What the two networks foretell of the next segment. */
export interface Forecast {
  readonly initialPitch: Semitones;
  /** Main pitches of eight equal parts. */
  readonly course: readonly Semitones[];
}

/** A segment of the library and how far it is from the forecast and the wish; smaller is better. */
export interface Candidate {
  readonly segment: Segment;
  /** Scale steps that bring it to the forecast's initial pitch. */
  readonly steps: number;
  readonly cost: number;
}

/** A candidate that costs more does not fit: a segment is made instead. */
export const TOLERANCE = 4;
/** A step of transposition costs this many semitones of course distance: material likes to stay where it was heard. */
const COST_OF_A_STEP = 0.12;
/** Twice as busy (or half) as wished costs this much. */
const COST_OF_DENSITY = 1;

/** Notes a beat. */
function densityOf(segment: Segment): number {
  return (segment.notes.length * PPQ) / segment.length;
}

/** The library in order of fit, best first; segments named in `recent` are left out. */
export function rankCandidates(
  library: readonly Segment[],
  forecast: Forecast,
  wish: Wish,
  recent: readonly string[],
): Candidate[] {
  const shape = forecast.course.map((pitch) => pitch - forecast.initialPitch);
  const degree = degreeOf(wish.scale, forecast.initialPitch);
  const candidates: Candidate[] = [];
  for (const segment of library) {
    if (recent.includes(segment.name)) continue;
    const steps = degree - degreeOf(wish.scale, segment.initialPitch);
    const busier = wish.density === undefined ? 0 : Math.abs(Math.log2(densityOf(segment) / wish.density));
    const aside = COST_OF_A_STEP * Math.abs(steps) + COST_OF_DENSITY * busier;
    // Too far already: how well its shape would fit no longer matters.
    const cost = aside + (aside > TOLERANCE ? TOLERANCE : courseDistance(segment.shape, shape));
    candidates.push({ segment, steps, cost });
  }
  return candidates.sort((a, b) => a.cost - b.cost || (a.segment.name < b.segment.name ? -1 : 1));
}

/** Orders the best few anew by chance, likelier first, so that equal forecasts do not always get the same segment. */
export function shuffleBest(candidates: readonly Candidate[], count: number, draws: Draws): Candidate[] {
  return candidates
    .slice(0, count)
    .map((candidate) => ({ candidate, key: candidate.cost - 0.5 * Math.log(1 / (1 - draws.unit())) }))
    .sort((a, b) => a.key - b.key)
    .map(({ candidate }) => candidate);
}
