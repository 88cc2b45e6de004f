import { describe, expect, it } from "vitest";
import { Draws, seeded } from "../../src/engine/random.ts";
import {
  encodeGesture,
  encodeLimits,
  encodeStop,
  encodeSync,
  encodeWatchdog,
  STOP_BUTTON_PIN,
} from "../../src/hardware/robot/wire.ts";
import { Bench, BODY, largest, stepsOf } from "./bench.ts";

/** How often the host is lost: FIRMWARE_CASES=100 for the figure that a release states. */
const CASES = Number(process.env.FIRMWARE_CASES ?? 4);

/** Four joints on their way through forty keyframes. */
function danceForLong(bench: Bench): void {
  const start = bench.now + 100;
  for (let part = 0; part < 4; part += 1) {
    const keyframes = Array.from({ length: 10 }, (_, i) => ({
      pin: [9, 10, 11, 6][part] ?? 9,
      after: 500 * (i + 1),
      pulse: i % 2 === 0 ? 1600 : 1500,
    }));
    bench.say(encodeGesture({ clear: false, start, keyframes }));
  }
}

/** When the last pulse began that differed from the one before it on its pin. */
function lastChange(bench: Bench): number {
  const widths = new Map<number, number>();
  let last = 0;
  for (const { pin, width, at } of bench.pulses) {
    if ((widths.get(pin) ?? width) !== width) last = at / 16_000;
    widths.set(pin, width);
  }
  return last;
}

const moving = (bench: Bench, from: number) => BODY.some(({ pin }) => largest(stepsOf(bench.widths(pin, from))) > 0);

describe("STOP", () => {
  it("holds every pulse within 100 ms while forty keyframes are queued, and stays held", () => {
    const late: number[] = [];
    for (let after = 300; after < 800; after += 97) {
      const bench = new Bench();
      bench.arm();
      danceForLong(bench);
      bench.run(after);
      expect(moving(bench, bench.now - 200)).toBe(true);
      const pressed = bench.now;
      bench.say(encodeStop("hold"));
      bench.run(1500);
      late.push(Math.max(0, lastChange(bench) - pressed));
      expect(bench.state).toBe("held");
      expect(bench.last("refused")).toBeUndefined();
    }
    console.log(`STOP to the last changed pulse: at most ${Math.max(...late).toFixed(1)} ms of ${late.length}`);
    expect(Math.max(...late)).toBeLessThanOrEqual(100);
  });

  it("is obeyed when its message is damaged; to go on takes a whole one", () => {
    const bench = new Bench();
    bench.arm();
    const [number = 0, mode = 0, check = 0] = encodeStop("hold");
    bench.say([number, mode, check ^ 1]);
    bench.run(50);
    expect(bench.last("status")?.condition.state).toBe("held");
    const [, clear = 0, good = 0] = encodeStop("clear");
    bench.say([number, clear, good ^ 1]);
    bench.run(250);
    expect(bench.state).toBe("held");
    bench.say(encodeStop("clear"));
    bench.run(250);
    expect(bench.state).toBe("running");
  });

  it("refuses writes, gestures, limits and Firmata's reset until it is cleared; nothing is made up for", () => {
    const bench = new Bench();
    bench.arm();
    bench.write(9, 1700);
    bench.run(300);
    bench.say(encodeStop("hold"));
    bench.run(100);
    const held = bench.widths(9).at(-1);
    bench.write(9, 1900);
    danceForLong(bench);
    bench.uno.send([0xff]);
    bench.say(encodeLimits({ pin: 12, from: 1000, to: 2000, speed: 10, rest: 1500 }));
    bench.run(2000);
    expect(new Set(bench.widths(9, bench.now - 2000))).toEqual(new Set([held]));
    expect(bench.widths(12)).toEqual([]);
    expect(bench.reports.filter((each) => each.kind === "refused").map(({ reason }) => reason)).toContain("latched");
    bench.say(encodeStop("clear"));
    bench.run(2000);
    expect(new Set(bench.widths(9, bench.now - 2000))).toEqual(new Set([held]));
    bench.write(9, 1500);
    bench.run(1500);
    expect(bench.widths(9).at(-1)).toBe(1500);
  });

  it("goes to rest slowly where that is asked", () => {
    const bench = new Bench();
    bench.arm();
    bench.write(9, 1700);
    bench.run(1500);
    bench.say(encodeStop("rest"));
    bench.run(2000);
    const widths = bench.widths(9, bench.now - 2000);
    expect(widths.at(-1)).toBe(1500);
    expect(largest(stepsOf(widths))).toBeLessThanOrEqual(4);
    expect(bench.state).toBe("resting");
  });
});

describe("the stop button", () => {
  it("holds at once, whatever the host says, and keeps it held while it is down", () => {
    const bench = new Bench();
    bench.arm();
    danceForLong(bench);
    bench.run(600);
    const pressed = bench.now;
    bench.uno.setLevel(STOP_BUTTON_PIN, false);
    bench.run(60, () => bench.say(encodeStop("clear")));
    bench.run(1000);
    for (const { pin } of BODY) expect(new Set(bench.widths(pin, pressed + 30)).size).toBe(1);
    expect(bench.last("status")?.condition).toMatchObject({ state: "held", button: true });
    bench.uno.setLevel(STOP_BUTTON_PIN, true);
    bench.run(400);
    expect(bench.state).toBe("held");
    bench.say(encodeStop("clear"));
    bench.run(200);
    expect(bench.state).toBe("running");
  });

  it("takes a spark of a millisecond for no press", () => {
    const bench = new Bench();
    bench.arm();
    bench.uno.setLevel(STOP_BUTTON_PIN, false);
    bench.run(1);
    bench.uno.setLevel(STOP_BUTTON_PIN, true);
    bench.run(400);
    expect(bench.state).toBe("running");
  });
});

describe("the watchdog over the host", () => {
  /** The silence begins while the arm is on its way; the pulses from then on. */
  function lose(cut: (bench: Bench, now: number) => void, seed: number) {
    const bench = new Bench();
    bench.arm();
    bench.write(3, 1900);
    bench.write(5, 1100);
    danceForLong(bench);
    bench.run(new Draws(seeded(seed, "silence")).whole(250, 1200));
    bench.alive = false;
    const from = bench.now;
    // Garbage may be a servo write: the longest way takes six and a half seconds.
    bench.run(9000, (now) => cut(bench, now));
    return { bench, from };
  }

  function expectRest({ bench, from }: { bench: Bench; from: number }): void {
    for (const { pin, rest } of BODY) {
      expect(bench.widths(pin).at(-1)).toBe(rest);
      // A keyframe may still be on its way when the silence is noticed; then it brakes, and goes on slowly.
      expect(largest(stepsOf(bench.widths(pin, from + 1300)))).toBeLessThanOrEqual(4);
    }
    const before = bench.pulses.length;
    bench.say(encodeSync(1));
    bench.write(9, 1700);
    bench.run(500);
    // Garbage may hold Firmata's reset, which is no less a rest.
    expect(["lost", "resting"]).toContain(bench.state);
    expect(bench.pulses.length).toBe(before);
  }

  it("goes slowly to rest after a second of silence, and stays there unpowered", () => {
    for (let seed = 0; seed < CASES; seed += 1) expectRest(lose(() => {}, seed));
  });

  it("takes no garbage for a heartbeat", () => {
    for (let seed = 0; seed < CASES; seed += 1) {
      const draws = new Draws(seeded(seed, "garbage"));
      expectRest(
        // Servo writes among the garbage are moves like others, until the second is over.
        lose((bench, now) => {
          if (now % 2 === 0) bench.uno.send([draws.whole(0, 255)]);
        }, seed),
      );
    }
  });

  it("takes no heartbeat that was damaged on the way", () => {
    const draws = new Draws(seeded(1, "damage"));
    expectRest(
      lose((bench, now) => {
        if (now % 50 !== 0) return;
        const beat = encodeSync(now & 127);
        const at = draws.whole(1, 2);
        bench.say(beat.map((byte, i) => (i === at ? byte ^ (1 << draws.whole(0, 6)) : byte)));
      }, 1),
    );
  });

  it("cannot be put off below a tenth of a second, and moves nothing that was held", () => {
    const bench = new Bench();
    bench.arm();
    bench.write(9, 1800);
    bench.run(300);
    bench.say(encodeWatchdog(0));
    bench.say(encodeWatchdog(99));
    bench.run(200);
    expect(bench.last("refused")).toMatchObject({ command: 2, reason: "malformed" });
    bench.say(encodeWatchdog(300));
    bench.say(encodeStop("hold"));
    bench.run(50);
    bench.alive = false;
    const from = bench.now;
    bench.run(3000);
    expect(new Set(bench.widths(9, from)).size).toBe(1);
    expect(bench.widths(9, from).length).toBeGreaterThan(140);
    expect(bench.last("status")?.condition).toMatchObject({ state: "held", silent: true });
  });
});

describe("the watchdog over the sketch", () => {
  it("resets a sketch that hangs: pulses stop, and nothing moves until a person arms it again", () => {
    const bench = new Bench();
    bench.arm();
    bench.write(9, 1700);
    bench.run(1000);
    const hung = bench.now;
    bench.uno.hang();
    bench.run(1500, () => bench.write(9, 1800));
    const after = bench.pulses.filter(({ at }) => at > hung * 16_000);
    expect((after.at(-1)?.at ?? 0) / 16_000 - hung).toBeLessThan(550);
    expect(new Set(bench.widths(9, hung)).size).toBe(1);
    expect(bench.versions.length).toBe(2);
    expect(bench.last("booted")?.cause).toBe("watchdog");
    expect(bench.state).toBe("resting");
  });

  it("says that it booted when the board was reset, and sends no pulse", () => {
    const bench = new Bench();
    bench.arm();
    bench.uno.reset();
    const reset = bench.now;
    bench.run(1000, () => bench.write(9, 1800));
    expect(bench.pulses.filter(({ at }) => at > reset * 16_000)).toEqual([]);
    expect(bench.last("booted")?.cause).toBe("reset");
  });
});

describe("something nearer than 25 cm", () => {
  it("stops the robot quickly and softly, and lets it move again beyond 35 cm", () => {
    const bench = new Bench();
    bench.arm();
    danceForLong(bench);
    bench.run(700);
    const came = bench.now;
    bench.uno.setVolts(0, 1.3);
    bench.run(300);
    for (const { pin } of BODY) {
      expect(new Set(bench.widths(pin, came + 150)).size).toBe(1);
      expect(largest(stepsOf(stepsOf(bench.widths(pin))))).toBeLessThanOrEqual(8 + 1 / 8);
    }
    expect(bench.last("status")?.condition).toMatchObject({ state: "running", near: true });
    bench.write(9, 1700);
    danceForLong(bench);
    bench.uno.setVolts(0, 0.95);
    bench.run(1500);
    expect(new Set(bench.widths(9, came + 150)).size).toBe(1);
    bench.uno.setVolts(0, 0.7);
    bench.run(1500);
    expect(bench.last("status")?.condition.near).toBe(false);
    expect(new Set(bench.widths(9, came + 150)).size).toBe(1);
    bench.write(9, 1700);
    bench.run(1500);
    expect(bench.widths(9).at(-1)).toBe(1700);
  });
});
