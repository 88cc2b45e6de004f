import { describe, expect, test } from "vitest";
import { hearOnset, NO_PULSE, nextBeat, type Pulse, steadyBeat } from "../../../src/engine/listening/pulse-tracker.ts";
import { Draws } from "../../../src/engine/random.ts";
import { type BeatKeeper, childSeed, keepBeat, playUnevenly, UNEVEN } from "./pulse-children.ts";

const hearAll = (onsets: readonly number[], pulse: Pulse = NO_PULSE) => onsets.reduce(hearOnset, pulse);
/** Onsets `interval` apart, from `start` on. */
const even = (start: number, interval: number, count: number) =>
  Array.from({ length: count }, (_, i) => start + i * interval);
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const middle = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

describe("a pulse that a person would hear", () => {
  test.each([
    ["eight even beats of 600 ms", even(0, 600, 8), 100],
    ["even beats of 430 ms, 140 BPM", even(0, 430, 8), 139.5],
    ["even beats of 1.2 s, 50 BPM", even(0, 1200, 8), 50],
    ["beats with gaps", [0, 600, 1200, 2400, 3000, 4200, 4800, 5400], 100],
    ["beats and halves of beats", [0, 600, 900, 1200, 1800, 2100, 2400, 3000, 3300, 3600], 100],
    ["a long pause keeps the tempo", [...even(0, 700, 8), ...even(15_000, 700, 2)], 85.7],
    ["a new tempo, once it has been kept for a while", [...even(0, 600, 16), ...even(9_800, 800, 14)], 75],
  ])("%s", (_, onsets, tempo) => {
    const found = steadyBeat(hearAll(onsets));
    expect(found?.confidence).toBeGreaterThan(0.5);
    expect(Math.abs((found?.tempo ?? 0) / tempo - 1)).toBeLessThan(0.02);
  });

  test.each([
    ["nothing", []],
    ["one stroke", [0]],
    ["three strokes, however even", even(0, 600, 3)],
    ["every interval another", [0, 310, 1490, 1720, 2590, 4010, 4230, 5660]],
  ])("none in %s", (_, onsets) => {
    expect(steadyBeat(hearAll(onsets))).toBeUndefined();
    expect(nextBeat(hearAll(onsets), 6_000)).toBeUndefined();
  });

  test("uncertainty grows with unevenness", () => {
    const certainty = [0.01, 0.06, 0.12].map((jitter) => {
      const child: BeatKeeper = { tempo: 100, jitter, missing: 0, beats: 12, strays: "from the beat" };
      const { onsets } = keepBeat(child, new Draws(childSeed(3)));
      return hearAll(onsets).felt?.score ?? 0;
    });
    expect(certainty).toEqual([...certainty].sort((a, b) => b - a));
  });
});

describe("the next beat", () => {
  const pulse = hearAll(even(1_000, 600, 10));

  test.each([
    ["just after the last stroke", 6_450, 7_000],
    ["two beats on", 7_650, 8_200],
  ])("%s", (_, at, beat) => expect(Math.abs((nextBeat(pulse, at) ?? 0) - beat)).toBeLessThan(10));

  test("is unknown once nobody has played for eight beats", () => {
    expect(nextBeat(pulse, 6_400 + 8 * 600 - 50)).toBeDefined();
    expect(nextBeat(pulse, 6_400 + 8 * 600 + 50)).toBeUndefined();
  });
});

test("the same playing gives the same pulse, whole or in parts", () => {
  const { onsets } = keepBeat(
    { tempo: 90, jitter: 0.08, missing: 0.2, beats: 30, strays: "from stroke to stroke" },
    new Draws(childSeed(1)),
  );
  const early = hearAll(onsets.slice(0, 10));
  expect(hearAll(onsets.slice(10), early)).toEqual(hearAll(onsets));
  expect(early).toEqual(hearAll(onsets.slice(0, 10)));
});

test("an hour of playing keeps no more than a minute of it", () => {
  const guesses = (count: number) => hearAll(even(0, 500, count)).guesses.length;
  expect(guesses(2_000)).toBeLessThanOrEqual(guesses(80) + 120);
});

/** 60 children from 50 to 140 BPM, 20 % of their beats missing. */
function meetChildren(jitter: number, strays: BeatKeeper["strays"]) {
  return Array.from({ length: 60 }, (_, number) => {
    const tempo = 50 + (90 * number) / 59;
    const child: BeatKeeper = { tempo, jitter, missing: 0.2, beats: 30, strays };
    const { onsets, beats } = keepBeat(child, new Draws(childSeed(100 + number)));
    let pulse = NO_PULSE;
    let foundAt = Number.POSITIVE_INFINITY;
    const asynchronies: number[] = [];
    for (const [i, onset] of onsets.entries()) {
      const beat = beats[i] ?? 0;
      const foreseen = nextBeat(pulse, beat - 30_000 / tempo);
      if (foreseen !== undefined) asynchronies.push(Math.abs(foreseen - beat));
      pulse = hearOnset(pulse, onset);
      if (steadyBeat(pulse) && foundAt > i) foundAt = Math.min(foundAt, i + 1);
    }
    return { foundAt, ratio: (steadyBeat(pulse)?.tempo ?? Number.NaN) / tempo, asynchronies };
  });
}

describe.each(["from the beat", "from stroke to stroke"] as const)("children who stray %s", (strays) => {
  test.each([
    { jitter: 0.02, soon: 0.95, error: 0.01 },
    { jitter: 0.05, soon: 0.9, error: 0.02 },
    { jitter: 0.08, soon: 0.85, error: 0.03 },
    { jitter: 0.12, soon: 0.5, error: 0.04 },
  ])("by $jitter of a beat: the tempo is right within $error", ({ jitter, soon, error }) => {
    const met = meetChildren(jitter, strays);
    const ratios = met.map(({ ratio }) => ratio).filter((ratio) => !Number.isNaN(ratio));
    expect(met.filter(({ foundAt }) => foundAt <= 8).length / met.length).toBeGreaterThanOrEqual(soon);
    expect(middle(ratios.map((ratio) => Math.abs(ratio - 1)))).toBeLessThanOrEqual(error);
    const octaves = ratios.filter((ratio) => Math.abs(Math.log2(ratio)) > 0.5);
    expect(octaves.length / ratios.length).toBeLessThanOrEqual(0.05);
  });
});

test("at 5 % jitter the beats foreseen are within 30 ms of the child's, on average", () => {
  expect(mean(meetChildren(0.05, "from the beat").flatMap(({ asynchronies }) => asynchronies))).toBeLessThanOrEqual(30);
});

describe("playing without a beat has no steady pulse", () => {
  test.each(Object.keys(UNEVEN) as (keyof typeof UNEVEN)[])("%s", (kind) => {
    let asked = 0;
    let deceived = 0;
    for (let number = 0; number < 60; number++) {
      let pulse = NO_PULSE;
      for (const onset of playUnevenly(kind, 24, new Draws(childSeed(500 + number)))) {
        pulse = hearOnset(pulse, onset);
        asked++;
        if (steadyBeat(pulse)) deceived++;
      }
    }
    expect(deceived / asked).toBeLessThanOrEqual(0.04);
  });
});
