import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Material, proposeSegments } from "../../../src/engine/music/candidates.ts";
import type { Forecast } from "../../../src/engine/music/forecast.ts";
import { openLibrary } from "../../../src/engine/music/library.ts";
import { addLikeness, openLikeness } from "../../../src/engine/music/likeness.ts";
import type { Melody } from "../../../src/engine/music/melody.ts";
import { barTicks } from "../../../src/engine/music/meter.ts";
import { noteEnd } from "../../../src/engine/music/note.ts";
import { inScale, scaleOf, snap } from "../../../src/engine/music/scale.ts";
import { segmentMelody } from "../../../src/engine/music/segment.ts";
import { courseOf } from "../../../src/engine/music/trend.ts";
import type { Wish } from "../../../src/engine/music/wish.ts";
import { Draws, seeded } from "../../../src/engine/random.ts";
import { PPQ, ticksToMillis } from "../../../src/engine/time/units.ts";
import { OWN_TUNES } from "./ruler/lines.ts";

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
  return { material: { library: LIBRARY, own: segments, past: segments }, wish };
}

/** A forecast of any steps from a pitch of the wish's scale and range. */
function forecastOf({ scale, low, high }: Wish, pitch: number, trend: readonly number[]): Forecast {
  const initialPitch = snap(scale, Math.max(low + 2, Math.min(high - 2, pitch)));
  const course = courseOf(initialPitch, trend);
  return { initialPitch, course, shape: course.map((each) => each - initialPitch) };
}

const anyTrend = fc.array(fc.integer({ min: -4, max: 4 }), { minLength: 8, maxLength: 8 });
const none: ReadonlySet<string> = new Set();

describe("what could come next", () => {
  test("begins as foretold, stays in scale and range, and is no longer than wished, whatever was foretold", () => {
    const anyWish = fc.record({
      mostNotes: fc.constantFrom(1, 3, 8, Number.POSITIVE_INFINITY),
      mostTicks: fc.constantFrom(PPQ, 3 * PPQ, 8 * PPQ),
    });
    fc.assert(
      fc.property(
        fc.constantFrom(...OWN_TUNES),
        anyWish,
        fc.integer({ min: -12, max: 12 }),
        anyTrend,
        fc.nat(3),
        fc.nat(),
        (tune, changes, pitch, trend, freedom, seed) => {
          const { material, wish } = momentOf(tune, changes);
          const forecast = forecastOf(wish, pitch, trend);
          const draws = new Draws(seeded(seed, "candidates"));
          const candidates = proposeSegments(material, forecast, wish, none, freedom, draws);
          for (const { segment, aside } of candidates) {
            expect(segment.initialPitch).toBe(forecast.initialPitch);
            expect(segment.length).toBeLessThanOrEqual(wish.mostTicks);
            expect(segment.notes.length).toBeLessThanOrEqual(wish.mostNotes);
            expect(aside).toBeGreaterThanOrEqual(0);
            for (const note of segment.notes) {
              expect(inScale(wish.scale, note.pitch)).toBe(true);
              expect(note.pitch >= wish.low && note.pitch <= wish.high).toBe(true);
              expect(noteEnd(note)).toBeLessThanOrEqual(segment.length);
              expect(ticksToMillis(note.duration, wish.tempo)).toBeLessThanOrEqual(2_000);
            }
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  test("is of four kinds; what is kept stands in the library or in the tune, note by note", () => {
    const found = new Map<string, number>();
    for (const tune of OWN_TUNES) {
      const { material, wish } = momentOf(tune);
      const forecast = forecastOf(wish, 0, [0, 2, 2, 1, -1, -2, -2, 0]);
      const draws = new Draws(seeded(1, tune.id));
      for (const { segment, name, origin } of proposeSegments(material, forecast, wish, none, 0, draws)) {
        found.set(origin, (found.get(origin) ?? 0) + 1);
        const model = SEGMENTS.find((each) => each.name === name);
        expect(model, name).toBeDefined();
        const rhythm = (notes: readonly { onset: number }[]) => notes.map(({ onset }) => onset);
        expect(rhythm(segment.notes)).toEqual(
          rhythm(model?.notes ?? []).filter((onset) => onset < Math.min(model?.length ?? 0, wish.mostTicks)),
        );
        if (origin !== "kept") continue;
        const kept = model?.notes.slice(0, segment.notes.length).map(({ pitch }) => snap(wish.scale, pitch));
        expect(segment.notes.map(({ pitch }) => pitch)).toEqual(kept);
      }
    }
    expect([...found.keys()].sort()).toEqual(["kept", "made", "moved", "varied"]);
  });

  test("is not what was chosen lately, as it stands or moved, and nothing from the library when all is made freely", () => {
    const [tune] = OWN_TUNES;
    const { material, wish } = momentOf(tune as Melody);
    const forecast = forecastOf(wish, 0, [0, 2, 2, 1, -1, -2, -2, 0]);
    const propose = (recent: ReadonlySet<string>, freedom: number) =>
      proposeSegments(material, forecast, wish, recent, freedom, new Draws(seeded(1, "recent")));
    const standing = (candidates: ReturnType<typeof propose>) =>
      candidates.filter(({ origin }) => origin === "kept" || origin === "moved").map(({ name }) => name);
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
      const forecast = forecastOf(wish, 0, [0, step, step, 0, step, step, 0, step]);
      const candidates = proposeSegments(material, forecast, wish, none, 0, new Draws(seeded(1, "rise")));
      return mean(candidates.filter(({ origin }) => origin !== "made").map(({ segment }) => segment.rise));
    };
    expect(rise(2)).toBeGreaterThan(rise(0));
    expect(rise(0)).toBeGreaterThan(rise(-2));
  });
});
