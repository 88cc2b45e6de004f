import type { Draws } from "../random.ts";
import { type Act, type Blow, ease, swell } from "./act.ts";
import type { ArmPose } from "./arm.ts";
import type { ChildGesture } from "./child-gesture.ts";
import type { Turn, Wearer } from "./wearer.ts";

/** A phase that runs on unevenly: cycles done after some seconds. */
function unevenly(rate: number, sloppiness: number, draws: Draws): (t: number) => number {
  const parts = [0.31, 0.53, 0.87].map((share) => ({
    rate: share * rate,
    size: 0.09 * sloppiness * draws.unit(),
    from: 2 * Math.PI * draws.unit(),
  }));
  return (t) =>
    rate * t + parts.reduce((sum, part) => sum + part.size * Math.sin(2 * Math.PI * part.rate * t + part.from), 0);
}

/** To and fro: so many cycles of turns, and of the elbow. */
function toAndFro(
  kind: ChildGesture,
  wearer: Wearer,
  draws: Draws,
  how: {
    readonly rate: number;
    readonly cycles: number;
    readonly angle: number;
    readonly shift: number;
    readonly mix: Readonly<Record<Turn, number>>;
  },
): Act {
  const { rate, cycles, angle, shift, mix } = how;
  const seconds = cycles / rate;
  const done = unevenly(rate, wearer.sloppiness, draws);
  const [lean, first] = [draws.between(-0.4, 0.4), draws.between(0, 0.25)];
  const grows = draws.normal(0, 0.2 * wearer.sloppiness);
  const edge = Math.min(0.45 / rate, seconds / 3);
  const wave = (t: number) => Math.sin(2 * Math.PI * (done(t) + first)) * (1 + grows * (t / seconds - 0.5));
  return {
    kind,
    name: kind,
    seconds,
    from: 0,
    until: seconds,
    strokes: Array.from({ length: Math.round(cycles) }, (_, place) => (place + 0.25) / rate),
    blows: [],
    moves: (t) => {
      const now = wave(t) * swell(t, seconds, edge);
      return {
        pitch: angle * mix.pitch * now,
        yaw: angle * mix.yaw * now,
        roll: 1.4 * angle * mix.roll * now,
        y: shift * now,
        z: shift * lean * now,
      };
    },
  };
}

function shake(wearer: Wearer, draws: Draws): Act {
  return toAndFro("shake", wearer, draws, {
    rate: Math.max(2.4, 3.7 * wearer.tempo * draws.between(0.85, 1.2)),
    cycles: draws.whole(3, 9),
    angle: 0.27 * wearer.amplitude * draws.between(0.75, 1.3),
    shift: 0.022 * wearer.amplitude * draws.unit(),
    mix: wearer.shakes,
  });
}

function sway(wearer: Wearer, draws: Draws): Act {
  return toAndFro("sway", wearer, draws, {
    rate: Math.min(1.15, 0.68 * wearer.tempo * draws.between(0.75, 1.25)),
    cycles: draws.whole(2, 5),
    angle: 0.48 * wearer.amplitude * draws.between(0.75, 1.3),
    shift: 0.11 * wearer.amplitude * draws.unit(),
    mix: wearer.sways,
  });
}

/** A hand lifted and let fall on something, so many times. */
function tap(wearer: Wearer, draws: Draws): Act {
  const count = draws.whole(1, 4);
  const gap = (0.43 / wearer.tempo) * draws.between(0.75, 1.35);
  const lift = 0.17 * wearer.amplitude * draws.between(0.7, 1.3);
  const [fall, up] = [Math.min(0.09, 0.3 * gap), Math.min(0.2, 0.6 * gap)];
  const uneven = (0.03 + 0.05 * wearer.sloppiness) * gap;
  const strokes = Array.from(
    { length: count },
    (_, place) => fall + up + place * gap + Math.max(-2, Math.min(2, draws.normal())) * (place === 0 ? 0 : uneven),
  );
  const blows = strokes.map((at): Blow => {
    const force = wearer.tapForce * draws.between(0.6, 1.35);
    return {
      at,
      force: [draws.normal(0, 0.25) * force, draws.normal(0, 0.2) * force, force],
      rate: draws.between(14, 34),
      decay: draws.between(0.012, 0.032),
    };
  });
  const seconds = (strokes.at(-1) ?? 0) + 0.35;
  return {
    kind: "tap",
    name: "tap",
    seconds,
    from: strokes[0] ?? 0,
    until: (strokes.at(-1) ?? 0) + 0.2,
    strokes,
    blows,
    moves: (t) => {
      let lifted = 0;
      for (const at of strokes) lifted += ease((t - at + fall + up) / up) * (1 - ease((t - at + fall) / fall));
      return { pitch: lift * lifted, z: 0.15 * lift * lifted };
    },
  };
}

/** The hand goes up, stays a moment and comes down. */
function raise(wearer: Wearer, draws: Draws): Act {
  const up = (0.75 / wearer.tempo) * draws.between(0.7, 1.4);
  const stays = draws.between(0.5, 1.8);
  const down = up * draws.between(0.9, 1.6);
  const high = Math.max(0.85, 1.15 * Math.sqrt(wearer.amplitude) * draws.between(0.85, 1.2));
  const [lifts, turns, rolls] = [0.22 * draws.unit(), draws.normal(0, 0.2), draws.normal(0, 0.25)];
  const seconds = up + stays + down;
  return {
    kind: "raise",
    name: "raise",
    seconds,
    from: 0,
    until: up + Math.min(0.4, stays),
    strokes: [0],
    blows: [],
    moves: (t) => {
      const now = swell(t, seconds, up, down);
      return { pitch: high * now, z: lifts * now, yaw: turns * now, roll: rolls * now };
    },
  };
}

/** Nothing at all, for some seconds. Half a second in which the arm comes to rest is no stillness yet. */
function still(_: Wearer, draws: Draws): Act {
  const seconds = draws.between(3.2, 6);
  const nothing: Partial<ArmPose> = {};
  return {
    kind: "still",
    name: "still",
    seconds,
    from: STILL_AFTER,
    until: seconds,
    strokes: [STILL_AFTER],
    blows: [],
    moves: () => nothing,
  };
}

/** After so many seconds without movement a hand is still. */
export const STILL_AFTER = 1;

const ACTS: Readonly<Record<ChildGesture, (wearer: Wearer, draws: Draws) => Act>> = { shake, tap, raise, sway, still };

/** A gesture as this wearer makes it. */
export function drawGesture(kind: ChildGesture, wearer: Wearer, draws: Draws): Act {
  return ACTS[kind](wearer, draws);
}
