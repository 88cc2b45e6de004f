import { describe, expect, test } from "vitest";
import { Draws, draw, fork, seeded } from "../../src/engine/random.ts";

describe("randomness as a value", () => {
  test("equal seeds and names give equal streams, and these numbers", () => {
    const draws = new Draws(seeded(1, "partner"));
    const again = new Draws(seeded(1, "partner"));
    const numbers = Array.from({ length: 5 }, () => draws.unit());
    expect(numbers).toEqual(Array.from({ length: 5 }, () => again.unit()));
    expect(numbers.map((number) => Math.round(number * 1e6) / 1e6)).toMatchInlineSnapshot(`
      [
        0.338809,
        0.03075,
        0.622509,
        0.36206,
        0.394994,
      ]
    `);
  });

  test("other seeds and names give other streams", () => {
    const first = draw(seeded(1, "partner"))[0];
    expect(draw(seeded(2, "partner"))[0]).not.toBe(first);
    expect(draw(seeded(1, "child"))[0]).not.toBe(first);
  });

  test("a fork leaves the original as it was and does not follow it", () => {
    const random = seeded(7);
    const forked = fork(random, "melody");
    expect(fork(random, "melody")).toEqual(forked);
    expect(fork(random, "rhythm")).not.toEqual(forked);
    expect(fork(draw(random)[1], "melody")).not.toEqual(forked);
  });

  test("numbers lie evenly in [0, 1)", () => {
    const draws = new Draws(seeded(3));
    const bins = new Array<number>(10).fill(0);
    for (let i = 0; i < 10_000; i++) {
      const bin = Math.floor(draws.unit() * 10);
      bins[bin] = (bins[bin] ?? 0) + 1;
    }
    // χ² of 9 degrees of freedom: 27.9 at p = 0.001.
    const chi = bins.reduce((sum, count) => sum + (count - 1_000) ** 2 / 1_000, 0);
    expect(chi).toBeLessThan(27.9);
  });

  test("the normal distribution has its mean and deviation", () => {
    const draws = new Draws(seeded(4));
    const values = Array.from({ length: 20_000 }, () => draws.normal(10, 2));
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
    expect(mean).toBeCloseTo(10, 1);
    expect(deviation).toBeCloseTo(2, 1);
  });
});

test("a cursor draws what draw draws, and leaves the same state", () => {
  let random = seeded(7, "cursor");
  const draws = new Draws(random);
  for (let i = 0; i < 1000; i++) {
    const [value, next] = draw(random);
    expect(draws.unit()).toBe(value);
    random = next;
    expect(draws.state).toEqual(random);
  }
  draws.state = seeded(8);
  expect(draws.unit()).toBe(draw(seeded(8))[0]);
});
