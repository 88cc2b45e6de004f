import { PassThrough } from "node:stream";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Body, STANDARD_BODY } from "../../../src/engine/robot/body.ts";
import type { Calibration } from "../../../src/engine/robot/calibration.ts";
import { loadFirmata } from "../../../src/hardware/robot/firmata.ts";
import { openRobot } from "../../../src/hardware/robot/robot.ts";
import { systemClock } from "../../../src/hardware/system-clock.ts";
import { calibrateWithKeys } from "../../../src/server/calibration/dialogue.ts";
import { misfitOf } from "../../../src/server/calibration/rig-calibration.ts";
import { Lockstep } from "../../hardware/robot/lockstep.ts";

const BODY: Body = { ...STANDARD_BODY, joints: STANDARD_BODY.joints.filter(({ pin }) => pin === 9 || pin === 3) };
const UP = "\u001b[A";
const DOWN = "\u001b[B";

let line: Lockstep;
let keys: PassThrough;
let said: string[];
let result: { found?: Calibration["found"]; reason?: string };

beforeEach(async () => {
  line = new Lockstep();
  await loadFirmata();
});
afterEach(() => line.end());

function begin(body = BODY): void {
  keys = new PassThrough();
  said = [];
  result = {};
  const settings = { name: "Robot", line: () => line.open, measured: false };
  calibrateWithKeys({
    name: "Robot",
    body,
    open: (wide, listener) => openRobot({ ...settings, body: wide }, systemClock, listener),
    clock: systemClock,
    input: keys,
    say: (text) => said.push(text),
  }).then(
    (found) => {
      result.found = found;
    },
    (error: Error) => {
      result.reason = error.message;
    },
  );
}

/** Presses a key and runs until the next thing is said, or it is over. */
async function press(key: string): Promise<string> {
  const before = said.length;
  keys.write(key);
  await line.until(() => said.length > before || result.found !== undefined || result.reason !== undefined, 40_000);
  return said.at(-1) ?? "";
}

async function pressAll(...all: string[]): Promise<string> {
  let last = "";
  for (const key of all) last = await press(key);
  return last;
}

async function linked(): Promise<void> {
  await line.until(() => said.at(-1)?.startsWith("Robot is linked.") ?? false, 4_000);
}

const over = () => line.until(() => result.found !== undefined || result.reason !== undefined, 3_000);
/** A pin's last pulse, in µs. */
const pulse = (pin: number) => Math.round(line.pulsesOf(pin).at(-1)?.width ?? 0);

describe("with the firmware on the other end", { timeout: 120_000 }, () => {
  test("a person goes through the joints: nothing moves unasked, and what they found is returned", async () => {
    begin();
    await linked();
    expect(said.at(-1)).toBe(
      "Robot is linked. It will go to rest, one joint after the other. Nobody within reach? (y)",
    );
    expect(await press("\r")).toBe("Only y goes on; q leaves.");
    await line.run(1_000);
    expect(line.pulses).toEqual([]);
    expect(await press("y")).toBe(
      "Joint 1 of 2: headYaw will move, when you press a key. The others stay. Nobody within reach? (y)",
    );
    expect(await press("y")).toMatch(/^headYaw, rest: .* It is at 0°\.$/);
    // The horn sits 7° off.
    expect(await pressAll(UP, "-", "-", "-")).toBe("  7°");
    expect(pulse(9)).toBe(1_570);
    expect(await press("\r")).toMatch(/^headYaw, low end/);
    expect(await press("\r")).toMatch(/^headYaw, high end/);
    expect(await press("\r")).toBe("  That leaves it no range: low and high must lie further apart.");
    expect(await pressAll(UP, "+")).toBe("  18°");
    expect(await press("\r")).toMatch(/^Joint 2 of 2: armLeft will move/);
    expect(pulse(9)).toBe(1_570);
    expect(await press("y")).toMatch(/^armLeft, rest/);
    expect(await press(DOWN)).toBe("  -70°");
    expect(await press(DOWN)).toBe("  -75°");
    expect(await press(DOWN)).toBe("  -75°: no further.");
    expect(await pressAll(UP, "+", "+", "+", "+", "+")).toBe("  -60°");
    await pressAll("\r", "\r");
    for (let i = 0; i < 13; i++) await press(UP);
    expect(said.at(-1)).toBe("  70°");
    const from = line.now;
    await press("\r");
    await over();
    expect(result).toEqual({
      found: { headYaw: { centre: 1_570, low: 0, high: 11 }, armLeft: { centre: 1_500, low: -60, high: 70 } },
    });
    expect(misfitOf(BODY, result.found ?? {})).toBeUndefined();
    // The long way home: in two parts, and still no faster than 10 degrees a second. (100 µs a second; a frame is 20 ms.)
    const home = line.pulsesOf(3).filter(({ at }) => at >= from);
    expect(home.at(-1)?.width).toBeCloseTo(2_100, -1);
    for (const [place, { width }] of home.entries())
      expect(Math.abs(width - (home[place - 1]?.width ?? width))).toBeLessThan(3.1);
  });

  test("keys while it moves are lost: a key held down does not pile up", async () => {
    begin();
    await linked();
    await pressAll("y", "y");
    keys.write("+".repeat(30));
    await line.run(4_000);
    expect(said.at(-1)).toBe("  1°");
    expect(pulse(9)).toBe(1_510);
    keys.write("q");
    await over();
    expect(result.reason).toBe("Left. Nothing was saved.");
  });

  test("Space holds it where it stands, in the middle of a move", async () => {
    begin();
    await linked();
    await pressAll("y", "y");
    keys.write(UP);
    await line.run(1_200);
    keys.write(" ");
    await line.run(100);
    const held = pulse(9);
    expect(held).toBeGreaterThan(1_505);
    expect(held).toBeLessThan(1_595);
    await line.run(1_000);
    expect(pulse(9)).toBe(held);
    await over();
    expect(result.reason).toBe("Stopped: the robot holds where it stands. Nothing was saved.");
  });

  test("somebody within reach, before it is armed and after, and the robot's own button", async () => {
    begin();
    await linked();
    line.uno.setVolts(0, 2);
    await line.run(500);
    await press("y");
    expect(result.reason).toMatch(/^Somebody is within reach of the robot: .* Nothing was saved\.$/);
    expect(line.pulses).toEqual([]);
    line.uno.setVolts(0, 0.3);
    begin();
    await linked();
    await line.run(1_000);
    await pressAll("y", "y");
    line.uno.setVolts(0, 2);
    await over();
    expect(result.reason).toMatch(/^Somebody came within reach: .* Nothing was saved\.$/);
    line.uno.setVolts(0, 0.3);
    begin();
    await linked();
    await line.run(1_000);
    await pressAll("y", "y");
    line.uno.setLevel(2, false);
    await over();
    expect(result.reason).toBe("The robot's stop button was pressed. Nothing was saved.");
  });

  test("a pulled cable and a terminal that goes end it, in a sentence", async () => {
    begin();
    await linked();
    await press("y");
    line.unplug();
    await over();
    expect(result.reason).toBe("Robot rests: it was unplugged. Nothing was saved.");
    line.plug();
    begin();
    await linked();
    keys.end();
    await over();
    expect(result.reason).toBe("Left. Nothing was saved.");
  });
});
