import { describe, expect, test } from "vitest";
import { STANDARD_BODY } from "../../../src/engine/robot/body.ts";
import type { Cue, RobotAutonomy } from "../../../src/engine/robot/cue.ts";
import type { Gesture } from "../../../src/engine/robot/gesture.ts";
import { gestureFacts } from "../../../src/engine/robot/gesture-facts.ts";
import { refusalOf } from "../../../src/engine/robot/lint.ts";
import { REPERTOIRE } from "../../../src/engine/robot/repertoire.ts";
import { beatAt, gesturesIn, movesIn, play, READY, SCENE } from "./stage.ts";

const facts = (change: Partial<typeof SCENE> = {}, beat = 600) =>
  new Map(gestureFacts(REPERTOIRE, STANDARD_BODY, { ...SCENE, ...change }, beat).map((each) => [each.name, each]));

describe("what there is to know of a gesture", () => {
  test.each(["bow", "lookLeft", "myTurn", "celebrate"])("%s lasts as long as it is said to", (name) => {
    const story = play([...READY, { kind: "gesture", at: 1_000, name }], 30_000);
    const moves = movesIn(story).flatMap(({ at, joints }) => joints.map(({ over }) => [at, at + over] as const));
    const began = Math.min(...moves.map(([from]) => from));
    const length = Math.max(...moves.map(([, to]) => to)) - began;
    // What holds still at the end is part of the gesture and no move.
    expect(facts().get(name)?.length).toBeGreaterThanOrEqual(length - 1);
    expect(facts().get(name)?.length).toBeLessThanOrEqual(length + 2_500);
  });

  test("smaller is quieter, and a slower robot takes longer", () => {
    expect(facts().get("lookLeft")?.noise).toBe("medium");
    expect(facts({ size: 0.25 }).get("lookLeft")?.noise).toBe("quiet");
    expect(facts({ speed: 0.5 }).get("lookLeft")?.length).toBeGreaterThan(facts().get("lookLeft")?.length ?? 0);
  });

  test("a gesture in beats goes with the beat", () => {
    expect(facts({}, 1_000).get("sway")?.length).not.toBe(facts({}, 600).get("sway")?.length);
  });
});

const gesture = (angle: number, time: number): Gesture => ({
  name: "own1",
  label: "Up",
  unit: "seconds",
  tracks: [{ joint: "headYaw", keyframes: [{ time, angle }] }],
});

describe("a gesture that somebody writes", () => {
  test("is refused with one sentence and a cure where it is too fast, too short or outside the range", () => {
    expect(refusalOf(STANDARD_BODY, gesture(40, 0.9))).toMatch(/^"own1" .* its limit is \d+ °\/s²?\. Cure: .*\.$/);
    expect(refusalOf(STANDARD_BODY, gesture(4, 0.5))).toMatch(/no move is shorter than 800 ms/);
    expect(refusalOf(STANDARD_BODY, gesture(60, 5))).toMatch(/its range is -45° to 45°/);
  });

  test("is taken where the limits allow it", () => expect(refusalOf(STANDARD_BODY, gesture(40, 3))).toBeUndefined());
});

describe("what the robot may do by itself", () => {
  const turn: Cue[] = [
    ...READY,
    { kind: "partner", at: 100, doing: "listening", card: "answer" },
    { kind: "partner", at: 8_000, doing: "breath", card: "answer" },
    { kind: "space", at: 8_500, begins: 14_000, ends: 19_000 },
    { kind: "partner", at: 14_000, doing: "space", card: "answer" },
    { kind: "spaceOver", at: 19_000 },
    { kind: "partner", at: 20_000, doing: "accompanying", card: "synchronise" },
    { kind: "gesture", at: 40_000, name: "bow" },
  ];
  const shown = (autonomy: RobotAutonomy) =>
    new Set(gesturesIn(play(turn, 50_000, (at) => ({ ...SCENE, autonomy, beat: beatAt(at, 60) }))));

  test("all: turns and the beat", () =>
    expect([...shown("all")]).toEqual(expect.arrayContaining(["listen", "nod", "bow"])));
  test("turns: no dance", () => {
    expect([...shown("turns")]).toEqual(expect.arrayContaining(["listen", "yourTurn", "bow"]));
    expect([...shown("turns")]).not.toContain("nod");
  });
  test("asked: what the therapist asks for and nothing else", () => expect([...shown("asked")]).toEqual(["bow"]));
});
