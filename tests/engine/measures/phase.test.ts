import { describe, expect, test } from "vitest";
import { MEASURES, type MeasureId } from "../../../src/engine/measures/catalogue.ts";
import type { Measure } from "../../../src/engine/measures/measure.ts";
import { measurePhase, type PhaseRecord } from "../../../src/engine/measures/phase.ts";
import { densities } from "../../../src/engine/measures/surface.ts";
import { Draws, seeded } from "../../../src/engine/random.ts";
import { key, keysEvery, stroke } from "./playing.ts";

const SILENCE: PhaseRecord = {
  span: { start: 0, end: 60_000 },
  child: [],
  partner: [],
  therapist: [],
  motions: [],
  cues: [],
  spaces: [],
  stops: [],
  motifs: [],
  pulse: { period: 500, origin: 0 },
};

function find(measures: readonly Measure[], id: MeasureId): Measure {
  const measure = measures.find((candidate) => candidate.id === id);
  if (!measure) throw new Error(`no measure ${id}`);
  return measure;
}

/** Any playing at all: every player, pads and keys, held keys, cues, spaces and stops. */
function anyRecord(seed: number): PhaseRecord {
  const draws = new Draws(seeded(seed));
  const notes = () =>
    Array.from({ length: draws.whole(0, 80) }, () => {
      const at = draws.between(0, 60_000);
      if (draws.unit() < 0.3) return stroke(at, draws.whole(36, 50), draws.whole(1, 127));
      const note = key(at, draws.whole(0, 127), draws.whole(1, 127), draws.between(1, 3_000));
      return draws.unit() < 0.05 ? { ...note, duration: null } : note;
    });
  const spans = () =>
    Array.from({ length: draws.whole(0, 8) }, (_, i) => ({
      start: i * 7_000,
      end: i * 7_000 + draws.between(0, 6_000),
    }));
  return {
    ...SILENCE,
    child: notes(),
    partner: notes(),
    therapist: notes(),
    motions: spans(),
    cues: spans().map(({ start, end }) => ({ end: start, space: end - start, by: draws.pick(["partner", "robot"]) })),
    spaces: spans(),
    stops: spans().map(({ start, end }) => ({ at: start, until: end, byChild: draws.unit() < 0.5 })),
  };
}

describe("a phase", () => {
  test("gives every measure of the catalogue once, goals apart", () => {
    const ids = measurePhase(SILENCE, seeded(1)).map(({ id }) => id);
    expect([...ids].sort()).toEqual(
      Object.keys(MEASURES)
        .filter((id) => id !== "gas_t")
        .sort(),
    );
  });

  test("in which nothing was played shows counts of nothing and reasons, never a number made of nothing", () => {
    const measures = measurePhase(SILENCE, seeded(1));
    const shown = measures.filter(({ ok }) => ok).map(({ id, value }) => [id, value]);
    expect(shown).toEqual([
      ["together_time", 0],
      ["density", 0],
      ["turns", 0],
      ["turn_chain", 0],
      ["space_given", 0],
      ["space_total", 0],
    ]);
    for (const measure of measures) if (!measure.ok) expect(measure.reason).toMatch(/^Not enough /);
  });

  test("of no length is withheld as well", () => {
    const measures = measurePhase({ ...SILENCE, span: { start: 0, end: 0 }, child: [key(0)] }, seeded(1));
    expect(find(measures, "play_time").ok).toBe(false);
    expect(find(measures, "explore_new").ok).toBe(false);
    expect(find(measures, "density").ok).toBe(false);
  });

  test("without a beat has no measures of the beat", () => {
    const { pulse, ...unbeaten } = SILENCE;
    expect(pulse).toBeDefined();
    const ids = measurePhase(unbeaten, seeded(1)).map(({ id }) => id);
    expect(ids.filter((id) => id.startsWith("sync") || id.startsWith("async"))).toEqual([]);
  });

  test("of any playing gives finite values in their ranges, the same for the same seed, whatever the order of notes", () => {
    const shares: MeasureId[] = ["play_time", "together_time", "partner_share", "resp_rate", "space_kept", "sync_R"];
    const likenesses: MeasureId[] = ["imit_rhythm", "imit_contour", "imit_loud", "imit_count", "imit_total", "es_Q"];
    for (let seed = 1; seed <= 40; seed++) {
      const record = anyRecord(seed);
      const measures = measurePhase(record, seeded(seed));
      for (const { ok, value, id } of measures) {
        if (ok) expect(Number.isFinite(value), id).toBe(true);
        else expect(value, id).toBeNull();
      }
      for (const id of [...shares, ...likenesses]) {
        const { value } = find(measures, id);
        expect(value ?? 0, id).toBeGreaterThanOrEqual(0);
        expect(value ?? 0, id).toBeLessThanOrEqual(1 + 1e-12);
      }
      const reversed = { ...record, child: record.child.toReversed(), partner: record.partner.toReversed() };
      expect(measurePhase(reversed, seeded(seed))).toEqual(measures);
    }
  });
});

describe("the figures of a phase that is easy to reckon", () => {
  const child = keysEvery(500, 31).map((note, i) => ({ ...note, velocity: 60 + (i % 3), pitch: 60 + (i % 5) }));
  const partner = keysEvery(1_000, 10, 10_000).map((note) => ({ ...note, duration: 300 }));
  const measures = measurePhase(
    {
      ...SILENCE,
      child,
      partner,
      spaces: [
        { start: 0, end: 9_000 },
        { start: 12_500, end: 14_500 },
      ],
    },
    seeded(1),
  );
  const expected: [MeasureId, number][] = [
    ["play_time", 15_100 / 60_000],
    ["together_time", 5_100 / 60_000],
    ["tempo", 120],
    ["steady_cv", 0],
    ["npvi", 0],
    ["loud_mean", 61 - 1 / 31],
    ["loud_range", 2],
    ["register", (60 * 31 + 60) / 31],
    ["register_range", 4],
    ["sync_R", 1],
    ["async_mean", 0],
    ["sync_level", 1],
    ["partner_share", 3_000 / (3_000 + 3_100)],
    ["space_given", 2],
    ["space_total", 11_000],
    ["space_kept", 0.5],
  ];

  test.each(expected)("%s", (id, value) => {
    expect(find(measures, id).value).toBeCloseTo(value, 9);
  });

  test("how busy: onsets of the last 6 s, looked at every second, in the phase alone", () => {
    const windows = densities({ start: 0, end: 8_000 }, [500, 1_500, 5_000, 6_500, 7_999, 8_000]);
    expect(windows).toEqual([
      { at: 6_000, density: 3 / 6 },
      { at: 7_000, density: 3 / 6 },
      { at: 8_000, density: 3 / 6 },
    ]);
    expect(densities({ start: 0, end: 5_999 }, [1])).toEqual([]);
  });

  test("a held chord of the partner counts once in its share", () => {
    const chord = [60, 64, 67].map((pitch) => key(0, pitch, 64, 1_000));
    const share = measurePhase({ ...SILENCE, partner: chord, child: [key(5_000, 60, 64, 1_000)] }, seeded(1));
    expect(find(share, "partner_share").value).toBe(0.5);
  });

  test("a robot's cues are counted apart from the others", () => {
    const cues = [0, 1, 2, 3, 4, 5].map((i) => ({ end: i * 9_000, space: 4_000, by: "robot" as const }));
    const answers = cues.slice(0, 3).map(({ end }) => key(end + 700));
    const asked = measurePhase({ ...SILENCE, cues, child: answers }, seeded(1));
    expect(find(asked, "robot_resp")).toMatchObject({ ok: true, value: 0.5, n: 6 });
    expect(find(asked, "resp_rate")).toMatchObject({ ok: false, n: 0 });
  });
});
