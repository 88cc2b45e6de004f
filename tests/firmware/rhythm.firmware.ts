import { describe, expect, it } from "vitest";
import { Draws, seeded } from "../../src/engine/random.ts";
import { encodeGesture, encodeSync } from "../../src/hardware/robot/wire.ts";
import { Bench, largest, stepsOf } from "./bench.ts";

const HEAD_PITCH = 10;
const BEATS = 24;

/** The host's clock minus the device's, from a heartbeat whose answer took `delay` more or less. */
function offsetFrom(bench: Bench): number {
  bench.say(encodeSync(99));
  const asked = bench.now;
  while (bench.last("sync")?.id !== 99) bench.run(1);
  const clock = bench.last("sync")?.clock ?? 0;
  return (asked + bench.now) / 2 - clock;
}

/** Nods on the beat, each sent some 300 ms ahead, and up to 50 ms later than meant. How far each lowest point was off, in ms. */
function nod(bpm: number, amplitude: number, seed: number): number[] {
  const bench = new Bench();
  bench.arm();
  const offset = offsetFrom(bench);
  const draws = new Draws(seeded(seed, `${bpm}`));
  const beat = 60_000 / bpm;
  const first = bench.now + 1000;
  const beats = Array.from({ length: BEATS }, (_, i) => first + i * beat);
  const sending = beats.map((at) => ({ at, when: at - beat / 2 - 300 + draws.between(0, 50) }));
  bench.run(beats.length * beat + 2000, (now) => {
    while (sending[0] && sending[0].when <= now) {
      const { at } = sending.shift() ?? { at: 0 };
      // From half a beat before to half a beat after: at its lowest on the beat.
      const keyframes = [
        { pin: HEAD_PITCH, after: beat / 2, pulse: 1500 - amplitude },
        { pin: HEAD_PITCH, after: beat, pulse: 1500 },
      ];
      bench.say(encodeGesture({ clear: false, start: at - beat / 2 - offset, keyframes }));
    }
  });
  expect(bench.last("refused")).toBeUndefined();
  const pulses = bench.pulses.filter(({ pin }) => pin === HEAD_PITCH);
  expect(Math.min(...pulses.map(({ width }) => width / 16))).toBeCloseTo(1500 - amplitude, 0);
  return beats.map((at) => {
    const near = pulses.filter((pulse) => Math.abs(pulse.at / 16_000 - at) < beat / 2);
    const lowest = Math.min(...near.map(({ width }) => width));
    const low = near.filter(({ width }) => width === lowest).map((pulse) => pulse.at / 16_000);
    return Math.abs((low.reduce((sum, each) => sum + each, 0) ?? 0) / low.length - at);
  });
}

describe("a nod at the servo's pin", () => {
  it("is at its lowest within 25 ms of the beat from 60 to 140 BPM, however late the host is by up to 50 ms", () => {
    const errors = [60, 75, 90, 105, 120, 140].flatMap((bpm, seed) => nod(bpm, bpm > 100 ? 80 : 100, seed));
    errors.sort((one, other) => one - other);
    const share = (part: number) => errors[Math.min(errors.length - 1, Math.floor(part * errors.length))] ?? 0;
    console.log(
      `beat error: p50 ${share(0.5).toFixed(1)} ms, p99 ${share(0.99).toFixed(1)} ms of ${errors.length} beats`,
    );
    expect(share(0.99)).toBeLessThanOrEqual(25);
  });
});

describe("keyframes", () => {
  const gesture = (bench: Bench, ahead: number, ...frames: [after: number, pulse: number][]) =>
    encodeGesture({
      clear: false,
      start: Math.round(bench.now) + ahead,
      keyframes: frames.map(([after, pulse]) => ({ pin: 9, after, pulse })),
    });

  it("are joined by a minimum-jerk way that ends on time and in place", () => {
    const bench = new Bench();
    bench.arm();
    const start = Math.round(bench.now) + 200;
    bench.say(gesture(bench, 200, [1000, 1800], [1500, 1800], [2500, 1500]));
    bench.run(4000);
    const ways = bench.pulses.filter(({ pin }) => pin === 9);
    for (const { at, width } of ways) {
      const x = Math.min(1, Math.max(0, (at / 16_000 - start) / 1000));
      if (at / 16_000 > start + 1400) continue;
      const ideal = 1500 + 300 * (10 * x ** 3 - 15 * x ** 4 + 6 * x ** 5);
      // Two milliseconds of the fastest part.
      expect(Math.abs(width / 16 - ideal)).toBeLessThan(1.5);
    }
    expect(bench.widths(9).at(-1)).toBe(1500);
    expect(largest(stepsOf(bench.widths(9)))).toBeLessThanOrEqual(18);
    expect(largest(stepsOf(stepsOf(bench.widths(9))))).toBeLessThan(1);
  });

  it("that come late are dropped and reported, never made up for; those after them are played", () => {
    const bench = new Bench();
    bench.arm();
    const from = bench.now;
    bench.say(gesture(bench, -300, [500, 1700], [1300, 1600]));
    bench.run(150);
    expect(bench.last("refused")).toMatchObject({ command: 3, reason: "late", count: 1 });
    expect(new Set(bench.widths(9, from))).toEqual(new Set([1500]));
    bench.run(1500);
    expect(bench.widths(9).at(-1)).toBe(1600);
  });

  it("that ask more than speed or acceleration allow go less far, in time", () => {
    const bench = new Bench();
    bench.arm();
    bench.say(gesture(bench, 100, [300, 1900]));
    bench.run(1000);
    const widths = bench.widths(9);
    expect(bench.last("refused")).toMatchObject({ reason: "scaled" });
    expect(largest(stepsOf(widths))).toBeLessThanOrEqual(18);
    expect(widths.at(-1)).toBeGreaterThan(1620);
    expect(widths.at(-1)).toBeLessThan(1500 + (18 * 15) / 1.875 + 1);
  });

  it("more than forty are refused whole, and a gesture that begins anew takes the place of the old one softly", () => {
    const bench = new Bench();
    bench.arm();
    for (let part = 0; part < 5; part += 1)
      bench.say(
        gesture(
          bench,
          500 + 4500 * part,
          ...Array.from({ length: 9 }, (_, i): [number, number] => [500 * (i + 1), 1500 + 50 * (i % 2)]),
        ),
      );
    bench.run(300);
    expect(bench.last("refused")).toMatchObject({ command: 3, reason: "queue full", count: 1 });
    bench.run(450);
    const keyframes = [{ pin: 9, after: 1500, pulse: 1400 }];
    bench.say(encodeGesture({ clear: true, start: Math.round(bench.now) + 100, keyframes }));
    bench.run(2500);
    expect(bench.widths(9).at(-1)).toBe(1400);
    expect(largest(stepsOf(stepsOf(bench.widths(9))))).toBeLessThanOrEqual(8);
  });
});
