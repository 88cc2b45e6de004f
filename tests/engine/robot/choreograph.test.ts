import { describe, expect, test } from "vitest";
import { Draws, seeded } from "../../../src/engine/random.ts";
import type { Cue } from "../../../src/engine/robot/cue.ts";
import { restPose } from "../../../src/engine/robot/pose.ts";
import { arrivals, beatAt, gesturesIn, movesIn, play, READY, SCENE } from "./stage.ts";

const accompany = (at: number, card: string): Cue => ({ kind: "partner", at, doing: "accompanying", card });
const partner = (at: number, doing: Extract<Cue, { kind: "partner" }>["doing"], card = "answer"): Cue => ({
  kind: "partner",
  at,
  doing,
  card,
});

describe("the nod's lowest point is on a beat", () => {
  test.each([
    [60, 2],
    [70, 2],
    [80, 4],
    [96, 4],
    [110, 4],
    [120, 4],
    [140, 4],
  ])("at %d BPM, every %d beats", (tempo, every) => {
    const story = play([...READY, accompany(1_100, "synchronise")], 40_000, (at) => ({
      ...SCENE,
      beat: beatAt(at, tempo),
    }));
    const lows = arrivals(story, "headPitch", -10);
    const period = 60_000 / tempo;
    expect(lows.length).toBeGreaterThan(30_000 / (every * period));
    for (const low of lows) expect(Math.abs(low / period - Math.round(low / period))).toBeLessThan(1e-6);
    for (const [place, low] of lows.entries())
      if (place > 0) expect((low - (lows[place - 1] ?? 0)) / period).toBeCloseTo(every, 6);
    // The first of them begins a bar where it does not go with every beat.
    expect(Math.round((lows[0] ?? 0) / period) % every).toBe(0);
  });

  test("also when every wake comes up to 50 ms late", () => {
    const draws = new Draws(seeded(5, "late"));
    const late = () => draws.between(0, 50);
    const scene = (at: number) => ({ ...SCENE, beat: beatAt(at, 120) });
    const lows = arrivals(play([...READY, accompany(1_000, "follow")], 60_000, scene, late), "headPitch", -7.5);
    expect(lows.length).toBeGreaterThan(25);
    for (const low of lows) expect(Math.abs(low / 500 - Math.round(low / 500))).toBeLessThan(1e-6);
  });
});

test("the sway turns on the beat, at half the pulse or slower", () => {
  const story = play([...READY, accompany(1_000, "ground")], 30_000, (at) => ({ ...SCENE, beat: beatAt(at, 60) }));
  const sides = [...arrivals(story, "bodySway", -6), ...arrivals(story, "bodySway", 6)].sort((a, b) => a - b);
  expect(sides.length).toBeGreaterThan(20);
  for (const [place, side] of sides.entries()) {
    expect(side % 1_000).toBeCloseTo(0, 6);
    if (place > 0) expect(side - (sides[place - 1] ?? 0)).toBeCloseTo(1_000, 6);
  }
});

test("without a beat nobody dances", () => {
  expect(movesIn(play([...READY, accompany(1_000, "synchronise")], 20_000))).toEqual([]);
});

describe("the turns of an answer", () => {
  const turn: Cue[] = [
    ...READY,
    partner(100, "listening"),
    { kind: "onset", at: 5_000, pad: false },
    partner(8_000, "breath"),
    partner(8_400, "playing"),
    { kind: "space", at: 8_500, begins: 14_000, ends: 19_000 },
    partner(14_000, "space"),
    { kind: "spaceOver", at: 19_000 },
    partner(19_000, "listening"),
  ];

  test("listen, my turn, your turn, listen", () => {
    expect(gesturesIn(play(turn, 30_000))).toEqual(["listen", "myTurn", "yourTurn", "listen"]);
  });

  test("the reply begins 400–1200 ms after the cue", () => {
    const first = movesIn(play(turn, 30_000)).find(({ gesture }) => gesture === "myTurn");
    expect(first?.at).toBeGreaterThanOrEqual(8_400);
    expect(first?.at).toBeLessThanOrEqual(9_200);
  });

  test("all is still in the space, and the light stays as it is", () => {
    const { given } = play(turn, 30_000);
    for (const { command, when } of given) {
      expect(when >= 14_000 && when < 19_000).toBe(false);
      if (command.kind === "move")
        for (const { over } of command.joints) expect(command.at + over <= 14_000 || command.at >= 19_000).toBe(true);
    }
  });

  test("when the space comes too soon for an open arm, the robot looks; when too soon for that, it is still", () => {
    const soon = (begins: number): Cue[] => [
      ...READY,
      partner(100, "playing", "answer"),
      { kind: "space", at: 6_000, begins, ends: begins + 5_000 },
    ];
    expect(gesturesIn(play(soon(8_000), 12_000))).toEqual(["myTurn", "look"]);
    expect(gesturesIn(play(soon(6_900), 12_000))).toEqual(["myTurn"]);
  });

  test("who begins the space when the robot says that it is still never sees it move", () => {
    for (let early = 0; early <= 3_000; early += 100) {
      const told = play([...READY, partner(5_000, "breath")], 5_400 + early);
      const still = Math.max(...told.stillFrom.map(({ still }) => still));
      const begins = Math.max(5_400 + early, still);
      const story = play(
        [...READY, partner(5_000, "breath"), { kind: "space", at: 5_400 + early, begins, ends: begins + 9_000 }],
        30_000,
      );
      for (const { at, joints } of movesIn(story))
        for (const { over } of joints) expect(at + over).toBeLessThanOrEqual(begins);
    }
  });
});

describe("echoes", () => {
  const phrase = (strokes: number): Cue[] => [
    ...READY,
    partner(100, "listening", "imitate"),
    { kind: "phrase", at: 6_000, strokes },
  ];
  const taps = (strokes: number, loudness: number | null = null) => {
    const story = play(phrase(strokes), 30_000, () => ({ ...SCENE, loudness }));
    return movesIn(story).filter(({ gesture }) => gesture === "drum");
  };

  test.each([
    [1, 1],
    [3, 3],
    [5, 5],
    [12, 5],
  ])("%d strokes are %d taps", (strokes, count) => {
    // One move to where the tapping begins, then down and up.
    expect(taps(strokes)).toHaveLength(1 + 2 * count);
  });

  test("they are smaller, and smaller still after soft playing", () => {
    const depth = (loudness: number) => {
      const angles = taps(2, loudness).flatMap(({ joints }) => joints.map(({ to }) => to));
      return Math.max(...angles) - Math.min(...angles);
    };
    expect(depth(-6)).toBeCloseTo(0.7 * 12, 6);
    expect(depth(-30)).toBeCloseTo(0.35 * 12, 6);
  });

  test("strokes on pads are mirrored as they come, one tap at a time", () => {
    const strokes: Cue[] = [7_000, 7_200, 7_400].map((at) => ({ kind: "onset", at, pad: true }));
    const story = play([...READY, ...strokes], 20_000, () => ({ ...SCENE, mirrorsPads: true }));
    const drum = movesIn(story).filter(({ gesture }) => gesture === "drum");
    expect(drum).toHaveLength(3);
    expect(drum[0]?.at).toBe(7_400);
    expect(movesIn(play([...READY, ...strokes], 20_000))).toEqual([]);
  });
});

describe("what forbids the robot to move", () => {
  const dance = [accompany(1_000, "synchronise")];
  const withBeat = (at: number) => ({ ...SCENE, beat: beatAt(at, 90) });

  test("nobody armed it", () => expect(movesIn(play(dance, 10_000, withBeat))).toEqual([]));

  test("nobody said that no one is within reach", () => {
    const story = play([READY[0] as Cue, ...dance], 10_000, withBeat);
    expect(movesIn(story)).toEqual([]);
    expect(story.end.said).toContain("Nobody within reach?");
  });

  test("somebody is within reach: it holds at once, and goes on two seconds after they left", () => {
    const story = play(
      [...READY, ...dance, { kind: "reach", at: 8_000, within: true }, { kind: "reach", at: 12_000, within: false }],
      30_000,
      withBeat,
    );
    expect(story.given.filter(({ command }) => command.kind === "hold").map(({ when }) => when)).toEqual([8_000]);
    expect(movesIn(story).some(({ when }) => when >= 8_000 && when < 14_000)).toBe(false);
    expect(movesIn(story).some(({ when }) => when > 14_000)).toBe(true);
  });

  test("STOP freezes, and neither continuing nor the beat moves it until it is armed and looked at again", () => {
    const stopped = play([...READY, ...dance, { kind: "stop", at: 8_000 }], 30_000, withBeat);
    expect(stopped.given.filter(({ command }) => command.kind === "freeze").map(({ when }) => when)).toEqual([8_000]);
    expect(movesIn(stopped).every(({ when }) => when < 8_000)).toBe(true);
    const armed: Cue[] = [
      { kind: "armed", at: 20_000, pose: { ...restPose(SCENE.body), headPitch: -4.5 } },
      { kind: "clear", at: 21_000 },
    ];
    const again = play(
      [...READY, ...dance, { kind: "stop", at: 8_000 }, ...armed, accompany(22_000, "follow")],
      40_000,
      withBeat,
    );
    expect(movesIn(again).some(({ when }) => when > 8_000 && when < 21_000)).toBe(false);
    expect(movesIn(again).some(({ when }) => when >= 21_000)).toBe(true);
  });

  test.each(["off", "still"] as const)("its level is %s", (level) => {
    expect(movesIn(play([...READY, ...dance], 10_000, (at) => ({ ...withBeat(at), level })))).toEqual([]);
  });

  test("quiet; and the dance goes on afterwards", () => {
    const story = play(
      [...READY, ...dance, { kind: "quiet", at: 6_000, on: true }, { kind: "quiet", at: 16_000, on: false }],
      30_000,
      withBeat,
    );
    expect(movesIn(story).some(({ when }) => when >= 6_000 && when < 16_000)).toBe(false);
    expect(movesIn(story).some(({ when }) => when >= 16_000)).toBe(true);
  });

  test("in a break it goes to rest and stays there", () => {
    const story = play(
      [...READY, partner(500, "playing"), { kind: "break", at: 6_000, on: true }, ...dance],
      40_000,
      withBeat,
    );
    expect(gesturesIn(story).at(-1)).toBe("rest");
    expect(story.end.motion.places.armRight).toEqual({ low: -60, high: -60 });
  });

  test("a lost link", () => {
    const story = play([...READY, ...dance, { kind: "lost", at: 7_000 }], 30_000, withBeat);
    expect(movesIn(story).every(({ when }) => when < 7_000)).toBe(true);
  });

  test("celebrating is off", () => {
    const asked: Cue[] = [...READY, { kind: "gesture", at: 500, name: "celebrate" }];
    expect(gesturesIn(play(asked, 10_000))).toEqual(["celebrate"]);
    expect(movesIn(play(asked, 10_000, () => ({ ...SCENE, mayCelebrate: false })))).toEqual([]);
  });

  test("the freeze game stands still", () => {
    const story = play(
      [...READY, accompany(1_000, "stopGo"), { kind: "pause", at: 9_000 }, { kind: "go", at: 14_000 }],
      30_000,
      withBeat,
    );
    expect(movesIn(story).some(({ when }) => when >= 9_000 && when < 14_000)).toBe(false);
    expect(gesturesIn(story)).toEqual(["nod", "go", "nod"]);
  });
});

test("the first move after stillness is announced by a light, 400 ms before", () => {
  const { given } = play([...READY, { kind: "gesture", at: 5_000, name: "wave" }], 6_000);
  const light = given.find(({ command, when }) => command.kind === "light" && when === 5_000)?.command;
  const move = given.find(({ command }) => command.kind === "move")?.command;
  expect(light).toMatchObject({ kind: "light", brightness: 0.2 });
  expect((move?.at ?? 0) - (light?.at ?? 0)).toBeGreaterThanOrEqual(400);
});

test("equal cues give equal commands", () => {
  const cues = [...READY, accompany(1_000, "pace")];
  const scene = (at: number) => ({ ...SCENE, beat: beatAt(at, 77), loudness: -12 });
  expect(play(cues, 20_000, scene)).toEqual(play(cues, 20_000, scene));
});
