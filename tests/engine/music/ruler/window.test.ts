import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Note } from "../../../../src/engine/music/note.ts";
import { BANDS, bandDistance, METRICS, outside } from "../../../../src/engine/music/ruler/bands.ts";
import { measureBars } from "../../../../src/engine/music/ruler/bars.ts";
import { measureLeaps } from "../../../../src/engine/music/ruler/leaps.ts";
import { measureLengths } from "../../../../src/engine/music/ruler/lengths.ts";
import { WINDOW, windowsOf } from "../../../../src/engine/music/ruler/window.ts";
import { measureWindow, type WindowMeasures } from "../../../../src/engine/music/ruler/window-measures.ts";
import { PPQ } from "../../../../src/engine/time/units.ts";
import { melodyOf } from "../../../helpers/notes.ts";
import { anyLine, lineOf, transposed } from "./lines.ts";

const BAR = 4 * PPQ;

/** Bars as they are defined, slot by slot. */
function barsByHand(notes: readonly Note[], bar: number): { bestLag: number; bestBar: number } {
  const start = notes[0]?.onset ?? 0;
  const last = notes[notes.length - 1];
  const count = last ? Math.floor((last.onset + last.duration - start) / bar) : 0;
  const pitchAt = (time: number) => notes.findLast(({ onset }) => onset <= time)?.pitch;
  const likeness = (a: number, b: number) => {
    let equal = 0;
    for (let slot = 0; slot < 12; slot++) {
      const at = (slot * bar) / 12;
      if (pitchAt(start + a * bar + at) === pitchAt(start + b * bar + at)) equal++;
    }
    return equal / 12;
  };
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const places = Array.from({ length: count }, (_, i) => i);
  const lags = places.filter((lag) => lag >= 1 && lag <= count / 2);
  return {
    bestLag: Math.max(...lags.map((lag) => mean(places.slice(lag).map((i) => likeness(i, i - lag))))),
    bestBar: mean(places.slice(1).map((i) => Math.max(...places.slice(0, i).map((j) => likeness(i, j))))),
  };
}

describe("bars", () => {
  test("a bar that comes again is wholly alike", () => {
    expect(measureBars(melodyOf("C4 1 D4 1 E4 1 C4 1 C4 1 D4 1 E4 1 C4 1"), BAR)).toEqual({ bestLag: 1, bestBar: 1 });
  });

  test("half a bar alike is a half, wherever the bar lies and whatever begins before it", () => {
    const notes = melodyOf("C4 2 E4 2 C4 2 G4 2");
    expect(measureBars(notes, BAR)).toEqual({ bestLag: 0.5, bestBar: 0.5 });
    const later = notes.map((note) => ({ ...note, onset: note.onset + 700 }));
    expect(measureBars(later, BAR)).toEqual({ bestLag: 0.5, bestBar: 0.5 });
  });

  test("a rest holds the pitch before it", () => {
    expect(measureBars(melodyOf("C4 1 r 3 C4 4"), BAR)).toEqual({ bestLag: 1, bestBar: 1 });
  });

  test("the best distance: A B A B is alike at two bars", () => {
    const { bestLag, bestBar } = measureBars(melodyOf("C4 4 G4 4 C4 4 G4 4"), BAR);
    expect(bestLag).toBe(1);
    // The second bar is like none before, the third and fourth are.
    expect(bestBar).toBeCloseTo(2 / 3, 12);
  });

  test("one bar has nothing to be like", () => {
    expect(measureBars(melodyOf("C4 4 D4 3"), BAR)).toEqual({ bestLag: Number.NaN, bestBar: Number.NaN });
    expect(measureBars([], BAR).bestLag).toBeNaN();
  });

  test("agrees with the definition, written out, on any line in any meter", () => {
    fc.assert(
      fc.property(anyLine(12, 48), fc.constantFrom(1440, 1920, 2400), (notes, bar) => {
        const byHand = barsByHand(notes, bar);
        fc.pre(Number.isFinite(byHand.bestLag));
        const measured = measureBars(notes, bar);
        expect(measured.bestLag).toBeCloseTo(byHand.bestLag, 12);
        expect(measured.bestBar).toBeCloseTo(byHand.bestBar, 12);
      }),
    );
  });
});

describe("leaps", () => {
  test("of a line by hand", () => {
    // +7 0 +2 −9 +12 −1: a fifth that does not turn (the repeated note is passed over), two leaps that do.
    expect(measureLeaps(melodyOf("C4 1 G4 1 G4 1 A4 1 C4 1 C5 1 B4 1"))).toEqual({
      meanInterval: 31 / 6,
      leapShare: 2 / 6,
      largestInterval: 12,
      reversal: 2 / 3,
    });
  });

  test("a line without a leap has no reversal, and a leap at the end waits for none", () => {
    expect(measureLeaps(melodyOf("C4 1 D4 1 E4 1")).reversal).toBeNaN();
    expect(measureLeaps(melodyOf("C4 1 D4 1 A4 1 A4 1")).reversal).toBeNaN();
    expect(measureLeaps(melodyOf("C4 1")).meanInterval).toBeNaN();
  });
});

describe("lengths", () => {
  test("of a line by hand", () => {
    // Median 1 quarter; 5 is longer than four medians, 4 is not.
    expect(measureLengths(melodyOf("C4 1 D4 .5 E4 1 F4 4 r 8 G4 5"))).toEqual({ longestRatio: 5, longShare: 1 / 5 });
    // Of four notes, the median is between the second and the third.
    expect(measureLengths(melodyOf("C4 3 D4 1 E4 2 F4 1")).longestRatio).toBe(2);
    expect(measureLengths([]).longestRatio).toBeNaN();
  });
});

describe("windows", () => {
  test("are whole and overlap by half", () => {
    const notes = lineOf(Array.from({ length: 130 }, (_, i) => [60 + (i % 5), 1]));
    const windows = windowsOf(notes);
    expect(windows.map((window) => [window[0]?.onset, window.length])).toEqual([
      [0, WINDOW],
      [32 * PPQ, WINDOW],
      [64 * PPQ, WINDOW],
    ]);
    expect(windowsOf(notes.slice(0, 63))).toEqual([]);
    expect(windowsOf(notes, 10, 100)).toHaveLength(2);
  });

  test("are measured alike in every key and at every place, and whatever was measured before", () => {
    fc.assert(
      fc.property(anyLine(3, 64), fc.integer({ min: -20, max: 20 }), anyLine(3, 300), (notes, by, other) => {
        const measured = measureWindow(notes, BAR);
        measureWindow(other, BAR);
        expect(measureWindow(transposed(notes, by), BAR)).toEqual(measured);
        const later = notes.map((note) => ({ ...note, onset: note.onset + 12_345 }));
        expect(measureWindow(later, BAR)).toEqual(measured);
      }),
    );
  });

  test("shares lie between 0 and 1", () => {
    const shares = ["longestRepeat", "repeated4", "repeated8", "bestLag", "bestBar", "leapShare", "longShare"] as const;
    fc.assert(
      fc.property(anyLine(16, 64), (notes) => {
        const measured = measureWindow(notes, BAR);
        for (const share of shares) {
          if (Number.isNaN(measured[share])) continue;
          expect(measured[share]).toBeGreaterThanOrEqual(0);
          expect(measured[share]).toBeLessThanOrEqual(1);
        }
        expect(measured.largestInterval).toBeGreaterThanOrEqual(measured.meanInterval);
        expect(measured.longestRatio).toBeGreaterThanOrEqual(1);
      }),
    );
  });
});

describe("the distance from the bands", () => {
  const middle = Object.fromEntries(Object.entries(BANDS).map(([name, { median }]) => [name, median]));
  const inside = middle as unknown as WindowMeasures;

  test("every figure belongs to one metric, and its median lies in its band", () => {
    expect(METRICS.flat().sort()).toEqual(Object.keys(BANDS).sort());
    for (const { low, median, high } of Object.values(BANDS)) {
      expect(low).toBeLessThanOrEqual(median);
      expect(median).toBeLessThanOrEqual(high);
    }
  });

  test("is nothing inside, at the edges, and where a figure is undefined", () => {
    expect(bandDistance(inside)).toBe(0);
    expect(bandDistance({ ...inside, lz76: 0.86, longestRepeat: 3 / 63, reversal: Number.NaN })).toBe(0);
  });

  test("counts in widths of the band, a metric of several figures by their mean", () => {
    // A band of 2 … 8 left by one width, and the share beside it not left: half of it.
    expect(bandDistance({ ...inside, longestRatio: 14 })).toBeCloseTo(0.5, 12);
    expect(bandDistance({ ...inside, lz76: 0.14 })).toBeCloseTo(1, 12);
    expect(bandDistance({ ...inside, lz76: 0.14, longestRatio: 14 })).toBeCloseTo(1.5, 12);
    expect(outside(0.25, { low: 0.5, median: 0.6, high: 1 })).toBeCloseTo(0.5, 12);
  });

  test("two bars again and again lie far out, and so do pitches at random", () => {
    const loop = lineOf(Array.from({ length: 64 }, (_, i) => [[60, 64, 67, 65, 62, 64, 65, 62][i % 8] ?? 60, 1]));
    const chaos = lineOf(Array.from({ length: 64 }, (_, i) => [48 + ((i * i * 7 + i * 3) % 37), 1]));
    expect(bandDistance(measureWindow(loop, BAR))).toBeGreaterThan(2);
    expect(bandDistance(measureWindow(chaos, BAR))).toBeGreaterThan(2);
    expect(measureWindow(loop, BAR).lz76).toBeLessThan(BANDS.lz76.low);
    expect(measureWindow(chaos, BAR).meanInterval).toBeGreaterThan(BANDS.meanInterval.high);
  });
});
