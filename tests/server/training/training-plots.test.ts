import { describe, expect, test } from "vitest";
import type { CorpusSizes } from "../../../src/models/corpus-sizes.ts";
import type { EpochReport } from "../../../src/models/epochs.ts";
import { learningCurve } from "../../../src/server/training/learning-curve.ts";
import { sizePlot } from "../../../src/server/training/size-plot.ts";

const LOSSES = [
  [4.06, 3.58],
  [3.4, 3.26],
  [3.19, 3.16],
  [3.08, 3.2],
  [3.02, 3.21],
] as const;
const EPOCHS: EpochReport[] = LOSSES.map(([training, validation], i) => ({
  epoch: i + 1,
  training,
  validation,
  seconds: 1,
  best: i < 3,
}));
const RECORD = {
  trainedOn: "1307 tunes",
  validatedOn: "163 tunes",
  backend: "wasm",
  plan: {},
  epochs: EPOCHS,
  seconds: 5,
};

/** Places of the line of a class: [x, y] each. */
function placesOf(svg: string, kind: string): number[][] {
  const points = new RegExp(`<g class="${kind}"><polyline class="line" points="([^"]*)"`).exec(svg)?.[1] ?? "";
  return points.split(" ").map((point) => point.split(",").map(Number));
}

describe("pictures of a training", () => {
  const svg = learningCurve("pitch", RECORD);

  test("the learning curve is one SVG with its own style, light and dark, and says what is to be seen", () => {
    expect(svg).toMatch(/^<svg [^>]*><style>/);
    expect(svg.match(/<\/svg>\n$/)).not.toBeNull();
    expect(svg).toContain("prefers-color-scheme: dark");
    expect(svg).toContain(
      'aria-label="Learning curve of the pitch network. 1307 tunes to learn from, 163 tunes to stop by: ' +
        'best after epoch 3 of 5 with 3.160 bit on the validation tunes."',
    );
  });

  test("its lines lie as the losses do, and the mark stands at the epoch whose weights were kept", () => {
    for (const [kind, index] of [
      ["rival", 0],
      ["ours", 1],
    ] as const) {
      const places = placesOf(svg, kind);
      expect(places).toHaveLength(LOSSES.length);
      const byLoss = LOSSES.map((losses) => losses[index]).map(
        (_, i, all) => all.filter((x) => x < (all[i] ?? 0)).length,
      );
      const fromBelow = places.map(([, y = 0], _, all) => all.filter(([, other = 0]) => other > y).length);
      expect(fromBelow).toEqual(byLoss);
      for (const [x = -1, y = -1] of places) {
        expect(x).toBeGreaterThan(46);
        expect(x).toBeLessThanOrEqual(580);
        expect(y).toBeGreaterThanOrEqual(30);
        expect(y).toBeLessThanOrEqual(290);
      }
    }
    const [mark] = placesOf(svg, "ours").slice(2);
    expect(svg).toContain(`<line class="mark" x1="${mark?.[0]}"`);
  });

  test("one epoch alone gives a picture without a number that is none", () => {
    expect(learningCurve("trend", { ...RECORD, epochs: EPOCHS.slice(0, 1) })).not.toMatch(/NaN|Infinity/);
  });

  test("more tunes stand further right, and each interval around its point", () => {
    const sizes: CorpusSizes["sizes"] = [163, 327, 654, 1307].map((tunes, i) => ({
      share: tunes / 1307,
      tunes,
      segments: 20 * tunes,
      epochs: 9,
      bestEpoch: 6,
      seconds: 1,
      validation: 3.4 - 0.1 * i,
      test: { value: 3.5 - 0.1 * i, low: 3.4 - 0.1 * i, high: 3.6 - 0.1 * i, n: 3929, tunes: 183 },
    }));
    const plot = sizePlot({ task: "pitch", backend: "wasm", plan: {}, sizes });
    const places = placesOf(plot, "ours");
    const xs = places.map(([x = 0]) => x);
    expect([...xs].sort((a, b) => a - b)).toEqual(xs);
    // Twice the tunes is the same way on the axis.
    expect((xs[2] ?? 0) - (xs[1] ?? 0)).toBeCloseTo((xs[3] ?? 0) - (xs[2] ?? 0), 0);
    const intervals = [
      ...plot.matchAll(/<line class="interval" x1="([\d.]+)" x2="[\d.]+" y1="([\d.]+)" y2="([\d.]+)"/g),
    ];
    expect(intervals).toHaveLength(4);
    intervals.forEach(([, x, low, high], i) => {
      expect(Number(x)).toBe(xs[i]);
      expect(Number(low)).toBeGreaterThan(places[i]?.[1] ?? 0);
      expect(Number(high)).toBeLessThan(places[i]?.[1] ?? 0);
    });
  });
});
