import { afterEach, expect, test } from "vitest";
import { Draws, seeded } from "../../../src/engine/random.ts";
import { STANDARD_BODY } from "../../../src/engine/robot/body.ts";
import { choreograph } from "../../../src/engine/robot/choreograph.ts";
import { newChoreography } from "../../../src/engine/robot/choreography.ts";
import type { Cue } from "../../../src/engine/robot/cue.ts";
import { restPose } from "../../../src/engine/robot/pose.ts";
import { loadFirmata } from "../../../src/hardware/robot/firmata.ts";
import { openRobot } from "../../../src/hardware/robot/robot.ts";
import { systemClock } from "../../../src/hardware/system-clock.ts";
import { beatAt, SCENE } from "../../engine/robot/stage.ts";
import { Lockstep, writeDown } from "./lockstep.ts";

let line: Lockstep | undefined;
afterEach(() => line?.end());

/** The middle of each stretch of pulses at the nod's lowest, in ms of the board's time. */
function lowestPoints(pulses: readonly { at: number; width: number }[], lowest: number): number[] {
  const low = pulses.filter(({ width }) => Math.abs(width - lowest) < 1);
  const groups: number[][] = [];
  for (const { at } of low) {
    const group = groups.at(-1);
    if (group && at - (group.at(-1) ?? 0) < 100) group.push(at);
    else groups.push([at]);
  }
  // A pulse counts when it has come to its end.
  return groups.map((times) => lowest / 1_000 + ((times[0] ?? 0) + (times.at(-1) ?? 0)) / 2);
}

test("the nod's lowest point is within 25 ms of the beat at the servo's pin, whatever the host's jitter of 50 ms", async () => {
  line = new Lockstep();
  await loadFirmata();
  const stage = line;
  const { told, listener } = writeDown();
  const robot = openRobot(
    { name: "Robot", body: STANDARD_BODY, line: () => stage.open, measured: false },
    systemClock,
    listener,
  );
  const readiness = () => told.readiness.at(-1)?.readiness;
  await stage.until(() => readiness() === "unarmed", 3_000);
  robot.arm();
  await stage.until(() => readiness() === "ready", 8_000);
  const draws = new Draws(seeded(4, "jitter"));
  stage.jitter = () => draws.between(0, 50);
  await stage.run(3_000);
  for (const tempo of [60, 140]) {
    const zero = stage.hostNow;
    const began = stage.now;
    let state = newChoreography(STANDARD_BODY);
    let wake: number | null = null;
    const tell = (cue: Cue) => {
      const reaction = choreograph(state, cue, { ...SCENE, beat: beatAt(cue.at, tempo) });
      state = reaction.choreography;
      // A wake may come late as well.
      wake = reaction.wake === null ? null : reaction.wake + draws.between(0, 50);
      for (const command of reaction.commands) robot.play({ ...command, at: zero + command.at });
    };
    tell({ kind: "armed", at: 0, pose: restPose(STANDARD_BODY) });
    tell({ kind: "clear", at: 0 });
    tell({ kind: "partner", at: 100, doing: "accompanying", card: "synchronise" });
    while (stage.now < began + 14_000) {
      await stage.run(1);
      const at = stage.hostNow - zero;
      if (wake !== null && at >= wake) tell({ kind: "wake", at });
    }
    const period = 60_000 / tempo;
    // A nod that is under way when the time is over is none.
    const lows = lowestPoints(stage.pulsesOf(10), 1_400).filter((low) => low > began && low < began + 13_500);
    expect(lows.length).toBeGreaterThanOrEqual(5);
    const errors = lows.map((low) => {
      const beats = (low - began) / period;
      return Math.round((beats - Math.round(beats)) * period * 10) / 10;
    });
    if (process.env.FIGURES) console.log(tempo, errors);
    for (const error of errors) expect(Math.abs(error)).toBeLessThanOrEqual(25);
    tell({ kind: "rest", at: stage.hostNow - zero });
    await stage.run(4_000);
  }
  expect(told.refusals).toEqual([]);
}, 240_000);
