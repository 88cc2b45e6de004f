import { describe, expect, it } from "vitest";
import { Draws, seeded } from "../../src/engine/random.ts";
import type { RingPicture } from "../../src/hardware/robot/emulator/pixels.ts";
import { encodeGesture, encodeLimits, encodeRing, encodeStop } from "../../src/hardware/robot/wire.ts";
import { Bench, BODY } from "./bench.ts";

/** Three channels that go their ways in whole steps make a sum that trembles by as much. */
const TREMBLE = 3;

/** WCAG: a pair of changes in opposite directions is a flash; here of any size that is no rounding. */
function flashesASecond(pictures: readonly RingPicture[]): number {
  let worst = 0;
  for (let pixel = 0; pixel < 12; pixel += 1) {
    const turns: number[] = [];
    let direction = 0;
    let extreme: number | undefined;
    for (const { at, pixels } of pictures) {
      const light = pixels[pixel]?.reduce((sum, colour) => sum + colour, 0) ?? 0;
      extreme ??= light;
      const change = light - extreme;
      if (direction !== 0 && change * direction > 0) extreme = light;
      if (Math.abs(change) <= TREMBLE || change * direction > 0) continue;
      if (direction !== 0) turns.push(at / 16e6);
      direction = Math.sign(change);
      extreme = light;
    }
    for (const [i, turn] of turns.entries())
      worst = Math.max(worst, turns.slice(i).filter((other) => other < turn + 1).length / 2);
  }
  return worst;
}

function watch(bench: Bench, time: number, each: (now: number) => void): RingPicture[] {
  const pictures: RingPicture[] = [];
  bench.run(time, (now) => {
    const picture = bench.ring.picture(bench.uno.cycles);
    if (picture && picture.at !== pictures.at(-1)?.at) pictures.push(picture);
    each(now);
  });
  return pictures;
}

describe("the light ring", () => {
  it("never flashes more than twice a second, however it is asked, nor brighter than 30 %", () => {
    const draws = new Draws(seeded(1, "ring"));
    const asks: ((now: number) => readonly number[] | undefined)[] = [
      // Full on, full off, seven times a second.
      (now) =>
        now % 70 === 0
          ? encodeRing(0, [now % 140 === 0 ? { red: 1, green: 1, blue: 1 } : { red: 0, green: 0, blue: 0 }])
          : undefined,
      // Each pixel by itself, at any time.
      (now) =>
        now % 97 === 0
          ? encodeRing(
              draws.whole(0, 800),
              Array.from({ length: 12 }, () => ({ red: draws.unit(), green: draws.unit(), blue: draws.unit() })),
            )
          : undefined,
      // STOP and going on, which dims it.
      (now) =>
        now % 110 === 0
          ? now % 220 === 0
            ? encodeStop("hold")
            : encodeRing(0, [{ red: 0, green: 1, blue: 1 }])
          : undefined,
    ];
    for (const ask of asks) {
      const bench = new Bench();
      bench.arm();
      const pictures = watch(bench, 6000, (now) => {
        const message = ask(now);
        if (message && bench.uno.waiting < 20) bench.say(message);
      });
      expect(pictures.length).toBeGreaterThan(20);
      const flashes = flashesASecond(pictures);
      console.log(`${pictures.length} pictures, at most ${flashes} flashes in any second`);
      expect(flashes).toBeLessThanOrEqual(2);
      for (const { pixels } of pictures) {
        expect(pixels.length).toBe(12);
        for (const [red, green, blue] of pixels) {
          expect(Math.max(red, green, blue)).toBeLessThanOrEqual(0.3 * 255);
          if (red > 2) expect(red / (red + green + blue)).toBeLessThan(0.8);
        }
      }
    }
  });

  it("comes to the colour it was asked for, in the time it was asked for", () => {
    const bench = new Bench();
    bench.arm();
    bench.run(1000);
    const asked = bench.now;
    bench.say(encodeRing(800, [{ red: 0.05, green: 0.2, blue: 0.1 }]));
    const pictures = watch(bench, 1500, () => {});
    const last = pictures.at(-1);
    expect(last?.pixels).toEqual(Array.from({ length: 12 }, () => [12, 50, 26]));
    expect((last?.at ?? 0) / 16_000 - asked).toBeGreaterThan(700);
    expect((last?.at ?? 0) / 16_000 - asked).toBeLessThan(850);
  });

  it("disturbs no servo pulse while six servos move and a host talks", () => {
    const play = (withRing: boolean) => {
      const bench = new Bench();
      bench.arm(BODY.map((joint) => ({ ...joint, from: 544, to: 2400, rest: 2000 })));
      for (let part = 0; part < 3; part += 1) {
        const keyframes = [0, 1].flatMap((which) =>
          Array.from({ length: 5 }, (_, i) => ({
            pin: BODY[2 * part + which]?.pin ?? 9,
            after: 900 * (i + 1),
            pulse: i % 2 === 0 ? 2200 : 2000,
          })),
        );
        bench.say(encodeGesture({ clear: false, start: Math.round(bench.now) + 300, keyframes }));
      }
      const pictures = watch(bench, 5500, (now) => {
        // The same bytes at the same times: a message that shows colours, or one that is refused.
        const whole = encodeRing(
          0,
          Array.from({ length: 12 }, () => ({ red: (now % 7) / 20, green: 0.2, blue: 0.3 })),
        );
        if (now % 40 === 0) bench.say(withRing ? whole : whole.with(-1, (whole.at(-1) ?? 0) ^ 1));
      });
      return { bench, pictures };
    };
    const lit = play(true);
    const dark = play(false);
    const widths = ({ bench }: { bench: Bench }) => bench.pulses.map(({ pin, width }) => `${pin} ${width}`);
    const disturbed = widths(lit).filter((pulse, i) => pulse !== widths(dark)[i]);
    const starts = BODY.map(({ pin }) => lit.bench.pulses.filter((pulse) => pulse.pin === pin).map(({ at }) => at));
    console.log(
      `${lit.pictures.length} pictures beside ${lit.bench.pulses.length} pulses, ${disturbed.length} disturbed`,
    );
    expect(lit.pictures.length).toBeGreaterThan(100);
    expect(dark.pictures.length).toBeLessThan(5);
    expect(lit.bench.pulses.length).toBeGreaterThanOrEqual(1000);
    expect(disturbed).toEqual([]);
    for (const times of starts)
      for (const [i, at] of times.entries()) if (i > 0) expect(at - (times[i - 1] ?? 0)).toBe(320_000);
  });

  it("grows dim and steady when the robot is stopped or alone", () => {
    for (const stop of [
      (bench: Bench) => bench.say(encodeStop("hold")),
      (bench: Bench) => {
        bench.alive = false;
      },
    ]) {
      const bench = new Bench();
      bench.arm([BODY[0]]);
      bench.say(encodeLimits(BODY[1]));
      bench.say(encodeRing(500, [{ red: 0.2, green: 0.25, blue: 0.25 }]));
      bench.run(1500);
      stop(bench);
      bench.run(2500);
      const dim = bench.ring.picture(bench.uno.cycles);
      for (const [red, green, blue] of dim?.pixels ?? []) expect(red + green + blue).toBeLessThan(20);
      expect((dim?.at ?? 0) / 16_000).toBeGreaterThan(bench.now - 2500);
    }
  });
});
