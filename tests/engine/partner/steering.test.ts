import fc from "fast-check";
import { expect, test } from "vitest";
import { DEFAULT_STEERING, type Steering, steer } from "../../../src/engine/partner/steering.ts";

test.each<[string, Partial<Steering>, Partial<Steering>]>([
  ["a tempo", { tempo: 92 }, { tempo: 92 }],
  ["a tempo out of all range", { tempo: 9_000 }, { tempo: 200 }],
  ["no tempo of its own", { tempo: null }, { tempo: null }],
  ["a space of a tenth of a second", { space: 100 }, { space: 2_000 }],
  ["a space of an hour", { space: 3_600_000 }, { space: 60_000 }],
  ["a busyness between two steps", { busy: 2.6 }, { busy: 3 }],
  ["who leads", { leads: 0 }, { leads: 0.2 }],
  ["no beginning by itself", { mayStart: null }, { mayStart: null }],
  ["a root and a scale", { key: { tonic: 2, scale: "dorian" } }, { key: { tonic: 2, scale: "dorian" } }],
  ["a home as before there were scales", { key: { tonic: 2, mode: "minor" } }, { key: { tonic: 2, mode: "minor" } }],
  ["a scale of two notes", { key: { tonic: 2, scale: [0, 7] } }, { key: null }],
  ["a change of scale over an hour", { blend: 999 }, { blend: 4 }],
  ["a breath out of all range", { breath: 60_000 }, { breath: 4_000 }],
  ["no breath of its own", { breath: null }, { breath: null }],
  ["a number that cannot be none", { duck: null as never }, { duck: -6 }],
  ["a richness between two steps", { richness: 1.6 }, { richness: 2 }],
  ["a mood", { mood: "playful" }, { mood: "playful" }],
])("the therapist sets %s", (_, change, expected) => {
  expect(steer({ ...DEFAULT_STEERING, mayStart: 10_000 }, change)).toMatchObject(expected);
});

test("what is no number leaves the value as it was, and whatever comes stays in range", () => {
  const number = fc.oneof(fc.double(), fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, -1e300));
  const change = fc.record(
    { tempo: fc.option(number), busy: number, loudness: number, register: number, leads: number, space: number },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.array(change, { maxLength: 8 }), (changes) => {
      const steering = changes.reduce<Steering>((now, next) => steer(now, next as Partial<Steering>), DEFAULT_STEERING);
      const { tempo, busy, loudness, register, leads, space } = steering;
      if (tempo !== null) expect(tempo >= 40 && tempo <= 200).toBe(true);
      expect([0, 1, 2, 3, 4, 5]).toContain(busy);
      expect(loudness >= -24 && loudness <= 12).toBe(true);
      expect([-2, -1, 0, 1, 2]).toContain(register + 0);
      expect(leads >= 0.2 && leads <= 1).toBe(true);
      expect(space >= 2_000 && space <= 60_000).toBe(true);
    }),
  );
});
