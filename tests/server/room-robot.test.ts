import { existsSync, readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { RobotEvent } from "../../src/engine/session/event.ts";
import { bodyOf } from "../../src/hardware/robot/body-section.ts";
import { calibrationFile } from "../../src/hardware/robot/calibration-file.ts";
import { loadFirmata } from "../../src/hardware/robot/firmata.ts";
import { openRobot } from "../../src/hardware/robot/robot.ts";
import { tappedPort } from "../../src/hardware/serial/tapped-port.ts";
import { systemClock } from "../../src/hardware/system-clock.ts";
import { catalogue as german } from "../../src/panel/languages/de.ts";
import { isKnown } from "../../src/panel/sentences.ts";
import type { RobotPicture } from "../../src/server/protocol.ts";
import { readRig } from "../../src/server/rig.ts";
import { RobotShelf } from "../../src/server/robot-shelf.ts";
import { RoomRobot } from "../../src/server/room-robot.ts";
import { Lockstep } from "../hardware/robot/lockstep.ts";
import { rigFile } from "../helpers/engine.ts";

/** A head and nothing else: calibrated soon. */
const HEAD = { name: "headYaw", pin: 9, low: -45, high: 45, rest: 0, speed: 60 };

let line: Lockstep;
let robot: RoomRobot;
let file: string;
let cues: RobotEvent["cue"][];
let troubles: string[];
let running: boolean;
let stops: number;
let papers: Map<string, string>;
/** What the house keeps, in memory. */
const kept = {
  kept: (name: string) => papers.get(name),
  keep: async (name: string, text: string) => {
    papers.set(name, text);
  },
};

beforeEach(async () => {
  line = new Lockstep();
  await loadFirmata();
  file = rigFile({ sounds: [{ driver: "browser" }], robot: { driver: "robot", body: { joints: [HEAD], ring: true } } });
  const section = readRig(file).robot;
  if (!section) throw new Error("the rig has a robot");
  papers = new Map();
  [cues, troubles, running, stops] = [[], [], false, 0];
  robot = new RoomRobot({
    section,
    rig: { section, file },
    sensitive: false,
    clock: systemClock,
    origin: Math.floor(systemClock.now()),
    tell: (cue) => cues.push(cue),
    status: () => {},
    stop: () => {
      stops += 1;
    },
    trouble: (text) => troubles.push(text),
    running: () => running,
    manner: () => ({ repertoire: [], level: "normal", size: 1, speed: 1, sensitive: false, beat: 600 }),
    shelf: new RobotShelf(kept, "test"),
    // The firmware in lockstep, in place of a board on a port.
    open: ({ name, body }, { clock, listener, sensitive = false, tap = () => {} }) =>
      openRobot(
        { name, body: bodyOf(body).body, sensitive, line: () => tappedPort(line.open, tap), measured: false },
        clock,
        listener,
      ),
  });
  robot.open();
});
afterEach(() => {
  line.end();
  const { events, calibration } = robot.picture();
  const told = [...events.map(({ text }) => text), ...troubles, ...(calibration?.note ? [calibration.note] : [])];
  expect(told.filter((sentence) => !isKnown(sentence, german.sentences))).toEqual([]);
});

const until = (so: (picture: RobotPicture) => boolean, most = 12_000) => line.until(() => so(robot.picture()), most);
const unarmed = ({ readiness }: RobotPicture) => readiness === "unarmed";
const ready = ({ readiness }: RobotPicture) => readiness === "ready";
/** A pin's last pulse, in µs. */
const pulse = () => Math.round(line.pulsesOf(9).at(-1)?.width ?? 0);

describe("the picture of it", () => {
  test("tells what is measured, and what happened", async () => {
    expect(robot.picture()).toMatchObject({ readiness: "away", firmware: null, heartbeatAge: null, pose: null });
    await until(unarmed);
    expect(robot.picture()).toMatchObject({
      name: "Robot",
      port: "any",
      body: { joints: [{ name: "headYaw", low: -45, high: 45, rest: 0 }], ring: true, touch: false, distance: false },
      firmware: "gesture-robot 1.0",
      battery: null,
      measured: false,
      powered: false,
      calibration: null,
    });
    robot.arm();
    await until(ready);
    const [out] = robot.outs;
    out?.play({
      kind: "move",
      at: line.hostNow + 400,
      gesture: "look",
      joints: [{ joint: "headYaw", to: 20, over: 1_400 }],
    });
    await line.run(3_000);
    // By the pulse, as the firmware says that it sends it.
    expect(robot.picture()).toMatchObject({ pose: { headYaw: 20 }, powered: true, heartbeatAge: 0 });
    expect(pulse()).toBe(1_700);
    out?.stop();
    line.uno.setLevel(2, false);
    await line.run(300);
    expect(stops).toBe(1);
    line.unplug();
    const { events, ...picture } = robot.picture();
    expect(picture).toMatchObject({ readiness: "away", pose: null, powered: false, firmware: null });
    expect(events.map(({ text }) => text)).toEqual([
      "Robot is linked. Arm it when nobody is within reach.",
      "Is being armed: joint after joint goes slowly to rest.",
      "Armed by a person.",
      "Stopped: it holds where it stands, until a person arms it.",
      "The stop button on the robot was pressed.",
      "Robot rests: it was unplugged. It is looked for again; then it is to be armed anew.",
    ]);
    for (const [place, { at }] of events.entries()) expect(at).toBeGreaterThanOrEqual(events[place - 1]?.at ?? 0);
    expect(cues.map(({ kind }) => kind)).toEqual(["armed"]);
  });

  test("is fresh only when it changed, ten times a second at most, and keeps twenty events", async () => {
    await until(unarmed);
    const sent: number[] = [];
    robot.arm();
    for (let passed = 0; passed < 3_000; passed += 10) {
      await line.run(10);
      if (robot.fresh()) sent.push(line.now);
    }
    expect(sent.length).toBeGreaterThan(2);
    for (const [place, at] of sent.entries())
      if (place > 0) expect(at - (sent[place - 1] ?? 0)).toBeGreaterThanOrEqual(100);
    await until(ready);
    await line.run(1_500);
    robot.fresh();
    await line.run(1_000);
    expect(robot.fresh()).toBeUndefined();
    for (let i = 0; i < 10; i++) {
      line.unplug();
      line.plug();
      await until(unarmed);
    }
    expect(robot.picture().events).toHaveLength(20);
  });

  test("a link that falls silent is seen by the age of its heartbeat", async () => {
    await until(unarmed);
    line.damage = () => [];
    await line.run(1_100);
    expect(robot.picture().heartbeatAge).toBe(1);
  });
});

describe("a calibration from the panel", { timeout: 300_000 }, () => {
  async function begun(): Promise<void> {
    await until(unarmed);
    robot.calibrate({ step: "start" });
    await until((picture) => picture.calibration !== null && unarmed(picture));
    expect(line.pulses).toEqual([]);
    robot.calibrate({ step: "arm" });
    await until(ready);
  }
  /** The session's robot is there again. */
  const opened = () => until((picture) => robot.outs.length === 1 && unarmed(picture));
  const still = () => until(({ calibration }) => calibration?.moving === false);

  test("finds what the keys find, keeps it beside the rig, and the session has the body from then on", async () => {
    expect(() => robot.calibrate({ step: "arm" })).toThrow("the robot is not being calibrated");
    running = true;
    expect(() => robot.calibrate({ step: "start" })).toThrow("a session runs");
    running = false;
    await begun();
    expect(robot.outs).toEqual([]);
    expect(() => robot.arm()).toThrow("the robot is being calibrated");
    expect(() => robot.calibrate({ step: "start" })).toThrow("already");
    // The horn sits 7 degrees off.
    robot.calibrate({ step: "turn", by: 7 });
    expect(() => robot.calibrate({ step: "turn", by: 1 })).toThrow("the robot still moves");
    await still();
    await line.run(50);
    expect(pulse()).toBe(1_570);
    expect(robot.picture().calibration).toEqual({
      joint: "headYaw",
      place: 0,
      joints: 1,
      step: "rest",
      angle: 7,
      moving: false,
      over: false,
      note: null,
    });
    robot.calibrate({ step: "confirm" });
    expect(() => robot.calibrate({ step: "save" })).toThrow("one joint is still to be looked at");
    robot.calibrate({ step: "turn", by: -10 });
    await still();
    robot.calibrate({ step: "confirm" });
    robot.calibrate({ step: "confirm" });
    await line.run(1);
    expect(robot.picture().calibration?.note).toContain("no range");
    robot.calibrate({ step: "turn", by: 20 });
    await still();
    robot.calibrate({ step: "confirm" });
    await still();
    expect(robot.picture().calibration).toMatchObject({ joint: null, note: null });
    robot.calibrate({ step: "save" });
    const found = { headYaw: { centre: 1_570, low: -10, high: 10 } };
    expect(JSON.parse(readFileSync(calibrationFile(file), "utf8"))).toEqual({ joints: found });
    const told = cues.at(-1);
    expect(told).toMatchObject({ kind: "body", body: { joints: [{ centre: 1_570, low: -10, high: 10 }] } });
    // It waits for a person, and then rests where they found that it rests.
    await opened();
    const before = line.pulses.length;
    await line.run(1_000);
    expect(line.pulses.length).toBe(before);
    robot.arm();
    await until(ready);
    expect(pulse()).toBe(1_570);
    expect(robot.picture().body.joints).toEqual([{ name: "headYaw", low: -10, high: 10, rest: 0 }]);
    expect(robot.outs).toHaveLength(1);
    expect(troubles).toEqual([]);
  });

  test("STOP holds it where it stands and ends it; it can only be left, and nothing is kept", async () => {
    await begun();
    robot.calibrate({ step: "turn", by: 10 });
    await line.run(1_000);
    robot.stop();
    await line.run(100);
    const held = pulse();
    expect(held).toBeGreaterThan(1_505);
    expect(held).toBeLessThan(1_595);
    await line.run(1_000);
    expect(pulse()).toBe(held);
    expect(robot.picture().calibration).toMatchObject({
      over: true,
      note: "Stopped: the robot holds where it stands. Nothing was saved: leave, and begin again.",
    });
    expect(() => robot.calibrate({ step: "arm" })).toThrow("this calibration is over");
    robot.calibrate({ step: "leave" });
    await opened();
    expect(existsSync(calibrationFile(file))).toBe(false);
  });

  test("ends when somebody comes within reach or the cable is pulled, and when a session begins", async () => {
    await begun();
    line.unplug();
    await line.run(10);
    expect(robot.picture().calibration).toMatchObject({
      over: true,
      note: expect.stringContaining("it was unplugged. Nothing was saved"),
    });
    line.plug();
    robot.leaveCalibration();
    await opened();
    expect(existsSync(calibrationFile(file))).toBe(false);
  });
});

test("closes in order, whatever it was doing", async () => {
  await until(unarmed);
  robot.calibrate({ step: "start" });
  let closed = false;
  void robot.close().then(() => {
    closed = true;
  });
  await line.run(500);
  expect(closed).toBe(true);
  expect(robot.picture().readiness).toBe("away");
});

describe("gestures of the rig's own", () => {
  const draft = (angle: number, time = 3) => ({
    label: "Look up",
    tracks: [{ joint: "headYaw", keyframes: [{ time, angle }] }],
  });

  test("are seen before they are kept, as the engine would play them", () => {
    const { poses, length, noise } = robot.preview(draft(40));
    expect(length).toBe(3);
    expect(poses).toHaveLength(61);
    expect([poses[0], poses[30], poses[60]]).toEqual([[0], [20], [40]]);
    expect(noise).toBe("quiet");
  });

  test("are refused with one sentence where they are too fast, or of another body", async () => {
    expect(() => robot.preview(draft(40, 0.9))).toThrow(/^"Look up" .*its limit is .*Cure: .*\.$/);
    await expect(robot.keepGesture(draft(60), null)).rejects.toThrow(/its range is -45° to 45°/);
    const other = { label: "Nod", tracks: [{ joint: "tail", keyframes: [{ time: 2, angle: 3 }] }] };
    expect(() => robot.preview(other)).toThrow('This robot has no joint "tail".');
    expect(papers.size).toBe(0);
  });

  test("are kept, written anew and taken away; the session hears of each", async () => {
    const name = await robot.keepGesture(draft(40), null);
    expect(robot.picture().gestures).toMatchObject([{ name, label: "Look up", length: 3_000, draft: draft(40) }]);
    expect(await robot.keepGesture(draft(20), name)).toBe(name);
    expect(cues.at(-1)).toMatchObject({ kind: "gestures", own: [{ name, unit: "seconds", ...draft(20) }] });
    const again = new RobotShelf(kept, "test");
    expect(again.gestures).toMatchObject([{ name, ...draft(20) }]);
    expect(new RobotShelf(kept, "another rig").gestures).toEqual([]);
    await robot.dropGesture(name);
    expect(robot.picture().gestures).toEqual([]);
    expect(cues.at(-1)).toEqual({ kind: "gestures", own: [] });
  });
});

test("the console shows what goes over the line, in words, and heartbeats only where they are wanted", async () => {
  await line.run(1_500);
  const lines = robot.console.since(0, true);
  expect(lines.some(({ to, says }) => to === "device" && says === "watchdog")).toBe(true);
  expect(lines.some(({ to, says }) => to === "host" && says.startsWith("sync {"))).toBe(true);
  for (const { bytes, says } of lines.filter(({ says }) => says.startsWith("sync"))) {
    expect(bytes, says).toMatch(/^f0 05( [0-7][0-9a-f])+ f7$/);
  }
  const quiet = robot.console.since(0, false);
  expect(quiet.some(({ says }) => says.startsWith("sync"))).toBe(false);
  const [first, ...rest] = quiet;
  expect(robot.console.since(first?.number ?? 0, false)).toEqual(rest);
});

test("what the validator says of a gesture is known in German", () => {
  const head = (angle: number, time: number) => ({
    label: "Up",
    tracks: [{ joint: "headYaw", keyframes: [{ time, angle }] }],
  });
  for (const draft of [
    head(40, 0.9),
    head(40, 1.4),
    head(4, 0.5),
    head(60, 5),
    { label: "x", tracks: [...head(1, 2).tracks, ...head(2, 3).tracks] },
  ]) {
    let told = "";
    try {
      robot.preview(draft);
    } catch (error) {
      told = (error as Error).message;
    }
    expect(told).not.toBe("");
    expect(isKnown(told, german.sentences), told).toBe(true);
  }
});
