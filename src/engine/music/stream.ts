import type { Memory, SegmentNetworks } from "../ports.ts";
import type { Random } from "../random.ts";
import { Draws } from "../random.ts";
import type { Semitones, Ticks } from "../time/units.ts";
import type { Forecast } from "./choice.ts";
import { rankCandidates, shuffleBest, TOLERANCE } from "./choice.ts";
import type { Place } from "./features.ts";
import { PITCH_CLASSES, PITCH_LOW, STEP_CLASSES, segmentFeatures, trendFeatures } from "./features.ts";
import { fitSegment, LARGEST_JOIN, makeSegment } from "./fit.ts";
import type { Novelty } from "./novelty.ts";
import { openNovelty, remember, repeats } from "./novelty.ts";
import type { StreamKind } from "./place.ts";
import { firstPlace, nextPlace } from "./place.ts";
import { sample, softmax } from "./sampling.ts";
import { inScale, snap } from "./scale.ts";
import type { Segment } from "./segment.ts";
import { courseOf, TREND_CLIP, TREND_STEPS } from "./trend.ts";
import type { Wish } from "./wish.ts";

/** A melody that goes on for ever: what the networks remember, what was heard, and the state of chance. Immutable. */
export interface Stream {
  readonly memory: { readonly pitch: Memory; readonly trend: Memory };
  readonly kind: StreamKind;
  /** The last segment heard, not yet fed to the networks; null before the first. */
  readonly last: { readonly segment: Segment; readonly place: Place } | null;
  /** Where the next segment begins. */
  readonly end: Ticks;
  readonly novelty: Novelty;
  /** Names of the segments chosen lately, newest last. */
  readonly recent: readonly string[];
  readonly random: Random;
}

/** How a segment came about: as it stands in the library, moved in the scale, or made by the networks. */
export type Origin = "kept" | "moved" | "made";

export interface Continuation {
  readonly stream: Stream;
  readonly segment: Segment;
  readonly origin: Origin;
}

/** How many of the best candidates are tried before a segment is made. */
const TRIED = 6;
/** Attempts at making a segment; each a little freer than the one before. */
const ATTEMPTS = 200;

/** An empty stream. `span`: no stretch of this length comes twice. */
export function openStream(networks: SegmentNetworks, kind: StreamKind, span: Ticks, random: Random): Stream {
  return {
    memory: { pitch: networks.pitch.initial(), trend: networks.trend.initial() },
    kind,
    last: null,
    end: 0,
    novelty: openNovelty(span),
    recent: [],
    random,
  };
}

/** The stream after `segment` has sounded, whoever played it. */
export function hear(stream: Stream, segment: Segment, networks: SegmentNetworks): Stream {
  const place = stream.last ? nextPlace(stream.last.place, segment) : firstPlace(segment, stream.kind);
  const placed = segment.notes.map((note) => ({ ...note, onset: note.onset + stream.end }));
  return {
    ...stream,
    memory: stream.last ? feed(stream, segment.initialPitch, networks).memory : stream.memory,
    last: { segment, place },
    end: stream.end + segment.length,
    novelty: remember(stream.novelty, placed),
  };
}

/** Steps both networks over the last segment. The trend network is told `initialPitch` of the segment to come. */
function feed(stream: Stream, initialPitch: Semitones, networks: SegmentNetworks) {
  if (!stream.last) throw new RangeError("a stream must hear a segment before it can go on");
  const { segment, place } = stream.last;
  const features = segmentFeatures(segment, place);
  const told = trendFeatures(features, segment, initialPitch);
  const pitch = networks.pitch.step(stream.memory.pitch, features, networks.pitch.blank());
  const trend = networks.trend.step(stream.memory.trend, told, networks.trend.blank());
  return { memory: { pitch: pitch.memory, trend: trend.memory }, trend: trend.output };
}

/** Semitones the next segment may leap from the last, within the range and the scale. */
function allowedInitial(last: Segment, wish: Wish): (index: number) => boolean {
  // A child may have ended outside the partner's range: the join is then counted from the range's edge.
  const from = Math.max(wish.low, Math.min(wish.high, last.finalPitch));
  return (index) => {
    const pitch = index + PITCH_LOW;
    return (
      Math.abs(pitch - from) <= LARGEST_JOIN && pitch >= wish.low && pitch <= wish.high && inScale(wish.scale, pitch)
    );
  };
}

function drawCourse(logits: Float32Array, initialPitch: Semitones, wish: Wish, draws: Draws): Semitones[] {
  const steps: Semitones[] = [];
  for (let step = 0; step < TREND_STEPS; step++) {
    const probabilities = softmax(logits, step * STEP_CLASSES, STEP_CLASSES, wish.sampling.temperature);
    steps.push((sample(probabilities, wish.sampling, draws) ?? TREND_CLIP) - TREND_CLIP);
  }
  return courseOf(initialPitch, steps);
}

/**
 * Goes on by one segment. Both networks foretell it: the first its initial pitch, the second its trend; the best fitting
 * segment of the library is taken, fitted and joined, or, when none fits without repeating itself, a new one is made from
 * a rhythm of the library and the foretold course.
 *
 * Holds always: pitches in the wish's scale and range, join ≤ 7 semitones, no note over 2 s, no stretch of the
 * stream's span heard before. Throws RangeError when nothing was heard yet or the library is empty.
 */
export function continueStream(
  stream: Stream,
  library: readonly Segment[],
  wish: Wish,
  networks: SegmentNetworks,
): Continuation {
  const last = stream.last?.segment;
  if (!last) throw new RangeError("a stream must hear a segment before it can go on");
  if (library.length === 0) throw new RangeError("the library has no segment");
  const draws = new Draws(stream.random);

  const features = segmentFeatures(last, stream.last?.place ?? firstPlace(last, stream.kind));
  const heardPitch = networks.pitch.step(stream.memory.pitch, features, networks.pitch.blank());
  const chances = softmax(heardPitch.output, 0, PITCH_CLASSES, wish.sampling.temperature);
  const drawn = sample(chances, wish.sampling, draws, allowedInitial(last, wish));
  const initialPitch =
    drawn === undefined
      ? snap(wish.scale, Math.max(wish.low, Math.min(wish.high, last.finalPitch)))
      : drawn + PITCH_LOW;
  const told = trendFeatures(features, last, initialPitch);
  const heardTrend = networks.trend.step(stream.memory.trend, told, networks.trend.blank());
  const forecast: Forecast = { initialPitch, course: drawCourse(heardTrend.output, initialPitch, wish, draws) };

  const place = (segment: Segment) => segment.notes.map((note) => ({ ...note, onset: note.onset + stream.end }));
  const fresh = (segment: Segment | undefined): segment is Segment =>
    segment !== undefined && !repeats(stream.novelty, place(segment));

  const settle = (segment: Segment, name: string, origin: Origin): Continuation => {
    const memorable = Math.max(1, Math.min(16, Math.floor(library.length / 3)));
    return {
      segment,
      origin,
      stream: {
        ...stream,
        memory: { pitch: heardPitch.memory, trend: heardTrend.memory },
        last: {
          segment,
          place: stream.last ? nextPlace(stream.last.place, segment) : firstPlace(segment, stream.kind),
        },
        end: stream.end + segment.length,
        novelty: remember(stream.novelty, place(segment)),
        recent: [...stream.recent, name].slice(-memorable),
        random: draws.state,
      },
    };
  };

  const ranked = rankCandidates(library, forecast, wish, stream.recent);
  const fitting = ranked.filter(({ cost }) => cost <= TOLERANCE);
  for (const { segment, steps } of shuffleBest(fitting, TRIED, draws)) {
    const fitted = fitSegment(segment, steps, wish);
    if (fresh(fitted)) return settle(fitted, segment.name, steps === 0 ? "kept" : "moved");
  }

  const rhythms = ranked.length > 0 ? ranked.map(({ segment }) => segment) : library;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const freer = { temperature: wish.sampling.temperature * (1 + attempt / 20), topP: 1 };
    const course =
      attempt === 0
        ? forecast.course
        : drawCourse(heardTrend.output, initialPitch, { ...wish, sampling: freer }, draws);
    const rhythm = draws.pick(rhythms.slice(0, TRIED + attempt));
    const made = makeSegment(rhythm, initialPitch, course, wish);
    if (fresh(made)) return settle(made, rhythm.name, "made");
  }
  // Reached only by a library with hardly a melody in it: a rest makes the next stretch another one.
  const longest = rhythms[0] ?? last;
  const rested = { ...stream, end: stream.end + Math.min(longest.length, wish.mostTicks), random: draws.state };
  return continueStream(rested, library, wish, networks);
}
