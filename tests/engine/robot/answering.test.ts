import { describe, expect, test } from "vitest";
import { STANDARD_BODY } from "../../../src/engine/robot/body.ts";
import type { Cue } from "../../../src/engine/robot/cue.ts";
import { arrivals, beatAt, gesturesIn, movesIn, play, READY, SCENE } from "./stage.ts";

const made = (at: number, gesture: string, times = 1): Cue => ({ kind: "giveBack", at, gesture, times });
const touch = (at: number, touched: boolean): Cue => ({ kind: "touch", at, touched });

describe("giving the child's gestures back", () => {
  test.each([
    ["waveBack", "wrist", 16, 1],
    ["waveBack", "wrist", 16, 2],
    ["nod", "headPitch", -10, 3],
    ["swayBack", "bodySway", 6, 2],
    ["lookUp", "headPitch", 8, 1],
  ])("%s with %s: as often as it was made", (gesture, joint, angle, times) => {
    const story = play([...READY, made(5_000, gesture, times)], 40_000);
    expect(arrivals(story, joint, angle)).toHaveLength(times);
    expect(gesturesIn(story)).toEqual([gesture]);
    const [first] = movesIn(story);
    expect(first?.at).toBeGreaterThanOrEqual(5_400);
    expect(first?.at).toBeLessThanOrEqual(6_200);
  });

  test("never more than three times", () => {
    expect(arrivals(play([...READY, made(5_000, "nod", 12)], 60_000), "headPitch", -10)).toHaveLength(3);
  });

  test("what the child does while it moves is part of it", () => {
    const story = play([...READY, made(5_000, "nod", 3), made(6_000, "waveBack"), made(7_000, "nod", 3)], 60_000);
    expect(gesturesIn(story)).toEqual(["nod"]);
    expect(arrivals(story, "headPitch", -10)).toHaveLength(3);
  });

  test("a body without the joint for it nods", () => {
    const body = { ...STANDARD_BODY, joints: STANDARD_BODY.joints.filter(({ name }) => name !== "wrist") };
    expect(gesturesIn(play([...READY, made(5_000, "waveBack")], 20_000, () => ({ ...SCENE, body })))).toEqual(["nod"]);
  });

  test("out of a dance, which then goes on", () => {
    const cues: Cue[] = [
      ...READY,
      { kind: "partner", at: 100, doing: "accompanying", card: "ground" },
      made(12_000, "waveBack", 2),
    ];
    const story = play(cues, 40_000, (at) => ({ ...SCENE, beat: beatAt(at, 80) }));
    expect(gesturesIn(story)).toEqual(["sway", "waveBack", "sway"]);
  });

  test("the turn that follows waits until it is over", () => {
    const cues: Cue[] = [
      ...READY,
      made(5_000, "nod", 3),
      { kind: "partner", at: 5_000, doing: "breath", card: "answer" },
      { kind: "space", at: 5_300, begins: 16_000, ends: 21_000 },
    ];
    const story = play(cues, 15_900);
    expect(arrivals(story, "headPitch", -10)).toHaveLength(3);
    expect(gesturesIn(story)).toEqual(["nod"]);
  });

  test.each<[string, Cue[]]>([
    ["before it is armed", [made(5_000, "nod")]],
    ["in a space", [...READY, { kind: "space", at: 1_000, begins: 4_000, ends: 9_000 }, made(5_000, "nod")]],
    ["while somebody is within reach", [...READY, { kind: "reach", at: 4_000, within: true }, made(5_000, "nod")]],
    ["while it is touched", [...READY, touch(4_000, true), made(5_000, "nod")]],
    ["in a break", [...READY, { kind: "break", at: 1_000, on: true }, made(9_000, "nod")]],
    ["after STOP", [...READY, { kind: "stop", at: 1_000 }, made(5_000, "nod")]],
  ])("not %s", (_, cues) => {
    const story = play(cues, 30_000);
    expect(movesIn(story).filter(({ gesture }) => gesture === "nod")).toEqual([]);
  });
});

describe("a touch", () => {
  test("is nodded to, softly and once, when the hand is gone", () => {
    const story = play([...READY, touch(5_000, true), touch(6_000, false)], 30_000);
    const lows = arrivals(story, "headPitch", -6);
    expect(lows).toHaveLength(1);
    expect(movesIn(story)[0]?.at).toBeGreaterThanOrEqual(7_400);
    expect(movesIn(story)[0]?.at).toBeLessThanOrEqual(8_500);
  });

  test("makes a moving robot hold", () => {
    const { given } = play([...READY, made(5_000, "nod", 3), touch(6_000, true)], 30_000);
    expect(given.filter(({ command }) => command.kind === "hold").map(({ when }) => when)).toEqual([6_000]);
    expect(given.filter(({ command, when }) => command.kind === "move" && when >= 6_000)).toEqual([]);
  });

  test("many of them are nodded to two seconds of stillness apart at the least", () => {
    const cues = Array.from({ length: 40 }, (_, place) => touch(5_000 + 500 * place, place % 2 === 0));
    const story = play([...READY, ...cues], 60_000);
    const nods = movesIn(story).filter(({ joints }) => joints.some(({ to }) => to === -6));
    const ends = arrivals(story, "headPitch", 0);
    expect(nods.length).toBeGreaterThan(0);
    nods.forEach(({ at }, place) => {
      if (place > 0) expect(at - (ends[place - 1] ?? 0)).toBeGreaterThanOrEqual(2_000);
    });
  });

  test("of somebody who stays within reach is nodded to after that, or not at all", () => {
    const within = (at: number, on: boolean): Cue => ({ kind: "reach", at, within: on });
    const soon = [...READY, within(4_000, true), touch(5_000, true), touch(6_000, false), within(8_000, false)];
    expect(movesIn(play(soon, 30_000))[0]?.at).toBeGreaterThanOrEqual(10_400);
    const late = [...READY, within(4_000, true), touch(5_000, true), touch(6_000, false), within(20_000, false)];
    expect(movesIn(play(late, 60_000))).toEqual([]);
  });

  test("in a space is not nodded to before that is over", () => {
    const cues: Cue[] = [
      ...READY,
      { kind: "space", at: 1_000, begins: 4_000, ends: 9_000 },
      touch(5_000, true),
      touch(5_500, false),
      { kind: "spaceOver", at: 9_000 },
    ];
    for (const { at } of movesIn(play(cues, 30_000)).filter(({ gesture }) => gesture === "nod"))
      expect(at).toBeGreaterThanOrEqual(9_400);
  });
});
