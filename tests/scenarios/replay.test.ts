import { expect, test } from "vitest";
import { replay } from "../../src/engine/run/replay.ts";
import { resources, Stage } from "../helpers/stage.ts";

test("a session is rig, seed and log: folded again, it gives the same commands byte for byte", () => {
  const stage = new Stage({ seed: 42 }).start().pretend("bursty", 5, 5 * 60_000);
  stage.conductor.stop();
  stage.conductor.dispatch({ kind: "continue" });
  stage.wait(60_000);
  const found = replay(stage.settings, stage.lines, resources());
  expect(found.events).toBe(stage.log.length);
  expect(found.commands).toBeGreaterThan(100);
  expect(found.difference).toBeNull();
});

test("another seed gives other commands, and the replay says where", () => {
  const stage = new Stage({ seed: 42 }).start().pretend("echoer", 5, 60_000);
  const found = replay({ ...stage.settings, seed: 43 }, stage.lines, resources());
  expect(found.difference?.line).toBeGreaterThan(1);
});

test("equal seeds give equal sessions, live", () => {
  const lines = () => new Stage({ seed: 9 }).start().pretend("sparse", 3, 120_000).lines;
  expect(lines()).toEqual(lines());
});
