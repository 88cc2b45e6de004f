import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Draws, seeded } from "../../src/engine/random.ts";
import { type Joint, pulseOf, STANDARD_BODY } from "../../src/engine/robot/body.ts";
import { boundsOf } from "../../src/engine/robot/bounds.ts";
import type { Millis } from "../../src/engine/time/units.ts";
import { largest, stepsOf } from "./bench.ts";
import { Desk, type Host } from "./host-process.ts";

/** How often the host is lost in each way: FIRMWARE_CASES=100 for the figure that a release states. */
const CASES = Number(process.env.FIRMWARE_CASES ?? 2);
/** From the loss to rest: a second of silence, the way at 20 °/s, half a second until the pulses end; and some more to see that. */
const LONG: Millis = 6_000;
/** The silence is noticed after a second; what was on its way brakes. */
const NOTICED: Millis = 1_300;
/** µs a frame: 20 °/s. */
const SLOW = 4;

let desk: Desk;
const hosts: Host[] = [];
beforeEach(async () => {
  desk = await Desk.open();
});
afterEach(async () => {
  for (const host of hosts.splice(0)) await host.kill();
  await desk.close();
});

async function newHost(): Promise<Host> {
  const host = await desk.host();
  hosts.push(host);
  return host;
}

const speedOf = (joint: Joint) => boundsOf(joint, false).speed * joint.microsPerDegree * 0.02;

/** Until it moves again, and then anywhere in a move. */
const someTime = (draws: Draws): Millis => 2_400 + 5 * draws.whole(0, 320);

/** A new host that wants to move from the first, and may. */
async function dancingHost(draws: Draws): Promise<Host> {
  const host = await newHost();
  await host.say({ kind: "dance" });
  await desk.until(host, ({ readiness }) => readiness === "unarmed", 4_000);
  await host.say({ kind: "arm" });
  await desk.until(host, ({ readiness }) => readiness === "ready", 8_000);
  await desk.together(host, someTime(draws));
  return host;
}

const moved = (from: Millis) =>
  STANDARD_BODY.joints.some(({ pin }) => largest(stepsOf(desk.pulsesOf(pin, from).map(({ width }) => width))) > 1);

const figures = { rest: 0, step: 0, over: Number.NEGATIVE_INFINITY };

/** After the loss each joint went to rest, slowly, and has been without pulses since. */
function expectRest(lost: Millis): void {
  for (const joint of STANDARD_BODY.joints) {
    const pulses = desk.pulsesOf(joint.pin, lost);
    const rest = pulseOf(joint, joint.rest);
    expect(Math.abs((pulses.at(-1)?.width ?? 0) - rest)).toBeLessThan(0.6);
    expect(pulses.at(-1)?.at).toBeLessThan(desk.now - 1_000);
    const steps = stepsOf(pulses.map(({ width }) => width));
    const slow = largest(stepsOf(pulses.filter(({ at }) => at > lost + NOTICED).map(({ width }) => width)));
    expect(largest(steps)).toBeLessThanOrEqual(speedOf(joint) + 0.5);
    expect(slow).toBeLessThanOrEqual(SLOW);
    const away = pulses.findLast(({ width }) => Math.abs(width - rest) >= 0.6);
    figures.rest = Math.max(figures.rest, (away?.at ?? lost) - lost);
    figures.step = Math.max(figures.step, slow);
    figures.over = Math.max(figures.over, largest(steps) - speedOf(joint));
  }
}

/** A host that is linked again moves nothing, whatever it had planned, until a person arms it; then it is at rest, and moves. */
async function expectStillUntilArmed(host: Host, draws: Draws): Promise<void> {
  await desk.until(host, ({ readiness }) => readiness === "unarmed", 9_000);
  const before = desk.pulses.length;
  const { leftOut } = host.told;
  await desk.together(host, 3_000);
  expect(desk.pulses.length).toBe(before);
  expect(host.told.readiness).toBe("unarmed");
  expect(host.told.leftOut).toBeGreaterThan(leftOut);
  const armed = desk.now;
  await host.say({ kind: "arm" });
  await desk.until(host, ({ readiness }) => readiness === "ready", 8_000);
  await desk.together(host, someTime(draws));
  for (const joint of STANDARD_BODY.joints)
    expect(Math.abs((desk.pulsesOf(joint.pin, armed)[0]?.width ?? 0) - pulseOf(joint, joint.rest))).toBeLessThan(0.6);
}

function report(what: string): void {
  const { rest, step, over } = figures;
  console.log(
    `${what}: ${CASES} of ${CASES} at rest, the last ${rest.toFixed(0)} ms after the loss; at most ${step.toFixed(2)} µs a frame once noticed, and ${(-over).toFixed(2)} µs under the joint's limit before`,
  );
  const log = desk.pulses.map(({ pin, at, width }) => `${pin} ${at} ${width}`).join("\n");
  console.log(`  ${desk.pulses.length} pulses, sha256 ${createHash("sha256").update(log).digest("hex")}`);
  Object.assign(figures, { rest: 0, step: 0, over: Number.NEGATIVE_INFINITY });
}

describe("a host process with Johnny-Five, lost while the robot moves", { timeout: 60_000 + 30_000 * CASES }, () => {
  it("killed: at rest, slowly; a new host moves nothing until a person arms the robot", async () => {
    const draws = new Draws(seeded(1, "killed"));
    let host = await dancingHost(draws);
    for (let round = 0; round < CASES; round += 1) {
      expect(moved(desk.now - 1_700)).toBe(true);
      const lost = desk.now;
      await host.kill();
      desk.alone(LONG);
      expectRest(lost);
      // A cable can be made so that opening it resets nothing; then the board itself knows that it lost its host.
      desk.resets = round % 2 === 0;
      host = await newHost();
      await host.say({ kind: "dance" });
      await expectStillUntilArmed(host, draws);
    }
    report("killed");
  });

  it("frozen: at rest, slowly; when it wakes nothing is made up for, and it asks to be armed", async () => {
    const draws = new Draws(seeded(1, "frozen"));
    const host = await dancingHost(draws);
    for (let round = 0; round < CASES; round += 1) {
      expect(moved(desk.now - 1_700)).toBe(true);
      const lost = desk.now;
      const { answered, told } = host;
      host.freeze();
      const answer = desk.ping(host);
      // It stays without an answer: the host is frozen indeed.
      for (let passed = 0; passed < LONG; passed += 100) {
        desk.alone(100);
        await new Promise((turn) => setImmediate(turn));
        expect(host.answered).toBe(answered);
      }
      expectRest(lost);
      await Promise.all([answer, desk.wake(host, LONG)]);
      // What it would have done meanwhile is left out, move by move.
      await desk.together(host, 20);
      expect(host.told.leftOut).toBeGreaterThanOrEqual(told.leftOut + 3);
      await expectStillUntilArmed(host, draws);
    }
    report("frozen");
  });

  it("its link cut, or carrying nothing: at rest, slowly; linked again, it asks to be armed", async () => {
    const draws = new Draws(seeded(1, "cut"));
    const host = await dancingHost(draws);
    for (let round = 0; round < CASES; round += 1) {
      expect(moved(desk.now - 1_700)).toBe(true);
      const lost = desk.now;
      desk.resets = draws.unit() < 0.5;
      // A cable that carries nothing is opened again and again, and no reset gets through either.
      const pulled = round % 2 === 0;
      if (pulled) await desk.unplug();
      else [desk.mute, desk.resets] = [true, false];
      await desk.together(host, LONG);
      expect(host.told.readiness).toBe("away");
      expectRest(lost);
      if (pulled) await desk.plug();
      desk.mute = false;
      await expectStillUntilArmed(host, draws);
    }
    report("link cut");
  });
});
