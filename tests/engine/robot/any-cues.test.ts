import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { boundsOf, peakAcceleration, peakSpeed, SHORTEST_MOVE } from "../../../src/engine/robot/bounds.ts";
import type { RobotCommand } from "../../../src/engine/robot/command.ts";
import { type Cue, ROBOT_LEVELS, type Scene } from "../../../src/engine/robot/cue.ts";
import { restPose } from "../../../src/engine/robot/pose.ts";
import { REPERTOIRE } from "../../../src/engine/robot/repertoire.ts";
import { beatAt, movesIn, play, SCENE, type Story } from "./stage.ts";

const DOINGS = ["silent", "listening", "breath", "playing", "accompanying", "space", "waiting", "ending"] as const;
const CARDS = [
  "answer",
  "imitate",
  "synchronise",
  "follow",
  "ground",
  "exaggerate",
  "hello",
  "hold",
  "silence",
  "none",
];
const NAMES = REPERTOIRE.map(({ name }) => name);

const kinds: Record<string, fc.Arbitrary<object>> = {
  partner: fc.record({ doing: fc.constantFrom(...DOINGS), card: fc.constantFrom(...CARDS) }),
  onset: fc.record({ pad: fc.boolean() }),
  phrase: fc.record({ strokes: fc.integer({ min: 0, max: 12 }) }),
  giveBack: fc.record({
    gesture: fc.constantFrom("waveBack", "nod", "lookUp", "swayBack", "somersault"),
    times: fc.integer({ min: 0, max: 9 }),
  }),
  touch: fc.record({ touched: fc.constantFrom(true, false, false) }),
  pause: fc.constant({}),
  go: fc.constant({}),
  gesture: fc.record({ name: fc.constantFrom(...NAMES, "somersault") }),
  stop: fc.constant({}),
  quiet: fc.record({ on: fc.constantFrom(true, false, false) }),
  break: fc.record({ on: fc.constantFrom(true, false, false) }),
  rest: fc.constant({}),
  reach: fc.record({ within: fc.constantFrom(true, false, false) }),
  clear: fc.constant({}),
  armed: fc.record({
    pose: fc.constantFrom(restPose(SCENE.body), null, { ...restPose(SCENE.body), armRight: 70, headYaw: -45 }),
  }),
  lost: fc.constant({}),
  wake: fc.constant({}),
  spaceOver: fc.constant({}),
};
const WEIGHTS: Record<string, number> = {
  partner: 20,
  gesture: 12,
  onset: 6,
  clear: 16,
  phrase: 4,
  giveBack: 6,
  go: 4,
  spaceOver: 6,
};

/** A cue without its time, and how long after the one before it comes. */
const cue = fc.oneof(
  ...Object.entries(kinds).map(([kind, rest]) => ({
    weight: WEIGHTS[kind] ?? 1,
    arbitrary: fc.record({ gap: fc.integer({ min: 0, max: 4_000 }), rest: rest.map((more) => ({ kind, ...more })) }),
  })),
  {
    weight: 3,
    arbitrary: fc.record({
      gap: fc.integer({ min: 0, max: 2_000 }),
      rest: fc.record({
        kind: fc.constant("space"),
        ahead: fc.integer({ min: 0, max: 6_000 }),
        lasts: fc.integer({ min: 2_000, max: 12_000 }),
      }),
    }),
  },
);

const scenes = fc.record({
  level: fc.constantFrom(...ROBOT_LEVELS, "normal" as const, "normal" as const, "normal" as const),
  sensitive: fc.boolean(),
  lights: fc.constantFrom("off" as const, "still" as const, "slow" as const),
  mirrorsPads: fc.boolean(),
  mayCelebrate: fc.boolean(),
  onlyWhenChildPlays: fc.boolean(),
  loudness: fc.constantFrom(null, -40, -12, 0),
  tempo: fc.constantFrom(null, 50, 60, 73, 96, 120, 140),
});

const stories = fc
  .record({ cues: fc.array(cue, { minLength: 5, maxLength: 60 }), scene: scenes })
  .map(({ cues, scene: { tempo, ...chosen } }) => {
    let at = 100;
    const timed = cues.map(({ gap, rest }) => {
      at += gap;
      const { ahead, lasts, ...told } = rest as { kind: string; ahead?: number; lasts?: number };
      if (ahead === undefined || lasts === undefined) return { ...told, at } as Cue;
      return { kind: "space", at, begins: at + ahead, ends: at + ahead + lasts } as Cue;
    });
    const sceneAt = (when: number): Scene => ({ ...SCENE, ...chosen, beat: tempo ? beatAt(when, tempo) : null });
    const start: Cue[] = [
      { kind: "armed", at: 0, pose: restPose(SCENE.body) },
      { kind: "clear", at: 50 },
    ];
    const all = [...start, ...timed];
    return { cues: all, sceneAt, story: play(all, at + 40_000, sceneAt) };
  });

const runs = { numRuns: 400 };
type Told = Pick<typeof SCENE, "sensitive"> & object;

/** Joints as a judge of its own follows them: the angles they may be at, and when they are still. */
function judge(story: Story, cues: readonly Cue[], { sensitive }: Told) {
  const joints = new Map(SCENE.body.joints.map((joint) => [joint.name, joint]));
  const places = new Map<string, { low: number; high: number }>();
  const busy = new Map<string, number>();
  const log: { when: number; after: number; told: Cue | RobotCommand }[] = [
    ...cues
      .map((told, place) => ({ when: told.at, after: place + 0.5, told }))
      .filter(({ told: { kind } }) => kind === "armed" || kind === "lost"),
    ...story.given.map(({ when, after, command }) => ({ when, after, told: command })),
  ].sort((one, other) => one.after - other.after);
  const pending: { joint: string; to: number; begins: number; ends: number }[] = [];
  const settle = (at: number) => {
    for (const move of pending.filter(({ ends }) => ends <= at)) {
      places.set(move.joint, { low: move.to, high: move.to });
      pending.splice(pending.indexOf(move), 1);
    }
  };
  for (const { when, told } of log) {
    if (told.kind === "armed" || told.kind === "lost") {
      pending.length = 0;
      busy.clear();
      for (const joint of joints.values()) {
        const at = told.kind === "armed" ? told.pose?.[joint.name] : undefined;
        places.set(joint.name, at === undefined ? { low: joint.low, high: joint.high } : { low: at, high: at });
      }
    } else if (told.kind === "hold" || told.kind === "freeze") {
      settle(when);
      for (const { joint, to } of pending) {
        const place = places.get(joint) ?? { low: to, high: to };
        places.set(joint, { low: Math.min(place.low, to), high: Math.max(place.high, to) });
      }
      pending.length = 0;
      busy.clear();
    } else if (told.kind === "move") {
      for (const { joint: name, to, over } of told.joints) {
        settle(told.at);
        const joint = joints.get(name);
        const place = places.get(name);
        if (!joint || !place) throw new Error(`no ${name}`);
        const bounds = boundsOf(joint, sensitive);
        const far = Math.max(Math.abs(to - place.low), Math.abs(to - place.high));
        expect(to).toBeGreaterThanOrEqual(joint.low);
        expect(to).toBeLessThanOrEqual(joint.high);
        expect(over).toBeGreaterThanOrEqual(SHORTEST_MOVE - 1e-3);
        expect(peakSpeed(far, over)).toBeLessThanOrEqual(bounds.speed + 1e-3);
        expect((peakSpeed(far, over) * Math.PI * joint.reach) / 180).toBeLessThanOrEqual(0.2001);
        expect(peakAcceleration(far, over)).toBeLessThanOrEqual(bounds.acceleration + 1e-3);
        expect(told.at).toBeGreaterThanOrEqual((busy.get(name) ?? 0) - 1e-3);
        expect(told.at - when).toBeGreaterThanOrEqual(100);
        busy.set(name, told.at + over);
        pending.push({ joint: name, to, begins: told.at, ends: told.at + over });
      }
    }
  }
}

describe("whatever the robot is told", () => {
  test("each move is inside range, speed, tip speed and acceleration, at least 800 ms long, and sent ahead", () => {
    fc.assert(
      fc.property(stories, ({ story, cues, sceneAt }) => judge(story, cues, sceneAt(0))),
      runs,
    );
  });

  test("it moves", () => {
    const counts = fc.sample(stories, { numRuns: 300, seed: 3 }).map(({ story }) => movesIn(story).length);
    expect(counts.filter((count) => count > 5).length).toBeGreaterThan(30);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(500);
  });

  test("nothing moves in a space that was told early enough, and none begins in any", () => {
    fc.assert(
      fc.property(stories, ({ story, cues }) => {
        for (const space of cues) {
          if (space.kind !== "space") continue;
          const place = cues.indexOf(space);
          const over = cues
            .slice(place + 1)
            .find(
              (other) =>
                other.kind === "spaceOver" ||
                other.kind === "space" ||
                (other.kind === "partner" && other.at >= space.begins),
            );
          const ends = Math.min(space.ends, over?.at ?? Number.POSITIVE_INFINITY);
          const still = Math.max(0, ...story.stillFrom.filter(({ when }) => when < space.at).map(({ still }) => still));
          for (const move of movesIn(story)) {
            const inside = move.at >= space.begins && move.at < ends;
            if (move.after <= place) continue;
            expect(inside).toBe(false);
            if (still > space.begins) continue;
            const last = move.at + Math.max(...move.joints.map(({ over }) => over));
            expect(last > space.begins + 1e-6 && move.at < ends).toBe(false);
          }
        }
      }),
      runs,
    );
  });

  test("nothing is sent while somebody is within reach or touches it, after STOP, after a lost link, or before somebody looked", () => {
    fc.assert(
      fc.property(stories, ({ story, cues }) => {
        for (const { after } of movesIn(story)) {
          const before = cues.slice(0, after);
          const last = (kinds: readonly string[]) => before.findLast(({ kind }) => kinds.includes(kind));
          const reach = last(["reach"]);
          expect(reach?.kind === "reach" && reach.within).toBe(false);
          const touch = last(["touch"]);
          expect(touch?.kind === "touch" && touch.touched).toBe(false);
          expect(["armed", "clear"]).toContain(last(["stop", "lost", "armed", "clear"])?.kind);
          const armed = before.findLastIndex(({ kind }) => kind === "armed");
          const forbidden = before.findLastIndex(({ kind }) => kind === "stop" || kind === "lost");
          const looked = before.findLastIndex(({ kind }) => kind === "clear");
          expect(looked > armed && armed > forbidden).toBe(true);
        }
      }),
      runs,
    );
  });

  test("STOP freezes in the same step", () => {
    fc.assert(
      fc.property(stories, ({ story, cues }) => {
        for (const cue of cues) {
          if (cue.kind === "stop")
            expect(story.given.some(({ when, command }) => when === cue.at && command.kind === "freeze")).toBe(true);
        }
      }),
      runs,
    );
  });

  test("the ring is never brighter than 30 %, no change is quicker than 300 ms or sooner than a second after another", () => {
    fc.assert(
      fc.property(stories, ({ story, cues }) => {
        let last = { at: Number.NEGATIVE_INFINITY, brightness: 0 };
        for (const { command } of story.given) {
          if (command.kind !== "light") continue;
          expect(command.brightness).toBeLessThanOrEqual(0.3);
          expect(command.over).toBeGreaterThanOrEqual(300);
          const stopped = cues.some(({ kind, at }) => kind === "stop" && at === command.at);
          if (command.at - last.at < 1_000) expect(stopped && command.brightness <= 0.06).toBe(true);
          last = command;
        }
      }),
      runs,
    );
  });
});
