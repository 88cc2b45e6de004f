import type { Draws } from "../random.ts";
import { type Act, type Blow, swell } from "./act.ts";
import type { ArmPose } from "./arm.ts";
import type { Wearer } from "./wearer.ts";

/** Everyday movement: what an arm does that means nothing to the sensor. Much of it is like a gesture, and none is one. */
export const EVERYDAY = [
  "playing",
  "scratching",
  "walking",
  "reaching",
  "to the face",
  "fidgeting",
  "putting down",
] as const;
export type Everyday = (typeof EVERYDAY)[number];

/** Several slow movements at once that never come back to the same place. */
function wander(draws: Draws, slowest: number, fastest: number): (t: number) => number {
  const parts = Array.from({ length: 4 }, () => ({
    rate: draws.between(slowest, fastest),
    from: 2 * Math.PI * draws.unit(),
    size: draws.between(0.3, 1),
  }));
  const all = parts.reduce((sum, { size }) => sum + size, 0);
  return (t) =>
    parts.reduce((sum, { rate, from, size }) => sum + size * Math.sin(2 * Math.PI * rate * t + from), 0) / all;
}

interface Course {
  readonly seconds: number;
  readonly moves: (t: number) => Partial<ArmPose>;
  readonly blows?: readonly Blow[];
}

/** Fingers on keys: the hand wanders along them, each key is a small bump. */
function playing(wearer: Wearer, draws: Draws): Course {
  const seconds = draws.between(2.5, 7);
  const along = wander(draws, 0.1, 0.5);
  const bobs = wander(draws, 0.8, 2.6);
  const blows: Blow[] = [];
  for (let at = 0.4; at < seconds - 0.2; at += (0.32 / wearer.tempo) * draws.between(0.5, 2)) {
    const force = draws.between(0.03, 0.3) * Math.sqrt(wearer.tapForce);
    blows.push({
      at,
      force: [draws.normal(0, 0.3) * force, draws.normal(0, 0.3) * force, force],
      rate: draws.between(14, 34),
      decay: draws.between(0.01, 0.025),
    });
  }
  return {
    seconds,
    blows,
    moves: (t) => {
      const on = swell(t, seconds, 0.5);
      return {
        y: 0.14 * along(t) * on,
        yaw: 0.2 * along(t) * on,
        pitch: 0.05 * bobs(t) * on,
        roll: 0.1 * bobs(t) * on,
      };
    },
  };
}

/** Small, quick and short: as quick as a shake, and a fraction of it. */
function scratching(wearer: Wearer, draws: Draws): Course {
  const seconds = draws.between(1.2, 2.6);
  const rate = draws.between(3.2, 5.5) * Math.sqrt(wearer.tempo);
  const size = draws.between(0.02, 0.055);
  const shift = draws.between(0.001, 0.005);
  const roll = draws.between(0.3, 0.9);
  return {
    seconds,
    moves: (t) => {
      const there = swell(t, seconds, 0.4);
      const now = Math.sin(2 * Math.PI * rate * t) * swell(t - 0.35, seconds - 0.7, 0.15);
      return { pitch: 0.35 * there + size * now, roll: roll * there + size * now, x: shift * now, y: shift * now };
    },
  };
}

/** Steps: the body goes up and down, the arm swings once for two of them. */
function walking(wearer: Wearer, draws: Draws): Course {
  const seconds = draws.between(3, 8);
  const steps = 1.9 * wearer.tempo ** 0.5 * draws.between(0.85, 1.15);
  const [bob, swing] = [draws.between(0.008, 0.022), draws.between(0.05, 0.3)];
  const hangs = -draws.between(0.5, 1.1);
  return {
    seconds,
    blows: Array.from({ length: Math.floor((seconds - 0.6) * steps) }, (_, place) => ({
      at: 0.4 + place / steps,
      force: [0.1 * draws.unit(), 0.1 * draws.normal(), draws.between(0.05, 0.3)] as const,
      rate: draws.between(8, 16),
      decay: draws.between(0.02, 0.05),
    })),
    moves: (t) => {
      const on = swell(t, seconds, 0.6);
      const step = 2 * Math.PI * steps * t;
      return {
        pitch: (hangs + swing * Math.sin(step / 2)) * on,
        z: bob * Math.sin(step) * on,
        x: bob * Math.cos(step) * on,
      };
    },
  };
}

/** There and back, or away for a while: the arm rises a little and goes aside. */
function reaching(wearer: Wearer, draws: Draws): Course {
  const go = (0.8 / wearer.tempo) * draws.between(0.7, 1.4);
  const seconds = 2 * go + draws.between(0.1, 1.4);
  const to = {
    pitch: draws.between(-0.35, 0.4),
    yaw: draws.normal(0, 0.5),
    roll: draws.normal(0, 0.5),
    x: draws.between(0.05, 0.3),
    y: draws.normal(0, 0.1),
    z: draws.between(-0.1, 0.15),
  };
  return {
    seconds,
    moves: (t) => {
      const now = swell(t, seconds, go);
      return Object.fromEntries(Object.entries(to).map(([part, size]) => [part, size * now]));
    },
  };
}

/** The hand to the face: up like a raised one, but turned, and bent. */
function toTheFace(wearer: Wearer, draws: Draws): Course {
  const go = (0.8 / wearer.tempo) * draws.between(0.8, 1.4);
  const seconds = 2 * go + draws.between(0.4, 2.5);
  const [high, turned, aside] = [draws.between(0.6, 1), draws.between(1.1, 1.9), draws.between(0.6, 1.2)];
  const rubs = draws.between(0, 0.03);
  return {
    seconds,
    moves: (t) => {
      const now = swell(t, seconds, go);
      const rub = rubs * Math.sin(2 * Math.PI * 2.3 * t) * swell(t - go, seconds - 2 * go, 0.2);
      return { pitch: high * now + rub, roll: turned * now, yaw: aside * now + rub };
    },
  };
}

function fidgeting(_: Wearer, draws: Draws): Course {
  const seconds = draws.between(1.5, 5);
  const size = draws.between(0.03, 0.16);
  const [one, two, three] = [wander(draws, 0.3, 2), wander(draws, 0.3, 2), wander(draws, 0.3, 2)];
  return {
    seconds,
    moves: (t) => {
      const on = size * swell(t, seconds, 0.4);
      return { pitch: one(t) * on, roll: 1.5 * two(t) * on, yaw: three(t) * on, y: 0.1 * two(t) * on };
    },
  };
}

/** Something is put down, or the hand drops onto the lap: one dull bump, no more. */
function puttingDown(wearer: Wearer, draws: Draws): Course {
  const seconds = draws.between(1.2, 2);
  const at = draws.between(0.45, 0.7);
  const force = draws.between(0.12, 0.45);
  const [low, forward] = [draws.between(0.1, 0.4), draws.between(0, 0.15)];
  return {
    seconds,
    blows: [
      { at, force: [0.3 * force, 0.1 * force, force], rate: draws.between(5, 11), decay: draws.between(0.03, 0.07) },
    ],
    moves: (t) => {
      const now = swell(t, seconds, at / wearer.tempo ** 0.2, 0.5);
      return { pitch: -low * now, x: forward * now };
    },
  };
}

const COURSES: Readonly<Record<Everyday, (wearer: Wearer, draws: Draws) => Course>> = {
  playing,
  scratching,
  walking,
  reaching,
  "to the face": toTheFace,
  fidgeting,
  "putting down": puttingDown,
};

/** A piece of everyday movement of this kind, as this wearer makes it. */
export function drawEveryday(name: Everyday, wearer: Wearer, draws: Draws): Act {
  const { seconds, moves, blows = [] } = COURSES[name](wearer, draws);
  return { kind: "other", name, seconds, from: 0, until: seconds, strokes: [], moves, blows };
}
