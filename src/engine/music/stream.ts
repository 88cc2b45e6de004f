import type { Memory, SegmentNetworks } from "../ports.ts";
import type { Random } from "../random.ts";
import { Draws } from "../random.ts";
import { PPQ, type Ticks } from "../time/units.ts";
import type { Candidate, Origin } from "./candidates.ts";
import { proposeSegments } from "./candidates.ts";
import { costOf, costOfWindow } from "./choice.ts";
import { echoesOf } from "./echo.ts";
import { PITCH_CLASSES, PITCH_LOW, pitchFeatures, trendFeatures } from "./features.ts";
import { LARGEST_JOIN } from "./fit.ts";
import { drawForecast, type Forecast } from "./forecast.ts";
import type { Library } from "./library.ts";
import type { Line } from "./line.ts";
import { copiesAfter, hearLine, openLine, playLine } from "./line.ts";
import type { Note } from "./note.ts";
import type { Novelty } from "./novelty.ts";
import { openNovelty, remember, repeats } from "./novelty.ts";
import type { Place, StreamKind } from "./place.ts";
import { firstPlace, nextPlace } from "./place.ts";
import { sample, softmax } from "./sampling.ts";
import { inScale, snapWithin } from "./scale.ts";
import { type Segment, segmentOf } from "./segment.ts";
import type { Wish } from "./wish.ts";

/** A melody that goes on for ever: what the networks remember, what was heard, and the state of chance. Immutable. */
export interface Stream {
  readonly memory: { readonly pitch: Memory; readonly trend: Memory };
  readonly kind: StreamKind;
  /** The last segment heard, not yet fed to the networks, and those before it; null before the first. */
  readonly place: Place | null;
  /** Where the next segment begins. */
  readonly end: Ticks;
  readonly novelty: Novelty;
  readonly line: Line;
  /** Names of the segments chosen lately, newest last. */
  readonly recent: readonly string[];
  readonly random: Random;
}

export interface Continuation {
  readonly stream: Stream;
  readonly segment: Segment;
  readonly origin: Origin;
}

/** What a stream goes on with. */
export interface Sources {
  readonly library: Library;
  /** Segments of the tune or the child that the music is about. */
  readonly own: readonly Segment[];
}

/** Rounds of proposals, each made more freely than the one before, until a rest is taken. */
const ROUNDS = 12;
/** Rests taken one after another, until a single note has to do. */
const RESTS = 3;

/** An empty stream. `span`: no stretch of this length comes twice. */
export function openStream(networks: SegmentNetworks, kind: StreamKind, span: Ticks, random: Random): Stream {
  return {
    memory: { pitch: networks.pitch.initial(), trend: networks.trend.initial() },
    kind,
    place: null,
    end: 0,
    novelty: openNovelty(span),
    line: openLine(),
    recent: [],
    random,
  };
}

function placeAt({ end }: Stream, segment: Pick<Segment, "notes">): Note[] {
  return segment.notes.map(({ onset, duration, pitch, velocity }) => ({
    onset: onset + end,
    duration,
    pitch,
    velocity,
  }));
}

function placeAfter({ place, kind }: Stream, segment: Segment): Place {
  return place ? nextPlace(place, segment) : firstPlace(segment, kind);
}

/** The stream after somebody else has played `segment`. */
export function hear(stream: Stream, segment: Segment, networks: SegmentNetworks): Stream {
  const placed = placeAt(stream, segment);
  return {
    ...stream,
    memory: stream.place ? feed(stream.memory, stream.place, segment, networks) : stream.memory,
    place: placeAfter(stream, segment),
    end: stream.end + segment.length,
    novelty: remember(stream.novelty, placed),
    line: hearLine(stream.line, placed),
  };
}

/** The networks' memory after the last segment, when `next` comes. */
function feed(memory: Stream["memory"], place: Place, next: Segment, { pitch, trend }: SegmentNetworks) {
  const echoes = echoesOf(place.past);
  return {
    pitch: pitch.step(memory.pitch, pitchFeatures(place, echoes), pitch.blank()).memory,
    trend: trend.step(memory.trend, trendFeatures(place, next.initialPitch, echoes), trend.blank()).memory,
  };
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

/** What both networks foretell, and their memories after it. */
function foretell({ memory, place }: Stream & { place: Place }, wish: Wish, networks: SegmentNetworks, draws: Draws) {
  const echoes = echoesOf(place.past);
  const pitch = networks.pitch.step(memory.pitch, pitchFeatures(place, echoes), networks.pitch.blank());
  const chances = softmax(pitch.output, 0, PITCH_CLASSES, wish.sampling.temperature);
  const drawn = sample(chances, wish.sampling, draws, allowedInitial(place.segment, wish));
  const initialPitch =
    drawn === undefined ? snapWithin(wish.scale, place.segment.finalPitch, wish.low, wish.high) : drawn + PITCH_LOW;
  const told = trendFeatures(place, initialPitch, echoes);
  const trend = networks.trend.step(memory.trend, told, networks.trend.blank());
  const forecast = drawForecast(trend.output, initialPitch, chances, wish.sampling, draws);
  return { forecast, echoes, memory: { pitch: pitch.memory, trend: trend.memory } };
}

interface Weighed {
  readonly candidate: Candidate;
  readonly placed: readonly Note[];
  readonly cost: number;
}

/**
 * The cheapest candidate that says nothing too long again. Windows are measured, and copies looked for, only where
 * nothing cheaper is known: both take longer than all the rest.
 */
function choose(
  candidates: readonly Candidate[],
  stream: Stream,
  forecast: Forecast,
  wish: Wish,
  library: Library,
): Weighed | undefined {
  const weighed = candidates
    .map((candidate) => ({ candidate, cost: costOf(candidate, forecast, stream.line, wish) }))
    .sort((a, b) => a.cost - b.cost);
  let best: Weighed | undefined;
  for (const { candidate, cost: aside } of weighed) {
    if (best && aside >= best.cost) break;
    const placed = placeAt(stream, candidate.draft);
    const cost = aside + costOfWindow(stream.line, placed, wish);
    if (best && cost >= best.cost) continue;
    if (copiesAfter(stream.line, placed, library) && !repeats(stream.novelty, placed))
      best = { candidate, placed, cost };
  }
  return best;
}

/**
 * Goes on by one segment. Both networks foretell it: the first its initial pitch, the second its trend. Segments of the
 * library and of the music's own, as they stand, moved, varied and newly made, are then weighed by how well they fit the
 * forecast and how well they keep the stream within the bands of real music and true to itself ({@link costOf}); the
 * best one that says nothing twice is taken.
 *
 * Holds always: pitches in the wish's scale and range, join ≤ 7 semitones, no note over 2 s, no stretch of the stream's
 * span heard before, no more than 12 tokens verbatim from a tune of the library. Where nothing can hold all that, after
 * rests (`rests`: those taken so far), a single note is played. Throws RangeError when nothing was heard yet or the library
 * is empty.
 */
export function continueStream(
  stream: Stream,
  sources: Sources,
  wish: Wish,
  networks: SegmentNetworks,
  rests = 0,
): Continuation {
  const { place } = stream;
  const { library, own } = sources;
  if (!place) throw new RangeError("a stream must hear a segment before it can go on");
  if (library.segments.length === 0) throw new RangeError("the library has no segment");
  const draws = new Draws(stream.random);
  const { forecast, echoes, memory } = foretell({ ...stream, place }, wish, networks, draws);
  const recent = new Set(stream.recent);
  const material = { library, own, past: place.past, echoes };

  const settle = ({ draft, name, origin }: Candidate, placed: readonly Note[]): Continuation => {
    const segment = segmentOf(draft.notes, draft.length, draft.source, draft.index);
    const memorable = Math.max(1, Math.min(16, Math.floor((library.segments.length + own.length) / 3)));
    return {
      segment,
      origin,
      stream: {
        ...stream,
        memory,
        place: placeAfter(stream, segment),
        end: stream.end + segment.length,
        novelty: remember(stream.novelty, placed),
        line: playLine(stream.line, placed, library),
        recent: [...stream.recent, name].slice(-memorable),
        random: draws.state,
      },
    };
  };

  for (let round = 0; round < ROUNDS; round++) {
    const candidates = proposeSegments(material, forecast, wish, recent, round, draws);
    const chosen = choose(candidates, stream, forecast, wish, library);
    if (chosen) return settle(chosen.candidate, chosen.placed);
  }
  // Reached only by a library with hardly a melody in it: a rest makes the next stretch another one.
  const length = Math.min((own[0] ?? place.segment).length, wish.mostTicks);
  if (rests < RESTS) {
    return continueStream(
      { ...stream, end: stream.end + length, random: draws.state },
      sources,
      wish,
      networks,
      rests + 1,
    );
  }
  const [{ velocity } = { velocity: 64 }] = place.segment.notes;
  const note = { onset: 0, duration: Math.min(length, PPQ), pitch: forecast.initialPitch, velocity };
  const draft = { notes: [note], length, source: "made", index: 0 };
  return settle({ draft, name: "", origin: "made", aside: 0, returning: false }, placeAt(stream, draft));
}
