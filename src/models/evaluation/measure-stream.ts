import type { Melody } from "../../engine/music/melody.ts";
import { barTicks } from "../../engine/music/meter.ts";
import { type Note, noteEnd } from "../../engine/music/note.ts";
import { bandDistance } from "../../engine/music/ruler/bands.ts";
import { longestCopy } from "../../engine/music/ruler/copying.ts";
import { fluctuationExponent } from "../../engine/music/ruler/fluctuation.ts";
import { LEAP_LIMIT, measureLeaps } from "../../engine/music/ruler/leaps.ts";
import { type LineMeasures, measureLine } from "../../engine/music/ruler/line-measures.ts";
import { sharedPassages } from "../../engine/music/ruler/originality.ts";
import { courseDistance, pitchCourseOf, prolongedShare } from "../../engine/music/ruler/pitch-course.ts";
import { identifyTune, portraitOf } from "../../engine/music/ruler/portrait.ts";
import { setFeaturesOf } from "../../engine/music/ruler/set-features.ts";
import { spectralSlope } from "../../engine/music/ruler/spectrum.ts";
import { streamRepetition } from "../../engine/music/ruler/stream-repetition.ts";
import { windowsOf } from "../../engine/music/ruler/window.ts";
import { measureWindow } from "../../engine/music/ruler/window-measures.ts";
import { firstSegmentStart, segmentBars } from "../../engine/music/segment.ts";
import { PPQ, type Ticks, ticksToMillis } from "../../engine/time/units.ts";
import type { GeneratedStream } from "./generate-stream.ts";
import type { References } from "./references.ts";
import { GROWTH_LENGTHS, LENGTH_BOUNDS, type StreamFigure } from "./stream-figures.ts";
import type { StreamReport } from "./stream-report.ts";
import { WINDOW_FIGURES } from "./window-figures.ts";

const orNull = (value: number): number | null => (Number.isFinite(value) ? value : null);

function meanOrNull(values: readonly number[]): number | null {
  const defined = values.filter(Number.isFinite);
  return defined.length > 0 ? defined.reduce((sum, value) => sum + value, 0) / defined.length : null;
}

/** Share of the joins where the melody leaps over 7 semitones; NaN without a join. The first segment joins nothing. */
export function wideJoinShare(notes: readonly Note[], joins: readonly Ticks[]): number {
  const starts = new Set(joins);
  let count = 0;
  let wide = 0;
  for (let i = 1; i < notes.length; i++) {
    const before = notes[i - 1];
    const note = notes[i];
    if (!before || !note) break;
    // A segment may begin with a rest: the join is the first note at or after its onset.
    const joined = starts.has(note.onset) || joins.some((join) => join > before.onset && join < note.onset);
    if (!joined) continue;
    count++;
    if (Math.abs(note.pitch - before.pitch) > LEAP_LIMIT) wide++;
  }
  return wide / count;
}

function lengthShares(notes: readonly Note[]): number[] {
  const shares = new Array<number>(LENGTH_BOUNDS.length + 1).fill(0);
  for (const { duration } of notes) {
    // A tick of slack: a triplet's duration is rounded.
    const found = LENGTH_BOUNDS.findIndex((bound) => duration <= bound * PPQ + 1);
    const place = found < 0 ? LENGTH_BOUNDS.length : found;
    shares[place] = (shares[place] ?? 0) + 1 / notes.length;
  }
  return shares;
}

/** Metrics 9–12: of each figure the mean over the windows. */
function lineFigures(windows: readonly Note[][], bar: Ticks): Record<keyof LineMeasures, number | null> {
  const lines = windows.map((window) => measureLine(window, bar));
  const mean = (key: keyof LineMeasures) => meanOrNull(lines.map((line) => line[key]));
  return {
    pitchClassEntropy: mean("pitchClassEntropy"),
    barEntropy: mean("barEntropy"),
    fourBarEntropy: mean("fourBarEntropy"),
    scaleConsistency: mean("scaleConsistency"),
    groove: mean("groove"),
    intervalEntropy: mean("intervalEntropy"),
    durationContrast: mean("durationContrast"),
  };
}

/**
 * Lays the whole ruler on the music that a generator made from a tune; how repetition grows is seen in the longer stream,
 * copies are looked for in both. Throws RangeError for fewer than two notes.
 */
export function measureStream(
  made: GeneratedStream & { readonly generator: string; readonly seed: number; readonly source: Melody },
  references: References,
): StreamReport {
  const { generator, seed, source, music, longer } = made;
  const { notes } = music;
  const last = notes.at(-1);
  if (!last || notes.length < 2) throw new RangeError(`${generator} made no music from ${source.id}`);
  const bar = barTicks(source.meter);
  const segment = bar * segmentBars(bar, source.tempo);
  const windows = windowsOf(notes);
  const measured = windows.map((window) => measureWindow(window, bar));
  const course = pitchCourseOf(notes, segment);
  const away = courseDistance(course, pitchCourseOf(source.notes, segment, firstSegmentStart(source)));
  const { leapShare } = measureLeaps(notes);
  const pitches = notes.map(({ pitch }) => pitch);
  const portraits = references.portraits.map(({ portrait }) => portrait);
  const named = references.portraits[identifyTune(portraitOf(notes), portraits)];
  const copies = [music, longer].map((stream) => longestCopy(references.tokens, stream.notes));
  const copy = copies.reduce((most, one) => (one.length > most.length ? one : most));
  const figures: Record<StreamFigure, number | null> = {
    mutations: orNull(leapShare),
    mutationsOverSource: orNull(leapShare - measureLeaps(source.notes).leapShare),
    wideJoins: orNull(wideJoinShare(notes, music.joins)),
    longNotes: orNull(prolongedShare(notes, source.tempo)),
    found: named?.tune === source.id ? 1 : 0,
    rangeDistance: orNull(away.ranges),
    intervalDistance: orNull(away.variations),
    sharedIntervals: orNull(sharedPassages(references.intervals, notes, source.id)),
    sharedTokens: orNull(sharedPassages(references.tokens, notes, source.id)),
    dfa: orNull(fluctuationExponent(pitches)),
    psdSlope: orNull(spectralSlope(pitches)),
    ...lineFigures(windows, bar),
  };
  return {
    generator,
    tune: source.id,
    seed,
    notes: notes.length,
    duration: ticksToMillis(noteEnd(last), source.tempo),
    windows: Object.fromEntries(
      WINDOW_FIGURES.map((key) => [key, measured.map((measures) => orNull(measures[key]))]),
    ) as StreamReport["windows"],
    distances: measured.map(bandDistance),
    figures,
    growth: GROWTH_LENGTHS.map((length) => orNull(streamRepetition(longer.notes, length))),
    intervals: [...course.variations],
    ranges: [...course.ranges],
    lengths: lengthShares(notes),
    copy: { length: copy.length, tune: copy.tune },
    features: structuredFeatures(notes.slice(0, Math.max(2, source.notes.length)), bar),
  };
}

function structuredFeatures(notes: readonly Note[], bar: Ticks): StreamReport["features"] {
  const features = setFeaturesOf(notes, bar);
  return {
    pitchCount: [...features.pitchCount],
    noteCount: [...features.noteCount],
    pitchClasses: [...features.pitchClasses],
    pitchClassSteps: [...features.pitchClassSteps],
    pitchRange: [...features.pitchRange],
    meanInterval: [...features.meanInterval],
    meanOnsetGap: [...features.meanOnsetGap],
    lengths: [...features.lengths],
    lengthSteps: [...features.lengthSteps],
  };
}
