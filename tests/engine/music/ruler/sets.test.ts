import { describe, expect, test } from "vitest";
import { barTicks } from "../../../../src/engine/music/meter.ts";
import { densitiesOf, divergenceOf, overlapOf } from "../../../../src/engine/music/ruler/density.ts";
import { compareSets } from "../../../../src/engine/music/ruler/set-distance.ts";
import { setFeaturesOf } from "../../../../src/engine/music/ruler/set-features.ts";
import { Draws, seeded } from "../../../../src/engine/random.ts";
import { PPQ } from "../../../../src/engine/time/units.ts";
import { melodyOf } from "../../../helpers/notes.ts";
import { lineOf, OWN_TUNES, transposed } from "./lines.ts";

function normals(count: number, mean: number, name: string): Float64Array {
  const draws = new Draws(seeded(1, name));
  return Float64Array.from({ length: count }, () => draws.normal(mean));
}

describe("densities", () => {
  test("of two normal samples a deviation apart: overlap 2Φ(−½), divergence ½", () => {
    const densities = densitiesOf(normals(20_000, 0, "a"), normals(20_000, 1, "b"));
    expect(overlapOf(densities)).toBeCloseTo(0.617, 1);
    expect(Math.abs(overlapOf(densities) - 0.617)).toBeLessThan(0.02);
    expect(Math.abs(divergenceOf(densities) - 0.5)).toBeLessThan(0.06);
  });

  test("of equal samples lie on each other; of far ones nowhere", () => {
    const sample = normals(500, 0, "a");
    const same = densitiesOf(sample, sample);
    expect(overlapOf(same)).toBeCloseTo(1, 9);
    expect(divergenceOf(same)).toBeCloseTo(0, 9);
    const far = densitiesOf(sample, normals(500, 100, "b"));
    expect(overlapOf(far)).toBeLessThan(1e-6);
    expect(divergenceOf(far)).toBeGreaterThan(10);
  });

  test("of samples that do not vary are spikes", () => {
    expect(overlapOf(densitiesOf(Float64Array.of(2, 2, 2), Float64Array.of(2, 2)))).toBeCloseTo(1, 9);
    expect(overlapOf(densitiesOf(Float64Array.of(2, 2, 2), Float64Array.of(3, 3)))).toBeLessThan(1e-6);
    expect(() => densitiesOf(new Float64Array(0), Float64Array.of(1))).toThrow(RangeError);
  });
});

describe("the features of a tune", () => {
  test("by hand", () => {
    const features = setFeaturesOf(melodyOf("G4 1 C4 1 G4 2 A4 1 G4 3"), 4 * PPQ);
    expect(features.pitchCount).toEqual([3]);
    expect(features.noteCount).toEqual([2.5]);
    expect(features.pitchRange).toEqual([9]);
    expect(features.meanInterval).toEqual([(7 + 7 + 2 + 2) / 4]);
    expect(features.meanOnsetGap).toEqual([5 / 4]);
    // G is commonest: C lies five above it, A two.
    expect(features.pitchClasses.map((share) => Math.round(5 * share))).toEqual([3, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0]);
    expect(features.pitchClassSteps.filter((share) => share > 0)).toHaveLength(4);
    expect(features.lengths.map((share) => Math.round(5 * share))).toEqual([0, 1, 3, 0, 0, 1, 0, 0, 0, 0, 0, 0]);
    expect(features.lengthSteps.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
    expect(() => setFeaturesOf(melodyOf("C4 1"), 4 * PPQ)).toThrow(RangeError);
  });
});

describe("sets of tunes", () => {
  const all = OWN_TUNES.map(({ notes, meter }) => setFeaturesOf(notes, barTicks(meter)));
  const even = all.filter((_, i) => i % 2 === 0);
  const odd = all.filter((_, i) => i % 2 === 1);

  test("two halves of our own tunes are alike, whatever key they are in", () => {
    const distances = compareSets(even, odd);
    for (const [feature, { overlap, divergence }] of Object.entries(distances)) {
      expect(overlap, feature).toBeGreaterThan(0.8);
      expect(divergence, feature).toBeLessThan(0.2);
    }
    const moved = OWN_TUNES.filter((_, i) => i % 2 === 1).map(({ notes, meter }) =>
      setFeaturesOf(transposed(notes, 5), barTicks(meter)),
    );
    expect(compareSets(even, moved).pitchClasses.overlap).toBeCloseTo(distances.pitchClasses.overlap, 9);
  });

  test("pitches at random lie apart in what concerns pitch, and only there", () => {
    const draws = new Draws(seeded(1));
    const chaos = OWN_TUNES.filter((_, i) => i % 2 === 1).map(({ notes, meter }) =>
      setFeaturesOf(
        notes.map((note) => ({ ...note, pitch: draws.whole(36, 96) })),
        barTicks(meter),
      ),
    );
    const distances = compareSets(even, chaos);
    expect(distances.meanInterval.overlap).toBeLessThan(0.1);
    expect(distances.pitchRange.overlap).toBeLessThan(0.1);
    expect(distances.lengths).toEqual(compareSets(even, odd).lengths);
  });

  test("stuck notes lie apart in rhythm", () => {
    const stuck = Array.from({ length: 20 }, (_, i) =>
      setFeaturesOf(lineOf([...Array.from({ length: 4 + i }, () => [60, 8] as const), [62, 8]]), 4 * PPQ),
    );
    expect(compareSets(even, stuck).meanOnsetGap.overlap).toBeLessThan(0.1);
  });
});
