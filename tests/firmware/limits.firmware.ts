import { describe, expect, it } from "vitest";
import { Draws, seeded } from "../../src/engine/random.ts";
import { checkOf } from "../../src/hardware/robot/check.ts";
import { FASTEST, PULSE_RANGE, SERVO_PINS } from "../../src/hardware/robot/wire.ts";
import { Bench, BODY } from "./bench.ts";

const COMMANDS = 10_000;
/** The limits that a hostile stream may set by itself are the compiled-in ones. */
const WIDEST = { ...PULSE_RANGE, speed: FASTEST };

/** One message as bytes: well formed or nearly so, with any numbers in it. */
function hostile(draws: Draws, own: boolean): number[] {
  const pin = draws.pick([...SERVO_PINS, draws.whole(0, 127)]);
  const bytes = (count: number) => Array.from({ length: count }, () => draws.whole(0, 127));
  const sysex = (...body: number[]) => [0xf0, ...body, 0xf7];
  const checked = (...body: number[]) => sysex(...body, checkOf(body));
  const pulse = draws.pick([0, 544, 2400, 16_383, draws.whole(0, 3000)]);
  const low14 = (value: number) => [value & 127, (value >> 7) & 127];
  const plain = [
    () => [0xe0 | (pin & 15), ...low14(pulse)],
    () => [0xe0 | (pin & 15), ...low14(pulse)],
    () => [0xf4, pin, draws.whole(0, 15)],
    () => [0xf5, pin, draws.whole(0, 1)],
    () => [0x90 | draws.whole(0, 15), ...bytes(2)],
    () => sysex(0x70, pin, ...bytes(4)),
    () => sysex(0x6f, pin, ...bytes(draws.whole(0, 4))),
    () => sysex(draws.whole(0, 127), ...bytes(draws.whole(0, 90))),
    () => sysex(),
    () => bytes(draws.whole(1, 8)).map((byte) => byte + (draws.unit() < 0.3 ? 128 : 0)),
    () => [draws.pick([0xff, 0xf0, 0xf7, 0xc0, 0xd0, 0xf9]), ...bytes(1)],
  ];
  const robot = [
    () =>
      checked(
        0x03,
        draws.whole(0, 1),
        ...low14(draws.whole(0, 16_383)),
        ...[0, 0, 0],
        pin,
        ...low14(draws.whole(0, 900)),
        ...low14(pulse),
      ),
    () => checked(0x04, 0),
    () => checked(0x04, draws.whole(0, 3)),
    () => checked(0x05, draws.whole(0, 127)),
    () => checked(0x02, ...bytes(2)),
    () => checked(0x07, ...bytes(draws.pick([2, 5, 38]))),
    () => checked(0x08, draws.pick([0, 127]), ...bytes(4)),
    () => checked(0x03, ...bytes(6 + 5 * draws.whole(0, 12))),
  ];
  const limits = [
    () =>
      checked(
        0x01,
        pin,
        ...low14(draws.whole(0, 3000)),
        ...low14(draws.whole(0, 3000)),
        ...bytes(2),
        ...low14(pulse),
        ...bytes(2),
      ),
    () => checked(0x01, ...bytes(draws.whole(5, 14))),
  ];
  return draws.pick(own ? [...plain, ...robot, ...robot, ...limits] : [...plain, ...robot, ...robot])();
}

function torment(own: boolean, commands: number) {
  const bench = new Bench();
  bench.arm();
  const draws = new Draws(seeded(5, own ? "with limits" : "without limits"));
  let sent = 0;
  while (sent < commands) {
    // Now and then time enough to come up to full speed.
    if (draws.unit() < 0.01) bench.run(400);
    bench.run(1, (now) => {
      if (bench.uno.waiting > 40) return;
      bench.uno.send(hostile(draws, own));
      sent += 1;
      // So that it moves at all: most streams hold the robot within a second.
      if (now % 50 === 0) bench.uno.send([0xf7, 0xf0, 0x04, 0, checkOf([4, 0]), 0xf7]);
    });
  }
  return bench;
}

function worst(bench: Bench, limitsOf: (pin: number) => { from: number; to: number; speed: number }) {
  const last = new Map<number, { at: number; width: number }>();
  let [outside, step, over, moved] = [0, 0, Number.NEGATIVE_INFINITY, 0];
  for (const { pin, at, width } of bench.pulses) {
    const { from, to, speed } = limitsOf(pin);
    if (width / 16 < from - 0.5 || width / 16 > to + 0.5) {
      outside += 1;
    }
    const before = last.get(pin);
    last.set(pin, { at, width });
    // After a time without pulses the servo begins at rest anew.
    if (!before || at - before.at > 320_000) continue;
    const change = Math.abs(width - before.width) / 16;
    step = Math.max(step, change);
    over = Math.max(over, change - speed);
    if (change > 0) moved += 1;
  }
  return { outside, step, over, moved };
}

describe("no stream of commands", () => {
  it("moves a pulse out of its joint's range or faster than its joint's limit", () => {
    const bench = torment(false, COMMANDS / 2);
    const limits = new Map<number, (typeof BODY)[number]>(BODY.map((joint) => [joint.pin, joint]));
    const found = worst(bench, (pin) => limits.get(pin) ?? { from: 0, to: 0, speed: 0 });
    console.log(`${COMMANDS / 2} commands, ${bench.pulses.length} pulses, ${found.moved} moved`, found);
    expect(found.outside).toBe(0);
    expect(found.over).toBeLessThanOrEqual(0.5);
    expect(found.moved).toBeGreaterThan(300);
  });

  it("that sets limits of its own gets beyond the compiled-in ones", () => {
    const bench = torment(true, COMMANDS / 2);
    const found = worst(bench, () => WIDEST);
    console.log(`${COMMANDS / 2} commands, ${bench.pulses.length} pulses, ${found.moved} moved`, found);
    expect(found.outside).toBe(0);
    expect(found.over).toBeLessThanOrEqual(0.5);
    expect(found.moved).toBeGreaterThan(300);
  });
});
