import { describe, expect, test } from "vitest";
import { Draws, seeded } from "../../../src/engine/random.ts";
import { deviceTime, hearSync, NO_CLOCK } from "../../../src/hardware/robot/device-clock.ts";

/** A device whose clock began at 5,000 of ours and goes `rate` times as fast, asked every 200 ms. */
function asked(rate: number, seconds: number, jitter: (draws: Draws) => number, seed = 1) {
  const draws = new Draws(seeded(seed, "sync"));
  const deviceAt = (host: number) => Math.floor((host - 5_000) * rate);
  let clock = NO_CLOCK;
  let host = 10_000;
  for (; host < 10_000 + 1_000 * seconds; host += 200) {
    const there = host + 1 + jitter(draws);
    clock = hearSync(clock, host, there + 1 + jitter(draws), deviceAt(there));
  }
  return { clock, host, error: (at: number) => (deviceTime(clock, at) ?? Number.NaN) - (at - 5_000) * rate };
}

describe("the device's time", () => {
  test("is unknown before the first answer", () => expect(deviceTime(NO_CLOCK, 1_000)).toBeUndefined());

  test("is known to a millisecond or two when answers are quick", () => {
    const { host, error } = asked(1, 2, () => 0);
    expect(Math.abs(error(host + 2_000))).toBeLessThan(2);
  });

  test("a resonator that is half a per cent off does not carry it away", () => {
    for (const rate of [0.995, 1.005]) {
      const { host, error } = asked(rate, 20, () => 0);
      expect(Math.abs(error(host + 2_000))).toBeLessThan(3);
    }
  });

  test("answers that were kept waiting up to 50 ms each way count less than quick ones", () => {
    const errors = Array.from({ length: 40 }, (_, seed) => {
      const { host, error } = asked(1.003, 10, (draws) => draws.between(0, 50), seed);
      return Math.abs(error(host + 1_500));
    });
    expect(Math.max(...errors)).toBeLessThan(25);
    expect(errors.sort((a, b) => a - b)[20]).toBeLessThan(10);
  });
});
