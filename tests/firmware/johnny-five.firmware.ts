import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import {
  encodeDistance,
  encodeGesture,
  encodeLimits,
  encodeStop,
  encodeSync,
  TOUCH_PIN,
} from "../../src/hardware/robot/wire.ts";
import { BODY } from "./bench.ts";
import { inLockstep, type Stage } from "./lockstep.ts";

/** A host's whole visit: handshake, arming, Johnny-Five's own servos, a gesture, STOP, and sensors. */
async function visit({ uno, pulses, reports, io, board, five, run }: Stage) {
  const beat = setInterval(() => io.sysexCommand(encodeSync(1)), 200);
  io.sysexCommand(encodeDistance({ channel: 0, near: 225, far: 168 }));
  for (const joint of BODY) {
    io.sysexCommand(encodeLimits(joint));
    await run(60);
  }
  io.sysexCommand(encodeStop("clear"));
  await run(60);
  const head = new five.Servo({ board, pin: 9, pwmRange: [600, 2400], startAt: 90 });
  const touch = new five.Button({ board, pin: TOUCH_PIN });
  let touches = 0;
  touch.on("press", () => {
    touches += 1;
  });
  const distance = new five.Sensor({ board, pin: "A0", freq: 50 });
  uno.setVolts(0, 0.5);
  await run(500);
  head.to(110);
  await run(1000);
  const reached = pulses.findLast(({ pin }) => pin === 9)?.width;
  uno.setLevel(TOUCH_PIN, true);
  await run(50);
  uno.setLevel(TOUCH_PIN, false);
  const answer = reports.findLast((report) => report.kind === "sync");
  io.sysexCommand(
    encodeGesture({
      clear: false,
      start: Math.round(uno.cycles / 16_000) + 200,
      keyframes: [
        { pin: 10, after: 500, pulse: 1400 },
        { pin: 10, after: 1000, pulse: 1500 },
        { pin: 5, after: 800, pulse: 1000 },
      ],
    }),
  );
  await run(900);
  io.sysexCommand(encodeStop("hold"));
  await run(300);
  clearInterval(beat);
  const log = pulses.map(({ pin, at, width }) => `${pin} ${at} ${width}`).join("\n");
  return {
    hash: createHash("sha256").update(log).digest("hex"),
    pulses: pulses.length,
    reached,
    touches,
    distance: distance.value,
    firmware: io.firmware.name,
    clock: answer?.kind === "sync" ? answer.clock : undefined,
    at: uno.cycles / 16_000,
    state: reports.findLast((report) => report.kind === "status")?.condition.state,
  };
}

describe("Johnny-Five, firmata-io and the released firmware in one simulated time", () => {
  it("understand one another, and give the same pulses to the cycle each time", async () => {
    const first = await inLockstep(visit);
    const second = await inLockstep(visit);
    console.log(`${first.pulses} pulses, sha256 ${first.hash}`);
    expect(second).toEqual(first);
    expect(first.firmware).toBe("gesture-robot");
    // 110° of 180° over 600–2400 µs.
    expect(first.reached).toBe(1700 * 16);
    expect(first.touches).toBe(1);
    expect(first.distance).toBe(Math.floor((0.5 / 5) * 1024));
    expect(first.state).toBe("held");
    expect(first.pulses).toBeGreaterThan(800);
  });

  it("agree on the time to a few milliseconds", async () => {
    const errors = await inLockstep(async ({ uno, reports, io, run }) => {
      const found: number[] = [];
      for (let id = 0; id < 20; id += 1) {
        const asked = uno.cycles / 16_000;
        io.sysexCommand(encodeSync(id));
        const before = reports.length;
        while (reports.length === before) await run(1);
        const answered = uno.cycles / 16_000;
        const report = reports.at(-1);
        if (report?.kind !== "sync") continue;
        expect(report.id).toBe(id);
        expect(answered - asked).toBeLessThanOrEqual(6);
        found.push(report.clock - (asked + answered) / 2);
        await run(37);
      }
      return found;
    });
    expect(errors.length).toBe(20);
    for (const error of errors) expect(Math.abs(error)).toBeLessThanOrEqual(3);
  });

  it("show a reboot as a version that nobody asked for", async () => {
    const versions = await inLockstep(async ({ uno, io, run }) => {
      let seen = 0;
      io.on("reportversion", () => {
        seen += 1;
      });
      await run(500);
      const before = seen;
      uno.reset();
      await run(200);
      return seen - before;
    });
    expect(versions).toBe(1);
  });
});
