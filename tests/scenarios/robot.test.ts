import { describe, expect, test } from "vitest";
import { STANDARD_BODY } from "../../src/engine/robot/body.ts";
import type { MoveCommand } from "../../src/engine/robot/command.ts";
import { CHARACTERS } from "../../src/hardware/child/character.ts";
import { ROBOT, withRobot } from "../helpers/robot-on-stage.ts";
import { Stage } from "../helpers/stage.ts";

function moves(stage: Stage): MoveCommand[] {
  return stage.log.flatMap(({ commands }) =>
    commands.filter((command): command is MoveCommand => command.kind === "move"),
  );
}

/** The spaces that the child was given. */
function spacesOf(stage: Stage): { from: number; to: number }[] {
  return stage.moments.flatMap(({ at, state, spaceEndsAt }, place) => {
    if (state !== "space" || spaceEndsAt === null) return [];
    return [{ from: at, to: Math.min(spaceEndsAt, stage.moments[place + 1]?.at ?? spaceEndsAt) }];
  });
}

describe("a robot in the session", () => {
  test("does nothing before a person armed it and said that nobody is within reach", () => {
    const stage = new Stage({ robot: ROBOT, technique: "ground" }).start().pretend("steady drummer", 1, 60_000);
    expect(moves(stage)).toEqual([]);
    stage.conductor.dispatch({ kind: "robot", cue: { kind: "armed", pose: null } });
    stage.wait(20_000);
    expect(moves(stage)).toEqual([]);
  });

  test("dances while the partner keeps the beat, and shows whose turn it is in Answer", () => {
    const ground = withRobot({ technique: "ground" }).pretend("steady drummer", 1, 60_000);
    expect(moves(ground).map(({ gesture }) => gesture)).toContain("sway");
    const answer = withRobot().pretend("steady drummer", 1, 120_000);
    const gestures = new Set(moves(answer).map(({ gesture }) => gesture));
    expect(gestures).toContain("myTurn");
    expect([...gestures].some((gesture) => gesture === "yourTurn" || gesture === "look")).toBe(true);
  });

  test.each(CHARACTERS.map(({ name }) => name))("with %s nothing moves in any space", (character) => {
    const stage = withRobot({ steering: { space: 4_000 } }).pretend(character, 2, 180_000);
    const spaces = spacesOf(stage);
    for (const move of moves(stage)) {
      const ends = move.at + Math.max(...move.joints.map(({ over }) => over));
      const within = spaces.find(({ from, to }) => ends > from + 1e-6 && move.at < to - 1e-6);
      expect(within, `${move.gesture}, from ${move.at} to ${ends}`).toBeUndefined();
    }
  });

  test("is still when a space begins: the space waits for a move that was sent before it was known", () => {
    const stage = withRobot({ steering: { space: 4_000 } })
      .play([[0, 150, 64]])
      .wait(12_000);
    const [first] = spacesOf(stage);
    const listening = moves(stage).find(({ gesture }) => gesture === "listen");
    const stillFrom = (listening?.at ?? 0) + Math.max(...(listening?.joints ?? []).map(({ over }) => over));
    expect(stage.partnerNotes.find(({ onset }) => onset > 0)?.end).toBeLessThan(stillFrom);
    expect(first).toMatchObject({ from: stillFrom, to: stillFrom + 4_000 });
  });

  test("freezes with STOP, in the same step, and moves no more until it is armed again", () => {
    const stage = withRobot({ technique: "ground" }).pretend("steady drummer", 1, 30_000);
    stage.conductor.stop();
    const stopped = stage.log.at(-1);
    expect(stopped?.commands.map(({ kind }) => kind)).toContain("freeze");
    const before = moves(stage).length;
    stage.conductor.dispatch({ kind: "continue" });
    stage.wait(30_000);
    expect(moves(stage)).toHaveLength(before);
  });

  test("is moved otherwise as the therapist wishes it, and calibrated anew it waits to be armed", () => {
    const stage = withRobot({ technique: "ground" }).pretend("steady drummer", 1, 30_000);
    const farthest = (from: number) =>
      Math.max(
        ...moves(stage)
          .slice(from)
          .flatMap(({ joints }) => joints.map(({ to }) => Math.abs(to))),
      );
    const before = moves(stage).length;
    stage.conductor.dispatch({ kind: "robot", cue: { kind: "wish", change: { size: 0.4, lights: "still" } } });
    expect(stage.view.robot?.wishes).toMatchObject({ size: 0.4, speed: 1, lights: "still" });
    stage.wait(2_000);
    const smaller = moves(stage).length;
    stage.wait(20_000);
    expect(moves(stage).length).toBeGreaterThan(smaller);
    expect(farthest(smaller)).toBeLessThan(0.5 * farthest(0));
    expect(before).toBeGreaterThan(0);
    const body = { ...STANDARD_BODY, joints: STANDARD_BODY.joints.map((joint) => ({ ...joint, centre: 1_480 })) };
    stage.conductor.dispatch({ kind: "robot", cue: { kind: "body", body } });
    expect(stage.view.robot).toMatchObject({ armed: false, ready: false });
    const last = moves(stage).length;
    stage.wait(10_000);
    expect(moves(stage)).toHaveLength(last);
    expect(stage.conductor.session.robot?.body.joints[0]?.centre).toBe(1_480);
  });

  test("holds when somebody comes within reach", () => {
    const stage = withRobot({ technique: "ground" }).pretend("steady drummer", 1, 30_000);
    stage.conductor.dispatch({ kind: "robot", cue: { kind: "reach", within: true } });
    const before = moves(stage).length;
    stage.wait(10_000);
    expect(moves(stage)).toHaveLength(before);
  });
});
