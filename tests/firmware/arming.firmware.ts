import { describe, expect, it } from "vitest";
import { encodeDistance, encodeLimits, encodeStop } from "../../src/hardware/robot/wire.ts";
import { Bench, BODY, largest, stepsOf } from "./bench.ts";

describe("from power to motion", () => {
  it("is ready within a tenth of a second, says that it booted, and sends no pulse", () => {
    const bench = new Bench();
    bench.run(100);
    expect(bench.versions[0]).toBeLessThan(100);
    expect(bench.last("booted")).toEqual({ kind: "booted", cause: "power", firmware: 1 });
    for (const pin of [3, 5, 6, 9, 10, 11]) {
      bench.uno.send([0xf4, pin, 4]);
      bench.uno.send([0xf0, 0x70, pin, 544 & 127, 544 >> 7, 2400 & 127, 2400 >> 7, 0xf7]);
      bench.write(pin, 1800);
      bench.uno.send([0xf4, pin, 1, 0xf5, pin, 1]);
    }
    bench.uno.send([0x90, 0x7f, 1, 0x91, 0x7f, 1]);
    bench.run(2000);
    expect(bench.pulses).toEqual([]);
  });

  it("sends a joint's rest as its first pulse, and sleeps there until it is cleared", () => {
    const bench = new Bench();
    bench.run(100);
    for (const joint of BODY) {
      bench.say(encodeLimits(joint));
      bench.run(100);
      expect(bench.widths(joint.pin)[0]).toBe(joint.rest);
      bench.write(joint.pin, 1700);
    }
    bench.run(2000);
    for (const joint of BODY) expect(new Set(bench.widths(joint.pin))).toEqual(new Set([joint.rest]));
    expect(bench.state).toBe("resting");
    const pulses = bench.pulses.length;
    bench.run(1000);
    expect(bench.pulses.length).toBe(pulses);
    bench.say(encodeStop("clear"));
    bench.run(1000);
    for (const joint of BODY) expect(bench.widths(joint.pin, bench.now - 900)).toContain(joint.rest);
  });

  it("reaches what was written with a ramp of 0.4 s, exact to a cycle, and is never faster than its limit", () => {
    const bench = new Bench();
    bench.arm();
    bench.write(9, 1800);
    bench.run(1500);
    const widths = bench.widths(9);
    const steps = stepsOf(widths);
    expect(widths.at(-1)).toBe(1800);
    expect(largest(steps)).toBeLessThanOrEqual(18);
    expect(largest(steps)).toBeGreaterThan(15);
    expect(largest(stepsOf(steps))).toBeLessThanOrEqual(18 / 20);
    expect(
      new Set(bench.pulses.filter(({ pin }) => pin === 9).map(({ at }, i, all) => at - (all[i - 1]?.at ?? 0))),
    ).toContain(320_000);
  });

  it("cuts limits to what is compiled in, and refuses those that make no range", () => {
    const bench = new Bench();
    bench.arm([{ pin: 9, from: 0, to: 4000, speed: 4000 / 16, rest: 1500, acceleration: 500 }]);
    bench.write(9, 2900);
    bench.run(2000);
    expect(bench.widths(9).at(-1)).toBe(2400);
    expect(largest(stepsOf(bench.widths(9)))).toBeLessThanOrEqual(40);
    bench.say(encodeLimits({ pin: 10, from: 1600, to: 1400, speed: 18, rest: 1500 }));
    bench.run(200);
    expect(bench.last("refused")).toMatchObject({ command: 1, reason: "malformed" });
    expect(bench.widths(10)).toEqual([]);
  });

  it("enters a range that was narrowed around it as slowly as it moves", () => {
    const bench = new Bench();
    bench.arm();
    bench.write(9, 1900);
    bench.run(1500);
    bench.say(encodeLimits({ pin: 9, from: 1400, to: 1600, speed: 10, rest: 1500 }));
    bench.run(2000);
    expect(bench.widths(9).at(-1)).toBe(1600);
    expect(largest(stepsOf(bench.widths(9, bench.now - 2000)))).toBeLessThanOrEqual(10);
  });

  it("arms nothing while something is near", () => {
    const bench = new Bench();
    bench.uno.setVolts(0, 2);
    bench.run(200);
    bench.say(encodeLimits(BODY[0]));
    bench.run(200);
    expect(bench.pulses).toEqual([]);
    expect(bench.last("refused")).toMatchObject({ command: 1, reason: "near" });
    bench.say(encodeDistance(undefined));
    bench.say(encodeLimits(BODY[0]));
    bench.run(200);
    expect(bench.widths(9)[0]).toBe(1500);
  });
});
