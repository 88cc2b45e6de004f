import { describe, expect, test } from "vitest";
import { SampleClock } from "../../../src/engine/eeg/sample-clock.ts";
import { lostSamples, SampleLine } from "../../../src/engine/eeg/sample-line.ts";
import { Draws, seeded } from "../../../src/engine/random.ts";
import { simulateArrivals, USUAL_LATENESS } from "../../helpers/eeg-arrivals.ts";

/** How samples are handed over: when the next chunk is read after one read at `at`. */
type Delivery = (at: number, draws: Draws) => number;

const DELIVERIES: Record<string, Delivery> = {
  "bursts of 470 ms": (at, draws) => at + 470 + draws.between(-15, 15),
  "bursts of exactly 470 ms": (at) => at + 470,
  "a USB adapter's 16 ms": (at, draws) => at + 16 + draws.unit(),
  "16 ms, and a stall of 570 ms every few seconds": (at, draws) => at + 16 + (draws.unit() < 0.005 ? 570 : 0),
  "16 ms on a busy machine": (at, draws) => at + 16 + (draws.unit() < 0.3 ? draws.between(0, 80) : 0),
};

/** Runs a clock beside a device with a true rate and gives the error of the newest sample's time, by seconds since the start. */
function errors(delivery: Delivery, rate: number, seconds: number, seed: number): { at: number; error: number }[] {
  const draws = new Draws(seeded(seed, "delivery"));
  const clock = new SampleClock(250);
  const found: { at: number; error: number }[] = [];
  const origin = 5000;
  for (let at = origin + 300; at < origin + 1000 * seconds; at = delivery(at, draws)) {
    const newest = Math.floor(((at - origin) * rate) / 1000);
    clock.arrive(newest, at);
    found.push({ at: at - origin, error: clock.timeOf(newest) - (origin + (1000 * newest) / rate) });
  }
  return found;
}

describe.each(Object.entries(DELIVERIES))("the sample clock under %s", (_, delivery) => {
  test.each([250, 249.9, 250.4, 249.5])("is right to 2 ms after 30 s at a true rate of %f Hz", (rate) => {
    const worst = [1, 2, 3].flatMap((seed) =>
      errors(delivery, rate, 400, seed)
        .filter(({ at }) => at > 30_000)
        .map(({ error }) => Math.abs(error)),
    );
    expect(Math.max(...worst)).toBeLessThanOrEqual(2);
  });
});

test.each([
  ["a Cyton", 1, 250],
  ["a Cyton", 1, 249.975],
  ["a Cyton", 1, 250.4],
  // Two packets are a sample, and half a sample is heard.
  ["a Cyton with Daisy", 2, 250],
  ["a Cyton with Daisy", 2, 249.975],
])(
  "%s (%i packets a sample) whose bursts of 470 ms are read as late as was measured is right to 2 ms after 30 s, at %f packets a second",
  (_, packets, rate) => {
    const errors = Array.from({ length: 10 }, (_, i) => i + 1).flatMap((seed) => {
      const clock = new SampleClock(250 / packets);
      const arrivals = simulateArrivals({ rate, burst: 470, lateness: USUAL_LATENESS, seconds: 120, seed });
      return arrivals.flatMap(({ at, newest }) => {
        clock.arrive(newest / packets, at);
        return at > 30_000 ? [Math.abs(clock.timeOf(newest / packets) - (1000 * newest) / rate)] : [];
      });
    });
    errors.sort((a, b) => a - b);
    expect(errors[Math.floor(0.99 * errors.length)]).toBeLessThanOrEqual(2);
  },
);

test("the clock finds the true rate", () => {
  const clock = new SampleClock(256);
  for (let second = 0; second < 120; second++) clock.arrive(second * 255, second * 1000);
  expect(clock.rate).toBeCloseTo(255, 6);
  expect(clock.indexAt(clock.timeOf(1234))).toBeCloseTo(1234, 6);
});

test("the clock follows a crystal that warms up", () => {
  const clock = new SampleClock(250);
  const draws = new Draws(seeded(1, "warm"));
  let worst = 0;
  // 20 ppm a quarter of an hour.
  const timeOf = (index: number) => index * 4 * (1 + 20e-6 * Math.min(1, index / 225_000));
  for (let index = 0; index < 450_000; index += 4) {
    clock.arrive(index, timeOf(index) + 3 + draws.between(0, 16));
    if (index > 7500) worst = Math.max(worst, Math.abs(clock.timeOf(index) - timeOf(index) - 3));
  }
  expect(worst).toBeLessThan(2);
});

describe("lost samples", () => {
  test.each([
    ["a few", 5, 5, 5, true],
    ["a few and a whole turn", 5, 261, 261, true],
    ["the same number at once is a repeat", 255, 0, -1, true],
    ["nearly a turn that really went missing", 255, 255, 255, true],
    ["time is late, but by less than half a turn", 20, 130, 20, true],
    ["time is so late that it may be a turn", 20, 190, 20, false],
    ["time is a little early", 20, 10, 20, true],
  ])("%s", (_, skipped, expected, lost, certain) => {
    expect(lostSamples(skipped, 256, expected)).toEqual({ lost, certain });
  });
});

describe("the line of samples", () => {
  /** A device at 250 Hz whose samples are handed over every `burst` ms, without those in `lost` (from, to). */
  function run(burst: number, lost: readonly (readonly [number, number])[], seconds: number, modulus = 256) {
    const line = new SampleLine(250, modulus);
    const isLost = (index: number) => lost.some(([from, to]) => index >= from && index < to);
    const gaps: { from: number; lost: number; certain: boolean }[] = [];
    let [sent, last] = [0, -1];
    let wrong = 0;
    for (let at = burst; at <= seconds * 1000; at += burst) {
      const came: number[] = [];
      for (; sent * 4 <= at; sent++) if (!isLost(sent)) came.push(sent);
      const skipped = came.map((index) => {
        const missing = (index - last - 1) % modulus;
        last = index;
        return missing;
      });
      const placed = line.place(skipped, at);
      gaps.push(...placed.gaps);
      wrong += placed.indices.filter((index, i) => index !== came[i]).length;
    }
    return { gaps, wrong, line };
  }

  test.each([
    ["a single sample", 16, [[1000, 1001]]],
    ["20 samples, in bursts of 470 ms", 470, [[3000, 3020]]],
    ["a gap of more than a turn", 16, [[1000, 1300]]],
    ["a gap of more than a turn, in bursts of 470 ms", 470, [[3000, 3400]]],
    ["ten seconds", 16, [[3000, 5500]]],
    [
      "many",
      16,
      [
        [500, 501],
        [700, 1000],
        [1500, 1520],
        [2000, 3000],
      ],
    ],
  ] as const)("marks %s and numbers what follows rightly", (_, burst, lost) => {
    const { gaps, wrong, line } = run(burst, lost, 40);
    expect(gaps).toEqual(lost.map(([from, to]) => ({ from, lost: to - from, certain: true })));
    expect(wrong).toBe(0);
    const missing = lost.reduce((sum, [from, to]) => sum + to - from, 0);
    expect(line.totals).toEqual({ received: line.totals.received + line.totals.lost - missing, lost: missing });
  });

  test("after the way was cut, a counter that has come round to where it was does not hide whole turns", () => {
    const line = new SampleLine(250, 256);
    for (let i = 0; i < 1000; i++) line.place([0], 4 * i);
    line.interrupt();
    expect(line.place([0, 0], 4 * (1001 + 512)).gaps).toEqual([{ from: 1000, lost: 512, certain: true }]);
    line.interrupt();
    const soon = line.place([0, 0], 4 * (1003 + 512));
    expect(soon).toEqual({ indices: [1514, 1515], gaps: [] });
  });

  test("a repeated sample has no place", () => {
    const line = new SampleLine(250, 256);
    line.place([0, 0, 0], 12);
    expect(line.place([255, 0], 16).indices).toEqual([undefined, 3]);
  });

  test("without a counter, the dropped bytes are believed, and time where half a second is missing", () => {
    const line = new SampleLine(512, undefined);
    for (let i = 1; i <= 100; i++) line.place(Array(16).fill(0), i * 31.25);
    expect(line.place([2, 0], 100 * 31.25 + 8).gaps).toEqual([{ from: 1600, lost: 2, certain: false }]);
    const after = line.place([3], 100 * 31.25 + 8 + 2000);
    expect(after.gaps[0]?.lost).toBeGreaterThan(1010);
    expect(after.gaps[0]?.lost).toBeLessThan(1030);
  });
});
