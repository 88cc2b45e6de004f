import { describe, expect, test } from "vitest";
import { SimulatedClock } from "../../../src/engine/time/clock.ts";

describe("a simulated clock", () => {
  test("steps deadline by deadline, each task seeing its own time", () => {
    const clock = new SimulatedClock();
    const seen: [string, number][] = [];
    clock.at(30, () => seen.push(["late", clock.now()]));
    clock.at(10, () => {
      seen.push(["early", clock.now()]);
      clock.at(20, () => seen.push(["set on the way", clock.now()]));
    });
    clock.advanceTo(100);
    expect(seen).toEqual([
      ["early", 10],
      ["set on the way", 20],
      ["late", 30],
    ]);
    expect(clock.now()).toBe(100);
  });

  test("runs tasks of the same time in the order they were set", () => {
    const clock = new SimulatedClock();
    const seen: string[] = [];
    clock.at(5, () => seen.push("first"));
    clock.at(5, () => seen.push("second"));
    clock.advance(5);
    expect(seen).toEqual(["first", "second"]);
  });

  test("forgets what was taken back", () => {
    const clock = new SimulatedClock();
    let ran = false;
    clock.at(5, () => {
      ran = true;
    })();
    clock.advance(10);
    expect(ran).toBe(false);
    expect(clock.next).toBeUndefined();
  });
});
