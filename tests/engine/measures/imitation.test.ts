import { describe, expect, test } from "vitest";
import {
  chanceLikeness,
  isComparable,
  likeness,
  measureBothWays,
  measureImitation,
  type PhrasePair,
  pairPhrases,
  resample,
  totalLikeness,
} from "../../../src/engine/measures/imitation.ts";
import { contourLetters, lineOf, rhythmLetters } from "../../../src/engine/measures/phrase-features.ts";
import { findPhrases, type HeardNote, type Run } from "../../../src/engine/measures/preprocessing.ts";
import { findReturns, measureReturns, measureVariety } from "../../../src/engine/measures/variety.ts";
import { Draws, seeded } from "../../../src/engine/random.ts";
import { boutsOf, key, onsetsOf, stroke } from "./playing.ts";

/** One run of keys: intervals, pitches, velocities. */
function melody(from: number, intervals: number[], pitches: number[], velocities: number[] = []): HeardNote[] {
  let at = from;
  return pitches.map((pitch, i) => {
    const note = key(at, pitch, velocities[i] ?? 64);
    at += intervals[i] ?? 0;
    return note;
  });
}

function runOf(notes: readonly HeardNote[]): Run {
  const [run] = boutsOf(notes);
  if (!run) throw new Error("no notes");
  return run;
}

const TUNE = { intervals: [400, 200, 200, 400], pitches: [60, 64, 62, 62, 67], velocities: [50, 70, 60, 80, 90] };
const tune = (from: number, up = 0, slower = 1) =>
  melody(
    from,
    TUNE.intervals.map((interval) => interval * slower),
    TUNE.pitches.map((pitch) => pitch + up),
    TUNE.velocities,
  );

describe("likeness of phrases", () => {
  test("letters of rhythm and melody", () => {
    expect(rhythmLetters([0, 300, 450, 850])).toBe("MSM");
    expect(rhythmLetters([0, 100, 200, 300, 500])).toBe("MMML");
    expect(contourLetters([60, 64, 64, 59])).toBe("USD");
  });

  test("a copy at another pitch and tempo is a full copy", () => {
    const parts = likeness({ model: runOf(tune(0)), copy: runOf(tune(5_000, 7, 1.3)) });
    expect(parts.rhythm).toBe(1);
    expect(parts.contour).toBe(1);
    expect(parts.count).toBe(1);
    expect(parts.loud).toBeCloseTo(1, 9);
    expect(totalLikeness(parts)).toBeCloseTo(1, 9);
  });

  test("the opposite force counts 0, not less", () => {
    const falling = melody(0, TUNE.intervals, TUNE.pitches, [90, 80, 60, 70, 50]);
    expect(likeness({ model: runOf(tune(0)), copy: runOf(falling) }).loud).toBe(0);
  });

  test("pads have no melody; evenly loud phrases no force: the other weights carry on", () => {
    const pads = [0, 400, 600].map((at) => stroke(at));
    const parts = likeness({ model: runOf(pads), copy: runOf(pads) });
    expect(parts).toEqual({ rhythm: 1, contour: undefined, loud: undefined, count: 1 });
    expect(totalLikeness(parts)).toBeCloseTo(1, 12);
    expect(totalLikeness({ rhythm: 0.5, contour: 0, loud: 1, count: 1 })).toBeCloseTo(0.55, 12);
    expect(totalLikeness({ rhythm: 0.5, contour: undefined, loud: 1, count: 0.5 })).toBeCloseTo(0.575, 12);
  });

  test("resampling keeps the ends", () => {
    expect(resample([10, 20, 30, 40, 50], 3)).toEqual([10, 30, 50]);
  });
});

describe("copying", () => {
  const model = findPhrases(onsetsOf(tune(0)));

  test("a phrase is paired with the other's last phrase, if it comes in time, and only once", () => {
    const copies = findPhrases(onsetsOf([...tune(3_000), ...tune(8_000)]));
    expect(pairPhrases(model, copies)).toHaveLength(1);
    expect(pairPhrases(model, findPhrases(onsetsOf(tune(30_000))))).toHaveLength(0);
    expect(pairPhrases([], copies)).toEqual([]);
  });

  test("phrases of one onset or more than twelve are not compared", () => {
    const pair = (notes: number): PhrasePair => ({
      model: runOf(tune(0)),
      copy: runOf(Array.from({ length: notes }, (_, i) => key(5_000 + 200 * i))),
    });
    expect([1, 2, 12, 13].map((notes) => isComparable(pair(notes)))).toEqual([false, true, true, false]);
    expect(measureImitation([pair(1)]).map(({ ok, n }) => [ok, n])).toEqual(Array(5).fill([false, 0]));
  });

  test("copying is far above what the same phrases give when paired at random", () => {
    const draws = new Draws(seeded(3));
    const pairs = Array.from({ length: 8 }, () => {
      const size = draws.whole(4, 8);
      const intervals = Array.from({ length: size }, () => draws.pick([150, 300, 600]));
      const pitches = Array.from({ length: size }, () => draws.whole(55, 75));
      const velocities = Array.from({ length: size }, () => draws.whole(30, 100));
      const phrase = runOf(melody(0, intervals, pitches, velocities));
      return { model: phrase, copy: phrase };
    });
    const total = measureImitation(pairs).find(({ id }) => id === "imit_total");
    expect(total?.value).toBeCloseTo(1, 9);
    expect(chanceLikeness(pairs, seeded(4))).toBeLessThan(0.7);
    expect(chanceLikeness(pairs.slice(1, 2), seeded(4))).toBeUndefined();
  });

  test("both ways: negative when it is the partner who copies", () => {
    const same = { model: runOf(tune(0)), copy: runOf(tune(3_000)) };
    const other = { model: runOf(tune(0)), copy: runOf(melody(3_000, [100, 700], [70, 60, 50], [90, 20, 60])) };
    expect(measureBothWays([other], [same]).value ?? 0).toBeLessThan(-0.2);
    expect(measureBothWays([same], [other]).value ?? 0).toBeGreaterThan(0.2);
    expect(measureBothWays([], [same]).ok).toBe(false);
  });
});

describe("variety and our tunes", () => {
  const phase = { start: 0, end: 60_000 };

  test("four keys used equally are two bits, one key none", () => {
    expect(measureVariety(phase, boutsOf([60, 62, 64, 65].map((pitch, i) => key(i * 300, pitch))))[0]?.value).toBe(2);
    expect(measureVariety(phase, boutsOf([60, 72, 48].map((pitch, i) => key(i * 300, pitch))))[0]?.value).toBe(0);
  });

  test("a pattern is new only once", () => {
    const once = measureVariety(phase, boutsOf(tune(0).slice(0, 4)))[1]?.value;
    const twice = measureVariety(phase, boutsOf([...tune(0).slice(0, 4), ...tune(9_000, 5).slice(0, 4)]))[1]?.value;
    expect([once, twice]).toEqual([1, 1]);
  });

  test("a saved motif is found again, transposed and slower, amid other playing", () => {
    const saved = lineOf(runOf(tune(0)));
    const played = boutsOf([key(9_000, 71), key(9_200, 48), ...tune(9_500, 5, 1.2), ...tune(20_000, -12)]);
    expect(findReturns(saved, played)).toEqual([9_500, 20_000]);
    expect(measureReturns([saved], played)).toMatchObject({ id: "motif_return", ok: true, value: 2, n: 1 });
    expect(measureReturns([], played).ok).toBe(false);
    const pulse = boutsOf(Array.from({ length: 9 }, (_, i) => key(i * 300)));
    expect(findReturns(lineOf(runOf([key(0), key(300), key(600)])), pulse)).toEqual([0, 900, 1_800]);
  });
});
