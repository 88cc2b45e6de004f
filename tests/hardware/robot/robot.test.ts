import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Draws, seeded } from "../../../src/engine/random.ts";
import { STANDARD_BODY } from "../../../src/engine/robot/body.ts";
import { restPose } from "../../../src/engine/robot/pose.ts";
import { loadFirmata } from "../../../src/hardware/robot/firmata.ts";
import { openRobot } from "../../../src/hardware/robot/robot.ts";
import { type GestureRobot, NO_FACTS } from "../../../src/hardware/robot/robot-facts.ts";
import { systemClock } from "../../../src/hardware/system-clock.ts";
import { Lockstep, type Told, writeDown } from "./lockstep.ts";

let line: Lockstep;
let robot: GestureRobot;
let told: Told;

beforeEach(async () => {
  line = new Lockstep();
  // Loading takes real time, and virtual time would go on meanwhile: another number of milliseconds each time.
  await loadFirmata();
  const written = writeDown();
  told = written.told;
  robot = openRobot(
    { name: "Robot", body: STANDARD_BODY, line: () => line.open, measured: false },
    systemClock,
    written.listener,
  );
});
afterEach(() => line.end());

const readiness = () => told.readiness.at(-1)?.readiness;

async function armed(): Promise<void> {
  await line.until(() => readiness() === "unarmed", 3_000);
  robot.arm();
  await line.until(() => readiness() === "ready", 8_000);
}

const move = (joint: string, to: number, over: number, ahead = 400) =>
  robot.play({ kind: "move", at: line.hostNow + ahead, gesture: "test", joints: [{ joint, to, over }] });

describe("from the cable to the first move", () => {
  test("nothing pulses before a person arms it; then one joint after another is at rest", async () => {
    await line.until(() => readiness() === "unarmed", 3_000);
    await line.run(3_000);
    expect(line.pulses).toEqual([]);
    robot.arm();
    await line.until(() => readiness() === "ready", 8_000);
    const firsts = STANDARD_BODY.joints.map(({ pin }) => line.pulsesOf(pin)[0]);
    for (const [place, first] of firsts.entries())
      if (place > 0) expect((first?.at ?? 0) - (firsts[place - 1]?.at ?? 0)).toBeGreaterThan(600);
    for (const joint of STANDARD_BODY.joints)
      for (const { width } of line.pulsesOf(joint.pin))
        expect(Math.abs(width - (joint.name.startsWith("arm") ? (joint.invert ? 2100 : 900) : 1500))).toBeLessThan(1);
    expect(told.readiness.map(({ readiness }) => readiness)).toEqual(["unarmed", "arming", "ready"]);
    expect(told.readiness.at(-1)?.pose).toEqual(restPose(STANDARD_BODY));
    expect(told.refusals).toEqual([]);
  });
});

test("what is known of it: its firmware, its heartbeat, what is near, its lamps, whether it is powered", async () => {
  expect(robot.facts()).toEqual(NO_FACTS);
  line.uno.setVolts(0, 1);
  await line.until(() => readiness() === "unarmed", 3_000);
  await line.run(1_000);
  const facts = robot.facts();
  expect(facts).toMatchObject({ readiness: "unarmed", firmware: "gesture-robot 1.0", powered: false, ring: null });
  // 1 V is 27.9 cm by the sensor's data sheet.
  expect(facts.distance).toBe(0.28);
  expect(line.hostNow - (facts.heardAt ?? 0)).toBeLessThanOrEqual(210);
  line.uno.setVolts(0, 0.3);
  robot.play({ kind: "light", at: line.hostNow, colour: "cool", brightness: 0.2, over: 500 });
  await line.run(500);
  expect(robot.facts().distance).toBeNull();
  expect(robot.facts().ring).toEqual([{ red: 0.35 * 0.2, green: 0.7 * 0.2, blue: 0.2 }]);
  await armed();
  await line.run(1_100);
  expect(robot.facts()).toMatchObject({ readiness: "ready", powered: true });
  line.unplug();
  expect(robot.facts()).toEqual(NO_FACTS);
});

test("for a child who is easily startled the firmware itself holds every joint to half the speed", async () => {
  line.end();
  line = new Lockstep();
  const written = writeDown();
  told = written.told;
  robot = openRobot(
    { name: "Robot", body: STANDARD_BODY, sensitive: true, line: () => line.open, measured: false },
    systemClock,
    written.listener,
  );
  await armed();
  const steps = () => {
    const widths = line.pulsesOf(9).map(({ width }) => width);
    return widths.slice(1).map((width, place) => Math.abs(width - (widths[place] ?? width)));
  };
  // 30 °/s are 6 µs a frame. The engine's own moves for this child: as fast as they may be.
  move("headYaw", 14, 1_000);
  await line.run(1_800);
  expect(Math.abs((line.pulsesOf(9).at(-1)?.width ?? 0) - 1_640)).toBeLessThan(0.6);
  expect(told.refusals).toEqual([]);
  expect(Math.max(...steps())).toBeGreaterThan(4.5);
  // What is allowed with other children is not done here.
  move("headYaw", -14, 1_200);
  await line.run(3_000);
  expect(Math.max(...steps())).toBeLessThanOrEqual(6.1);
});

test("STOP holds within 100 ms, refuses what comes after, and goes on from where it is once it is armed again", async () => {
  await armed();
  for (let i = 0; i < 3; i++) move("headYaw", i % 2 ? 0 : 40, 1_400, 300 + 1_400 * i);
  await line.run(1_000);
  const stopped = line.now;
  robot.stop();
  move("wrist", 10, 900);
  await line.run(1_500);
  const held = line.pulsesOf(9).filter(({ at }) => at > stopped + 100);
  expect(held.length).toBeGreaterThan(50);
  expect(Math.max(...held.map(({ width }) => Math.abs(width - (held[0]?.width ?? 0))))).toBeLessThan(0.6);
  expect(held[0]?.width).toBeGreaterThan(1_550);
  expect(readiness()).toBe("stopped");
  expect(told.refusals.some(({ reason }) => reason.includes("stopped"))).toBe(true);
  robot.arm();
  await line.until(() => readiness() === "ready", 500);
  expect(told.readiness.at(-1)?.pose?.headYaw).toBeCloseTo(((held[0]?.width ?? 0) - 1_500) / 10, 0);
  const still = line.pulsesOf(9).filter(({ at }) => at > stopped + 100);
  expect(Math.max(...still.map(({ width }) => Math.abs(width - (held[0]?.width ?? 0))))).toBeLessThan(0.6);
});

test("a hold drops what was sent, is no stop, and the next move goes on from there", async () => {
  await armed();
  move("headYaw", 40, 1_500, 300);
  move("headYaw", 0, 1_500, 1_800);
  await line.run(1_050);
  robot.play({ kind: "hold", at: line.hostNow });
  await line.run(1_000);
  const held = line.pulsesOf(9).at(-1)?.width ?? 0;
  expect(held).toBeGreaterThan(1_600);
  expect(held).toBeLessThan(1_850);
  expect(readiness()).toBe("ready");
  move("headYaw", 0, 1_500);
  await line.run(2_200);
  expect(Math.abs((line.pulsesOf(9).at(-1)?.width ?? 0) - 1_500)).toBeLessThan(0.6);
});

test("a cable pulled and plugged in again 20 times: told, linked anew, armed by nobody but a person", async () => {
  await armed();
  const pulsed = line.pulses.length;
  expect(pulsed).toBeGreaterThan(0);
  for (let i = 0; i < 20; i++) {
    line.unplug();
    expect(readiness()).toBe("away");
    expect(told.statuses.at(-1)).toMatchObject({ status: "lost" });
    line.plug();
    // What is asked meanwhile is refused, and not kept.
    move("headYaw", 20, 900);
    await line.until(() => readiness() === "unarmed", 3_000);
  }
  const before = line.pulses.length;
  await line.run(2_000);
  expect(line.pulses.length).toBe(before);
  expect(told.refusals.filter(({ reason }) => reason.includes("away"))).toHaveLength(20);
  await armed();
  expect(line.pulsesOf(9).at(-1)?.width).toBeCloseTo(1_500, 0);
});

test("a board that begins anew, and one that falls silent, are told and linked again", async () => {
  await armed();
  line.uno.reset();
  await line.until(() => readiness() === "away", 500);
  expect(told.statuses.at(-1)?.text).toContain("began anew");
  await line.until(() => readiness() === "unarmed", 3_000);
  line.damage = () => [];
  await line.until(() => readiness() === "away", 1_500);
  expect(told.statuses.at(-1)?.text).toContain("answers no more");
  line.damage = (bytes) => bytes;
  await line.until(() => readiness() === "unarmed", 10_000);
});

test("somebody within reach, a hand on the head, the button on the robot", async () => {
  await line.until(() => readiness() === "unarmed", 3_000);
  line.uno.setVolts(0, 2);
  await line.run(500);
  expect(told.reaches.map(({ within }) => within)).toEqual([true]);
  robot.arm();
  await line.run(100);
  expect(readiness()).toBe("unarmed");
  expect(told.refusals.at(-1)?.reason).toContain("within reach");
  expect(line.pulses).toEqual([]);
  line.uno.setVolts(0, 0.3);
  await line.run(1_000);
  expect(told.reaches.map(({ within }) => within)).toEqual([true, false]);
  line.uno.setLevel(4, true);
  await line.run(200);
  line.uno.setLevel(4, false);
  await line.run(200);
  expect(told.touches.map(({ touched }) => touched)).toEqual([true, false]);
  await armed();
  line.uno.setLevel(2, false);
  await line.run(300);
  expect(told.buttons).toHaveLength(1);
  expect(readiness()).toBe("stopped");
  robot.arm();
  expect(told.refusals.at(-1)?.reason).toContain("button is pressed");
});

test("a port that takes nothing: what is late when it takes again is never sent", async () => {
  await armed();
  line.full = true;
  move("headYaw", 10, 900, 100);
  for (let i = 0; i < 50; i++) {
    move("headYaw", 30, 900, 150 + i);
    robot.play({ kind: "light", at: line.hostNow, colour: "cool", brightness: (i % 10) / 40, over: 500 });
  }
  await line.run(300);
  line.drained();
  await line.run(1_500);
  expect(readiness()).toBe("ready");
  expect(Math.abs((line.pulsesOf(9).at(-1)?.width ?? 0) - 1_600)).toBeLessThan(0.6);
});

test("damage on the line: the robot goes on, or is linked anew; nothing ends", async () => {
  await armed();
  const draws = new Draws(seeded(11, "damage"));
  line.damage = (bytes) =>
    bytes.flatMap((byte) => {
      const chance = draws.unit();
      if (chance < 0.02) return [];
      return chance < 0.04 ? [draws.whole(0, 255)] : chance < 0.05 ? [byte, draws.whole(0, 255)] : [byte];
    });
  await line.run(6_000);
  line.damage = (bytes) => bytes;
  await line.until(() => readiness() !== "away", 12_000);
  for (const { width } of line.pulsesOf(9)) expect(Math.abs(width - 1_500)).toBeLessThan(1);
});

test("the same story gives the same pulses, to the cycle", async () => {
  const hashes: string[] = [];
  for (let run = 0; run < 2; run++) {
    if (run > 0) {
      line.end();
      line = new Lockstep();
      const written = writeDown();
      told = written.told;
      robot = openRobot(
        { name: "Robot", body: STANDARD_BODY, line: () => line.open, measured: false },
        systemClock,
        written.listener,
      );
    }
    await armed();
    move("headYaw", 30, 1_200);
    move("armRight", -30, 1_500, 500);
    await line.run(1_000);
    robot.stop();
    await line.run(500);
    hashes.push(createHash("sha256").update(JSON.stringify(line.pulses)).digest("hex"));
  }
  expect(line.pulses.length).toBeGreaterThan(500);
  expect(hashes[1]).toBe(hashes[0]);
});

test("a move goes where it was asked, at the time it was asked for, within the joint's speed", async () => {
  await armed();
  await line.run(2_000);
  const at = line.now + 400;
  move("headYaw", 20, 1_000);
  await line.run(2_000);
  const pulses = line.pulsesOf(9);
  const before = pulses.filter((pulse) => pulse.at < at);
  const after = pulses.filter((pulse) => pulse.at > at + 1_000 + 20);
  for (const { width } of before) expect(Math.abs(width - 1_500)).toBeLessThan(0.6);
  for (const { width } of after) expect(Math.abs(width - 1_700)).toBeLessThan(0.6);
  const half = pulses.filter((pulse) => pulse.at >= at + 480 && pulse.at <= at + 520).map(({ width }) => width);
  for (const width of half) expect(Math.abs(width - 1_600)).toBeLessThan(12);
  expect(told.poses.at(-1)?.pose.headYaw).toBeCloseTo(20, 1);
  expect(told.refusals).toEqual([]);
});
