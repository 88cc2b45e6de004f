import { describe, expect, test } from "vitest";
import type { ChildGesture } from "../../src/engine/gestures/child-gesture.ts";
import type { MoveCommand } from "../../src/engine/robot/command.ts";
import { replay } from "../../src/engine/run/replay.ts";
import { ROBOT, withRobot } from "../helpers/robot-on-stage.ts";
import { type Changes, resources, type Stage } from "../helpers/stage.ts";

function begin(changes: Changes = {}): Stage {
  return withRobot(changes).wait(5_000);
}

function gesture(stage: Stage, kind: ChildGesture, count = 1): Stage {
  const now = stage.clock.now();
  const strokes = Array.from({ length: count }, (_, place) => now - 400 - 350 * (count - 1 - place));
  stage.conductor.dispatch({ kind: "gesture", device: "Wrist", gesture: kind, strength: 0.6, strokes });
  return stage;
}

function moves(stage: Stage, since: number): MoveCommand[] {
  return stage.log
    .flatMap(({ event, commands }) => (event.at >= since ? commands : []))
    .filter((command): command is MoveCommand => command.kind === "move");
}

/** Plays a phrase and waits until the partner has answered and leaves a space. */
function untilSpace(stage: Stage): Stage {
  stage.play([
    [0, 300, 60],
    [500, 300, 62],
    [1_000, 300, 64],
    [1_500, 300, 60],
  ]);
  for (let i = 0; i < 200 && stage.view.partner !== "space"; i++) stage.wait(100);
  expect(stage.view.partner).toBe("space");
  return stage.wait(1_000);
}

const said = (stage: Stage) => stage.view.decisions.map(({ text }) => text);

describe("the child's gestures in a session", () => {
  test.each([
    ["shake", 3, "The child shook its hand 3 times", "waveBack"],
    ["tap", 2, "The child tapped twice", "nod"],
    ["raise", 1, "The child raised its hand", "lookUp"],
    ["sway", 2, "The child swayed its arm twice", "swayBack"],
  ] as const)("%s ×%d is told, and the robot gives it back", (kind, count, text, back) => {
    const stage = begin();
    const at = stage.clock.now();
    gesture(stage, kind, count).wait(15_000);
    expect(said(stage)).toContain(text);
    const given = moves(stage, at).filter(({ gesture: name }) => name === back);
    expect(given.length).toBeGreaterThan(0);
    expect(given[0]?.at).toBeGreaterThanOrEqual(at + 400);
    expect(given[0]?.at).toBeLessThanOrEqual(at + 1_200);
  });

  test("stillness is answered by stillness", () => {
    const stage = begin();
    const at = stage.clock.now();
    gesture(stage, "still").wait(10_000);
    expect(said(stage)).toContain("The child holds still");
    expect(moves(stage, at)).toEqual([]);
  });

  test("in a space a gesture is the child's answer: the space ends, the partner answers on drums, the robot gives it back", () => {
    const stage = untilSpace(begin());
    const at = stage.clock.now();
    gesture(stage, "tap", 3);
    expect(stage.view.partner).not.toBe("space");
    expect(said(stage)).toContain("The child tapped 3 times: taken as its answer");
    stage.wait(8_000);
    const played = stage.partnerNotes.filter(({ onset }) => onset > at);
    expect(played.length).toBeGreaterThan(0);
    expect(new Set(played.map(({ voice }) => voice))).toEqual(new Set(["drum"]));
    expect(moves(stage, at).filter(({ gesture: name }) => name === "nod")[0]?.at).toBeLessThanOrEqual(at + 2_000);
  });

  test("holding still in a space is no answer", () => {
    const stage = untilSpace(begin());
    const before = stage.view.space.endsAt;
    gesture(stage, "still");
    expect(stage.view.partner).toBe("space");
    expect(stage.view.space.endsAt).toBe(before);
  });

  test("outside a space the music does not mind it", () => {
    const [with_, without] = [begin({ technique: "ground" }), begin({ technique: "ground" })].map((stage, place) => {
      stage.pretend("steady drummer", 1, 20_000);
      if (place === 0) gesture(stage, "shake", 4);
      return stage.pretend("steady drummer", 2, 20_000);
    });
    expect(with_?.partnerNotes).toEqual(without?.partnerNotes);
  });

  test("a robot that is not to answer gestures does not, and nobody answers before Start or after STOP", () => {
    const off = begin({ robot: { ...ROBOT, answersGestures: false } });
    const at = off.clock.now();
    gesture(off, "shake", 2).wait(10_000);
    expect(moves(off, at)).toEqual([]);
    const stopped = begin();
    stopped.conductor.stop();
    const before = stopped.log.length;
    gesture(stopped, "shake", 2).wait(10_000);
    expect(stopped.log.slice(before).flatMap(({ commands }) => commands)).toEqual([]);
    expect(said(stopped).some((text) => text.includes("shook"))).toBe(false);
  });

  test("a touch in a space is an answer too, and is nodded to when the hand is gone", () => {
    const stage = untilSpace(begin());
    stage.conductor.dispatch({ kind: "robot", cue: { kind: "touch", touched: true } });
    expect(stage.view.partner).not.toBe("space");
    expect(said(stage)).toContain("The robot was touched: taken as its answer");
  });

  test("what happened replays to the same commands", () => {
    const stage = untilSpace(begin());
    gesture(stage, "shake", 3).wait(6_000);
    stage.conductor.dispatch({ kind: "robot", cue: { kind: "touch", touched: true } });
    stage.wait(1_000).conductor.dispatch({ kind: "robot", cue: { kind: "touch", touched: false } });
    stage.wait(9_000);
    expect(replay(stage.settings, stage.lines, resources()).difference).toBeNull();
  });
});
