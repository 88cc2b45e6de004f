import { expect, test } from "vitest";
import { Drift } from "../../../src/engine/eeg/brain-sources.ts";
import { USUAL_EFFECT, WANDERING, WANDERING_TIME } from "../../../src/engine/eeg/simulated-brain.ts";
import { Draws, seeded } from "../../../src/engine/random.ts";
import { listeningCeiling } from "../../../src/models/eeg/listening-ceiling.ts";

test("without an effect nothing is better than chance; more effect and more time never hurt", () => {
  const none = { alpha: 0, theta: 0, beta: 0 };
  expect(listeningCeiling(none, 9)).toBeCloseTo(0.5, 6);
  expect(listeningCeiling(USUAL_EFFECT, 9)).toBeGreaterThan(0.95);
  expect(listeningCeiling({ ...none, alpha: 0.1 }, 9)).toBeGreaterThan(listeningCeiling({ ...none, alpha: 0.05 }, 9));
  expect(listeningCeiling({ ...none, alpha: 0.1 }, 60)).toBeGreaterThan(listeningCeiling({ ...none, alpha: 0.1 }, 9));
});

test("it is what the best rule reaches that sees the log power itself", () => {
  const [seconds, rate, shift] = [9, 10, 0.15];
  const draws = new Draws(seeded(1, "paths"));
  const steps = seconds * rate;
  // The best estimate of the mean gives the ends of the path the weight of the time beyond them.
  const ends = WANDERING_TIME * rate;
  let right = 0;
  const tries = 4000;
  for (let i = 0; i < tries; i++) {
    const listens = i % 2;
    const path = new Drift(WANDERING_TIME, rate, draws);
    let [sum, weight] = [0, 0];
    for (let step = 0; step <= steps; step++) {
      const own = step === 0 || step === steps ? ends : 1;
      sum += own * (WANDERING * path.next(draws) + shift * listens);
      weight += own;
    }
    if (sum / weight > shift / 2 === (listens === 1)) right += 1;
  }
  const ceiling = listeningCeiling({ alpha: shift, theta: 0, beta: 0 }, seconds);
  expect(Math.abs(right / tries - ceiling)).toBeLessThan(3 * Math.sqrt((ceiling * (1 - ceiling)) / tries));
});
