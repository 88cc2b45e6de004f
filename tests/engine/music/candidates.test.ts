import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Material, proposeSegments } from "../../../src/engine/music/candidates.ts";
import { echoesOf } from "../../../src/engine/music/echo.ts";
import { PITCH_CLASSES } from "../../../src/engine/music/features.ts";
import { LARGEST_JOIN, LONGEST_NOTE } from "../../../src/engine/music/fit.ts";
import type { Forecast } from "../../../src/engine/music/forecast.ts";
import { openLibrary } from "../../../src/engine/music/library.ts";
import { addLikeness, openLikeness } from "../../../src/engine/music/likeness.ts";
import type { Melody } from "../../../src/engine/music/melody.ts";
import { barTicks } from "../../../src/engine/music/meter.ts";
import { noteEnd } from "../../../src/engine/music/note.ts";
import { inScale, scaleOf, snap } from "../../../src/engine/music/scale.ts";
import { type Segment, segmentMelody, segmentOf } from "../../../src/engine/music/segment.ts";
import { courseOf, mainPitches, riseOf, TREND_STEPS } from "../../../src/engine/music/trend.ts";
import type { Wish } from "../../../src/engine/music/wish.ts";
import { Draws, seeded } from "../../../src/engine/random.ts";
import { PPQ, ticksToMillis } from "../../../src/engine/time/units.ts";
import { lineOf, OWN_TUNES } from "./ruler/lines.ts";

const SEGMENTS = OWN_TUNES.flatMap((tune) => segmentMelody(tune).segments);
const LIBRARY = openLibrary(SEGMENTS);

/** The material and the wish of a tune. */
function momentOf(tune: Melody, changes: Partial<Wish> = {}): { material: Material; wish: Wish } {
  const { segments } = segmentMelody(tune);
  const pitches = segments.flatMap(({ notes }) => notes.map(({ pitch }) => pitch));
  const wish: Wish = {
    scale: scaleOf(tune.key, tune.notes),
    low: Math.min(...pitches) - 2,
    high: Math.max(...pitches) + 2,
    tempo: tune.tempo,
    bar: barTicks(tune.meter),
    mostTicks: segments[0]?.length ?? 8 * PPQ,
    mostNotes: Number.POSITIVE_INFINITY,
    self: segments.reduce((self, { notes }) => addLikeness(self, notes, undefined), openLikeness()),
    sampling: { temperature: 0.9, topP: 0.9 },
    ...changes,
  };
  return { material: { library: LIBRARY, own: segments, past: segments, echoes: echoesOf(segments) }, wish };
}

/** A forecast of any steps, from the pitch nearest to another that a stream may leap to. */
function forecastOf({ scale, low, high }: Wish, last: Segment, pitch: number, trend: readonly number[]): Forecast {
  const from = Math.max(low, Math.min(high, last.finalPitch));
  const pitches = Array.from({ length: 2 * LARGEST_JOIN + 1 }, (_, i) => from + i - LARGEST_JOIN)
    .filter((each) => each >= low && each <= high && inScale(scale, each))
    .sort((a, b) => Math.abs(a - pitch) - Math.abs(b - pitch));
  const initialPitch = pitches[0] ?? 0;
  const course = courseOf(initialPitch, trend);
  const chances = Array.from({ length: PITCH_CLASSES }, () => 1 / PITCH_CLASSES);
  return { initialPitch, course, shape: course.map((each) => each - initialPitch), pitches: chances };
}

const lastOf = ({ past }: Material): Segment => past[past.length - 1] as Segment;

const anyTrend = fc.array(fc.integer({ min: -4, max: 4 }), { minLength: 8, maxLength: 8 });
const none: ReadonlySet<string> = new Set();

/** What holds of every candidate, whatever the moment. */
function holdCandidates(material: Material, forecast: Forecast, wish: Wish, freedom: number, seed: number): void {
  const draws = new Draws(seeded(seed, "candidates"));
  const last = Math.max(wish.low, Math.min(wish.high, lastOf(material).finalPitch));
  for (const { draft, aside } of proposeSegments(material, forecast, wish, none, freedom, draws)) {
    const { notes, length } = draft;
    expect(Math.abs((notes[0]?.pitch ?? Number.NaN) - last)).toBeLessThanOrEqual(LARGEST_JOIN);
    expect(length).toBeLessThanOrEqual(wish.mostTicks);
    expect(notes.length).toBeLessThanOrEqual(wish.mostNotes);
    expect(aside).toBeGreaterThanOrEqual(0);
    for (const note of notes) {
      expect(inScale(wish.scale, note.pitch)).toBe(true);
      expect(note.pitch >= wish.low && note.pitch <= wish.high).toBe(true);
      expect(noteEnd(note)).toBeLessThanOrEqual(length);
      expect(ticksToMillis(note.duration, wish.tempo)).toBeLessThanOrEqual(LONGEST_NOTE);
    }
  }
}

describe("what could come next", () => {
  const anyLimits = fc.record({
    mostNotes: fc.constantFrom(1, 3, 8, Number.POSITIVE_INFINITY),
    mostTicks: fc.constantFrom(PPQ, 3 * PPQ, 8 * PPQ),
  });
  const anyPitch = fc.integer({ min: -12, max: 12 });

  test("joins on, stays in scale and range, and is no longer than wished, whatever was foretold", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...OWN_TUNES),
        anyLimits,
        anyPitch,
        anyTrend,
        fc.nat(3),
        fc.nat(),
        (tune, limits, pitch, trend, freedom, seed) => {
          const { material, wish } = momentOf(tune, limits);
          holdCandidates(material, forecastOf(wish, lastOf(material), pitch, trend), wish, freedom, seed);
        },
      ),
      { numRuns: 60 },
    );
  });

  test("does so after a child who plays in no key, too", () => {
    const anyPhrase = fc
      .array(fc.tuple(fc.integer({ min: -10, max: 10 }), fc.constantFrom(0.5, 1)), { minLength: 1, maxLength: 8 })
      .map(lineOf)
      .map((notes) => segmentOf(notes, 8 * PPQ, "child", 0));
    fc.assert(
      fc.property(
        fc.array(anyPhrase, { minLength: 1, maxLength: 6 }),
        anyLimits,
        anyPitch,
        anyTrend,
        fc.nat(),
        (past, limits, pitch, trend, seed) => {
          const { material: own, wish } = momentOf(OWN_TUNES[0] as Melody, { low: -12, high: 12, ...limits });
          const material = { ...own, own: past, past, echoes: echoesOf(past) };
          holdCandidates(material, forecastOf(wish, lastOf(material), pitch, trend), wish, seed % 2, seed);
        },
      ),
      { numRuns: 300 },
    );
  });

  test("is of four kinds; what is kept stands in the library or in the tune, note by note", () => {
    const found = new Map<string, number>();
    for (const tune of OWN_TUNES) {
      const { material, wish } = momentOf(tune);
      const forecast = forecastOf(wish, lastOf(material), 0, [0, 2, 2, 1, -1, -2, -2, 0]);
      const draws = new Draws(seeded(1, tune.id));
      for (const { draft, name, origin } of proposeSegments(material, forecast, wish, none, 0, draws)) {
        found.set(origin, (found.get(origin) ?? 0) + 1);
        const model = SEGMENTS.find((each) => each.name === name);
        expect(model, name).toBeDefined();
        const rhythm = (notes: readonly { onset: number }[]) => notes.map(({ onset }) => onset);
        expect(rhythm(draft.notes)).toEqual(
          rhythm(model?.notes ?? []).filter((onset) => onset < Math.min(model?.length ?? 0, wish.mostTicks)),
        );
        if (origin !== "kept") continue;
        const kept = model?.notes.slice(0, draft.notes.length).map(({ pitch }) => snap(wish.scale, pitch));
        expect(draft.notes.map(({ pitch }) => pitch)).toEqual(kept);
      }
    }
    expect([...found.keys()].sort()).toEqual(["kept", "made", "moved", "varied"]);
  });

  test("is not what was chosen lately, as it stands or moved, and nothing from the library when all is made freely", () => {
    const [tune] = OWN_TUNES;
    const { material, wish } = momentOf(tune as Melody);
    const forecast = forecastOf(wish, lastOf(material), 0, [0, 2, 2, 1, -1, -2, -2, 0]);
    const propose = (recent: ReadonlySet<string>, freedom: number) =>
      proposeSegments(material, forecast, wish, recent, freedom, new Draws(seeded(1, "recent")));
    const standing = (candidates: ReturnType<typeof propose>) =>
      candidates
        .filter(({ origin, returning }) => !returning && (origin === "kept" || origin === "moved"))
        .map(({ name }) => name);
    const first = standing(propose(none, 0));
    const again = standing(propose(new Set(first), 0));
    expect(first.length).toBeGreaterThan(5);
    expect(again.length).toBeGreaterThan(5);
    expect(again.filter((name) => first.includes(name))).toEqual([]);
    expect(standing(propose(none, 1))).toEqual([]);
    expect(propose(none, 1).length).toBeGreaterThan(5);
  });

  test("prefers, of all the library, what rises as foretold", () => {
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const rise = (step: number) => {
      const { material, wish } = momentOf(OWN_TUNES[0] as Melody);
      const forecast = forecastOf(wish, lastOf(material), 0, [0, step, step, 0, step, step, 0, step]);
      const candidates = proposeSegments(material, forecast, wish, none, 0, new Draws(seeded(1, "rise")));
      const standing = candidates.filter(({ origin, returning }) => !returning && /kept|moved/.test(origin));
      return mean(standing.map(({ draft }) => riseOf(mainPitches(draft.notes, draft.length, TREND_STEPS))));
    };
    expect(rise(2)).toBeGreaterThan(rise(0));
    expect(rise(0)).toBeGreaterThan(rise(-2));
  });
});
