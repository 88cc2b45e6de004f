import type { Candidate } from "./candidates.ts";
import { distanceToContour } from "./contour.ts";
import type { Forecast } from "./forecast.ts";
import { countRepeated } from "./grams.ts";
import { estrangement } from "./likeness.ts";
import type { Line } from "./line.ts";
import type { Note } from "./note.ts";
import { BANDS, type Band, outside } from "./ruler/bands.ts";
import { WINDOW } from "./ruler/window.ts";
import { measureWindow, type WindowMeasures } from "./ruler/window-measures.ts";
import { courseDistance, mainPitches, TREND_STEPS } from "./trend.ts";
import type { Wish } from "./wish.ts";

/** Steering begins before a figure leaves its band: this much of the band's width inside it. */
const MARGIN = 0.1;
/** What a figure costs that lies a whole band outside, and what it costs to lie outside at all. */
const COST_OF_A_BAND = 16;
const COST_OF_OUTSIDE = 2.5;
/** What a note costs that draws the stream away from the proportions of its tune. */
const COST_OF_ESTRANGEMENT = 4;
/** What an 8-gram costs that draws the stream away from the share of real music. */
const COST_OF_REPETITION = 6;
/** The share of 8-grams that were heard before, in ten minutes of real music: inside [.076, .194]. music.md 3. */
const REPETITION = 0.125;
/** What it costs to be a semitone a step away from the contour that was asked for. */
const COST_OF_CONTOUR = 2;

/** What is gained by saying a whole segment again when the stream repeats itself too little: the next can then go on as before. */
const GAIN_OF_RETURNING = 1;
/** So many 8-grams too few, and the gain is whole. */
const FAR_TOO_FEW = 12;

const FIGURES = Object.keys(BANDS) as (keyof WindowMeasures)[];

/** The band to steer for. A bound that no figure can pass (a share of 0, a reversal of 1) needs no margin. */
function narrowed({ low, median, high }: Band): Band {
  const margin = MARGIN * (high - low);
  return { low: low > 0 ? low + margin : low, median, high: high === 1 ? high : high - margin };
}
const NARROWED = FIGURES.map((figure) => narrowed(BANDS[figure]));

/** What the last window costs with the candidate's notes in it, 0 or more. Nothing while there are too few notes for one. */
export function costOfWindow({ tail }: Line, placed: readonly Note[], wish: Wish): number {
  const notes = [...tail, ...placed];
  if (notes.length < WINDOW || wish.unsteered) return 0;
  const measures = measureWindow(notes.slice(-WINDOW), wish.bar);
  let cost = 0;
  for (let i = 0; i < FIGURES.length; i++) {
    const figure = FIGURES[i] as keyof WindowMeasures;
    const value = measures[figure];
    cost += COST_OF_A_BAND * outside(value, NARROWED[i] as Band);
    if (outside(value, BANDS[figure]) > 0) cost += COST_OF_OUTSIDE;
  }
  return cost;
}

function costOfRepetition({ returning, draft }: Candidate, { grams, tail }: Line): number {
  const { total, repeated } = countRepeated(grams, tail, draft.notes);
  if (total === 0) return 0;
  const error = grams.repeated - REPETITION * grams.total;
  const after = error + repeated - REPETITION * total;
  const cost = (COST_OF_REPETITION * (Math.abs(after) - Math.abs(error))) / total;
  return returning ? cost - GAIN_OF_RETURNING * Math.max(0, Math.min(1, -error / FAR_TOO_FEW)) : cost;
}

/**
 * What it costs to go on with a candidate before its window is measured: how far it is from what the networks foretold,
 * and how far it would lead the stream away from the repetition of real music and from itself.
 */
export function costOf(candidate: Candidate, forecast: Forecast, line: Line, wish: Wish): number {
  const { notes, length } = candidate.draft;
  const initialPitch = (notes[0] as Note).pitch;
  const course = mainPitches(notes, length, TREND_STEPS);
  const shape = course.map((pitch) => pitch - initialPitch);
  return (
    candidate.aside +
    courseDistance(shape, forecast.shape) +
    (wish.contour
      ? COST_OF_CONTOUR * (wish.contour.weight ?? 1) * distanceToContour(wish.contour, course, length)
      : 0) +
    (wish.unsteered ? 0 : costOfRepetition(candidate, line)) +
    COST_OF_ESTRANGEMENT * estrangement(line.made, wish.self, notes, line.tail[line.tail.length - 1])
  );
}
