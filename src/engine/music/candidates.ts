import type { Draws } from "../random.ts";
import type { Semitones } from "../time/units.ts";
import { contourOver } from "./contour.ts";
import type { Echo } from "./echo.ts";
import { pitchIndex } from "./features.ts";
import { type Draft, fitSegment, LARGEST_JOIN, type Making, makeSegment, moveInto } from "./fit.ts";
import type { Forecast } from "./forecast.ts";
import type { Library } from "./library.ts";
import { intervalHabits } from "./likeness.ts";
import { nthSmallest } from "./nth-smallest.ts";
import { retell } from "./retelling.ts";
import { degreeOf, inScale } from "./scale.ts";
import type { Segment } from "./segment.ts";
import { courseDistance, riseOf } from "./trend.ts";
import type { Wish } from "./wish.ts";

/** How a segment came about: as it stands somewhere, moved in the scale, varied from its middle on, or made anew. */
export type Origin = "kept" | "moved" | "varied" | "made";

/** A segment that could come next, fitted to the moment. */
export interface Candidate {
  readonly draft: Draft;
  /** Name of the segment it comes from. */
  readonly name: string;
  readonly origin: Origin;
  /** What it costs before anybody has looked at its shape or its neighbours. */
  readonly aside: number;
  /** Whether it is something the stream has heard before, as it stood. */
  readonly returning: boolean;
}

/** What there is to choose from. */
export interface Material {
  readonly library: Library;
  /** Segments of the tune or the child that the music is about. */
  readonly own: readonly Segment[];
  /** Segments heard lately, newest last. */
  readonly past: readonly Segment[];
  readonly echoes: readonly Echo[];
}

/** How many of each sort are looked at closely. */
const ECHOES = 4;
const FROM_LIBRARY = 6;
const FROM_OWN = 5;
const VARIED = 6;
const MADE = 6;
const RETOLD = 5;
const ALONG = 10;
/** No rhythm has more notes. */
const RETOLD_NOTES = 32;
/** Segments whose whole shape is compared, after a look at rise and density alone. */
const SHORTLISTED = 24;

/** A step of transposition costs this many semitones of course distance: material likes to stay where it was heard. */
const COST_OF_A_STEP = 0.12;
/** Twice as busy (or half) as wished costs this much. */
const COST_OF_DENSITY = 1;
/** What is not the music's own. */
const COST_OF_STRANGERS = 0.5;
/** What it costs to begin on a pitch that the pitch network finds e times less likely than the one drawn. */
const COST_OF_A_PITCH = 0.3;
/** What is newly made, beside what somebody once composed. */
const COST_OF_MAKING = 0.3;

interface Ranked {
  readonly segment: Segment;
  readonly steps: number;
  readonly aside: number;
  readonly cost: number;
}

/** Steps of the scale that material stands in from a segment's initial pitch to another. */
function stepsTo(initialPitch: Semitones, segment: Segment, { scale, known = scale }: Wish): number {
  return degreeOf(known, initialPitch) - degreeOf(known, segment.initialPitch);
}

function rank(segment: Segment, aside: number, forecast: Forecast, wish: Wish): Ranked {
  const steps = stepsTo(forecast.initialPitch, segment, wish);
  const moved = aside + COST_OF_A_STEP * Math.abs(steps);
  return { segment, steps, aside: moved, cost: moved + courseDistance(segment.shape, forecast.shape) };
}

function asideOf({ density }: Segment, wish: Wish): number {
  return wish.density === undefined ? 0 : COST_OF_DENSITY * Math.abs(density - Math.log2(wish.density));
}

/** The few that suit best: by rise and density first, since to compare a whole shape takes a hundred times as long. */
function bestOf(
  segments: readonly Segment[],
  count: number,
  aside: number,
  forecast: Forecast,
  wish: Wish,
  recent: ReadonlySet<string>,
): Ranked[] {
  const rise = riseOf(forecast.course);
  const rough = new Float64Array(segments.length);
  for (let i = 0; i < segments.length; i++) {
    const segment = segments[i] as Segment;
    rough[i] = Math.abs(segment.rise - rise) / 2 + asideOf(segment, wish);
  }
  const limit = nthSmallest(rough, SHORTLISTED);
  const ranked: Ranked[] = [];
  for (let i = 0; i < segments.length && ranked.length < 2 * SHORTLISTED; i++) {
    const segment = segments[i] as Segment;
    if ((rough[i] as number) > limit || recent.has(segment.name)) continue;
    ranked.push(rank(segment, aside + asideOf(segment, wish), forecast, wish));
  }
  return ranked.sort((a, b) => a.cost - b.cost || (a.segment.name < b.segment.name ? -1 : 1)).slice(0, count);
}

/** The first notes' pitches, moved by steps of the scale: `share` of the notes, one at least. */
function headOf({ notes }: Segment, steps: number, share: number, wish: Wish): readonly Semitones[] {
  const kept = Math.max(1, Math.ceil(notes.length * share));
  const head = notes.slice(0, kept).map(({ pitch }) => pitch);
  return moveInto(wish, head, steps);
}

function nearest(echoes: readonly Echo[], count: number): Echo[] {
  return [...echoes].sort((a, b) => a.distance - b.distance || a.ago - b.ago).slice(0, count);
}

/** What it costs to begin on another pitch than the one drawn. */
function unlikelihood(pitch: Semitones, { initialPitch, pitches }: Forecast): number {
  const drawn = pitches[pitchIndex(initialPitch)] ?? 0;
  const other = (pitches[pitchIndex(pitch)] ?? 0) + 1e-4;
  return COST_OF_A_PITCH * Math.max(0, Math.log(drawn / other));
}

/** What all the ways to propose a segment have in hand. */
interface Desk {
  readonly material: Material;
  readonly forecast: Forecast;
  readonly wish: Wish;
  readonly making: Making;
  readonly draws: Draws;
  /** What new segments take their rhythms from: the music's own, or, where it has none yet, the library. */
  readonly models: readonly Segment[];
  propose(draft: Draft | undefined, name: string, origin: Origin, aside: number, returning?: boolean): void;
}

/** What stands in the tune or the library, moved to where the network wants it. */
function proposeStanding({ material, forecast, wish, propose }: Desk, recent: ReadonlySet<string>): void {
  for (const { segment, steps, aside } of [
    ...bestOf(material.own, FROM_OWN, 0, forecast, wish, recent),
    ...bestOf(material.library.segments, FROM_LIBRARY, COST_OF_STRANGERS, forecast, wish, recent),
  ]) {
    propose(fitSegment(segment, steps, wish), segment.name, steps === 0 ? "kept" : "moved", aside);
  }
}

/** What followed on moments like this one, on the pitch it had then: as it was, and with another ending. */
function proposeEchoes({ material, forecast, wish, making, draws, propose }: Desk): void {
  for (const { followed } of nearest(material.echoes, ECHOES)) {
    const aside = asideOf(followed, wish) + unlikelihood(followed.initialPitch, forecast);
    propose(fitSegment(followed, 0, wish), followed.name, "kept", aside, true);
    const head = headOf(followed, 0, draws.between(0.5, 0.95), wish);
    propose(makeSegment(followed, head, making, wish, draws), followed.name, "varied", aside + COST_OF_MAKING / 2);
  }
}

/** A passage that ends as the stream does now, gone on with in other rhythms. */
function proposeRetold({ material, forecast, wish, making, draws, models, propose }: Desk): void {
  const retold = retell(material.past, RETOLD_NOTES);
  const from = retold[0];
  if (from === undefined || !inScale(wish.scale, from)) return;
  const aside = unlikelihood(from, forecast) + COST_OF_MAKING / 2;
  for (let i = 0; i < RETOLD; i++) {
    const model = draws.pick(models);
    const head = moveInto(wish, retold.slice(0, model.notes.length), 0);
    propose(makeSegment(model, head, making, wish, draws), model.name, "varied", aside + asideOf(model, wish));
  }
}

/** By turns what was played lately, where it was, and something of its own, where the network wants it; with other endings. */
function proposeVariations({ material, forecast, wish, making, draws, models, propose }: Desk): void {
  const lately = material.past.slice(-8);
  for (let i = 0; i < VARIED; i++) {
    const again = i % 2 === 0;
    const model = draws.pick(again ? lately : models);
    const steps = again ? 0 : stepsTo(forecast.initialPitch, model, wish);
    const draft = makeSegment(model, headOf(model, steps, draws.between(0.3, 0.8), wish), making, wish, draws);
    const moved = again ? unlikelihood(model.initialPitch, forecast) : (COST_OF_A_STEP * Math.abs(steps)) / 2;
    propose(draft, model.name, "varied", asideOf(model, wish) + moved + COST_OF_MAKING / 2);
  }
}

/** New pitches along the course, in rhythms of its own; now and then in another tune's, for even notes have no rhythm to vary. */
function proposeNew({ material, forecast, wish, making, draws, models, propose }: Desk): void {
  for (let i = 0; i < MADE; i++) {
    const model = draws.pick(i % 4 === 3 ? material.library.segments : models);
    const draft = makeSegment(model, [forecast.initialPitch], making, wish, draws);
    propose(draft, model.name, "made", asideOf(model, wish) + COST_OF_MAKING);
  }
}

/** New pitches along the contour that was asked for. */
function proposeAlong({ forecast, wish, making, draws, models, propose }: Desk): void {
  for (let i = 0; i < ALONG && wish.contour; i++) {
    const model = draws.pick(models);
    const course = contourOver(wish.contour, model.length);
    if (!course) return;
    const shift = forecast.initialPitch - (course[0] ?? 0);
    const along = { ...making, looseness: 1, course: course.map((pitch) => pitch + shift) };
    const draft = makeSegment(model, [forecast.initialPitch], along, wish, draws);
    propose(draft, model.name, "made", asideOf(model, wish) + COST_OF_MAKING);
  }
}

/**
 * Segments that could come next, all joined by a leap of 7 semitones at the most. `freedom` 0: as foretold; higher: more
 * and more loosely made, and nothing as it stands.
 */
export function proposeSegments(
  material: Material,
  forecast: Forecast,
  wish: Wish,
  recent: ReadonlySet<string>,
  freedom: number,
  draws: Draws,
): Candidate[] {
  const { library, own, past } = material;
  // A child may have ended outside the partner's range: the join is then counted from the range's edge.
  const joint = Math.max(wish.low, Math.min(wish.high, (past[past.length - 1] as Segment).finalPitch));
  const candidates: Candidate[] = [];
  const desk: Desk = {
    material,
    forecast,
    wish,
    making: {
      course: forecast.course,
      habits: intervalHabits(wish.self, 0.01 * (1 + freedom)),
      looseness: 2 + freedom,
    },
    draws,
    models: own.length > 0 ? own : library.segments,
    propose: (draft, name, origin, aside, returning = false) => {
      const first = draft?.notes[0];
      if (draft && first && Math.abs(first.pitch - joint) <= LARGEST_JOIN)
        candidates.push({ draft, name, origin, aside, returning });
    },
  };
  if (freedom === 0) proposeStanding(desk, recent);
  proposeEchoes(desk);
  proposeRetold(desk);
  proposeVariations(desk);
  proposeNew(desk);
  proposeAlong(desk);
  return candidates;
}
