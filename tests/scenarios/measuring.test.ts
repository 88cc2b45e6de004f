import { expect, test } from "vitest";
import { DEFAULT_PROFILE } from "../../src/engine/session/profile.ts";
import { Stage } from "../helpers/stage.ts";

const measure = (stage: Stage, play: "noise" | "nothing" | number) =>
  stage.conductor.dispatch({ kind: "measure", play });
const commands = (stage: Stage) => stage.log.flatMap((entry) => entry.commands).filter(({ kind }) => kind !== "wake");

test("noise comes up by 6 dB a second to −20 dBFS, and ends when it is asked to, by itself, at STOP and at Start", () => {
  const on = { kind: "noise", level: -20, rise: 6 };
  const end = { kind: "noise", level: null };
  const asked = new Stage();
  measure(asked, "noise");
  expect(asked.view.ear.noise).toBe(true);
  measure(asked, "nothing");
  expect(commands(asked)).toMatchObject([on, end]);
  const left = new Stage();
  measure(left, "noise");
  left.wait(41_000);
  expect(commands(left)).toMatchObject([on, { ...end, at: 40_000 }]);
  const stopped = new Stage();
  measure(stopped, "noise");
  stopped.conductor.stop();
  expect(stopped.view.ear.noise).toBe(false);
  measure(stopped, "noise");
  expect(commands(stopped)).toMatchObject([on, { kind: "silence" }]);
  const started = new Stage();
  measure(started, "noise");
  started.start();
  expect(commands(started).slice(0, 2)).toMatchObject([on, end]);
  measure(started, "noise");
  expect(commands(started).filter(({ kind }) => kind === "noise")).toHaveLength(2);
});

test("a note to measure by is never louder than the child's limit, and no note of a session", () => {
  const stage = new Stage({ profile: { ...DEFAULT_PROFILE, velocityCap: 70, topNote: 60, lowNote: 36 } });
  measure(stage, 32);
  measure(stage, 96);
  expect(commands(stage)).toMatchObject([
    { kind: "noteOn", velocity: 32, pitch: 57 },
    { kind: "noteOff" },
    { kind: "noteOn", velocity: 70 },
    { kind: "noteOff" },
  ]);
  stage.start();
  const before = stage.log.length;
  measure(stage, 64);
  expect(stage.log.slice(before).flatMap((entry) => entry.commands)).toEqual([]);
});

test("what was measured holds the cap, and is told", () => {
  const ear = { readings: [{ velocity: 64, level: 68 }], approximate: true };
  const stage = new Stage({ ear });
  expect(stage.settings.profile.velocityCap).toBe(60);
  expect(stage.view.ear).toMatchObject({ ceiling: { equivalent: 70, fastest: 80 }, level: { approximate: true } });
  expect(stage.view.ear.level?.most.equivalent).toBeLessThanOrEqual(70);
  expect(new Stage().view.ear.level).toBeNull();
});
