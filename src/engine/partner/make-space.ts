import type { Decibels, Millis } from "../time/units.ts";
import { accompany, type Style } from "./accompaniment.ts";
import { AHEAD, beginsBar } from "./grid.ts";
import { GROUND } from "./ground.ts";
import { takeIn } from "./hearing.ts";
import { wishOf } from "./manner.ts";
import { isOffering, leaveSpace, takeTurns, turnUp } from "./offer.ts";
import { NO_LAYERS } from "./sounding.ts";
import type { Cue, Reaction, Scene, Technique } from "./technique.ts";
import { playLayers } from "./voices.ts";

/** A drone that is held in the space where the partner kept a beat before. practice.md 5. */
const DRONE: Decibels = -12;

/** The bar is finished as it was begun; the drone comes in under it. */
const FINISHING: Style = {
  ...GROUND,
  says: "Finishes the bar",
  wish: (scene) => ({ ...wishOf(scene), layers: { ...scene.partner.sounding.layers, drone: 1, line: 0 } }),
};

/** Nothing but the drone. */
const HELD: Style = {
  says: "Holds a drone",
  follow: 1,
  pace: 1,
  still: true,
  wish: (scene) => {
    const wished = wishOf(scene);
    return { ...wished, level: wished.level + DRONE, layers: { ...NO_LAYERS, drone: 1 } };
  },
  fill: playLayers,
};

function seconds(space: Millis): string {
  return `${Math.round(space / 1_000)} s`;
}

/** The bar is over: the beat stops and the space begins on the bar line, with the drone alone. */
function stopAtBar(scene: Scene, cue: Cue, bar: Millis): Reaction {
  const { partner, steering } = scene;
  const { sounding } = partner;
  const layers = { ...NO_LAYERS, drone: sounding.layers.drone };
  const stopped = {
    ...scene,
    partner: { ...partner, sounding: { ...sounding, level: sounding.level + DRONE, layers } },
  };
  const held = accompany(stopped, cue, HELD);
  const begun = { ...held.partner, remembered: { kind: "makeSpace", finishing: false } as const };
  const childPlays = scene.listening.phrase.length > 0;
  const left: Reaction = childPlays
    ? { partner: { ...begun, state: "listening", spaceEndsAt: null } }
    : leaveSpace(begun, bar, steering.space);
  return {
    ...held,
    ...left,
    wakes: [...(held.wakes ?? []), ...(left.wakes ?? [])],
    decision: childPlays
      ? "Stops, and leaves the child its turn"
      : `Stops, and leaves ${seconds(steering.space)} of space`,
  };
}

function onBeat(scene: Scene, cue: Cue): Reaction {
  const { partner } = scene;
  const { grid, remembered, state, spaceEndsAt } = partner;
  if (!grid) return { partner };
  if (remembered?.kind !== "makeSpace" || !remembered.finishing) {
    const held = accompany(scene, cue, HELD);
    return { ...held, partner: { ...held.partner, state, spaceEndsAt } };
  }
  return beginsBar(grid) ? stopAtBar(scene, cue, Math.max(cue.at, grid.beat)) : accompany(scene, cue, FINISHING);
}

/** The child plays: an offer ends, a bar or a drone goes on, softer. */
function onOnset(scene: Scene, cue: Cue): Reaction {
  const { partner } = scene;
  const { grid, remembered } = partner;
  if (!grid || isOffering(partner)) return takeTurns(scene, cue);
  const under = accompany(scene, cue, HELD);
  const finishing = remembered?.kind === "makeSpace" && remembered.finishing;
  return finishing ? under : { ...under, partner: { ...under.partner, state: "listening", spaceEndsAt: null } };
}

/** Make space: finishes the bar, stops and waits; then offers again once, softer, where that is allowed. */
export const makeSpace: Technique = {
  name: "makeSpace",
  label: "Make space",
  card: true,
  keepsTime: true,
  react(scene, cue) {
    const { partner, steering } = scene;
    switch (cue.kind) {
      case "enter":
        if (partner.grid && partner.grid.beat > cue.at - AHEAD) {
          const remembered = { kind: "makeSpace", finishing: true } as const;
          return {
            partner: { ...partner, state: "accompanying", remembered, offeredAgain: 0 },
            decision: `Finishes the bar, then leaves ${seconds(steering.space)} of space`,
          };
        }
        return {
          ...turnUp(partner),
          ...leaveSpace({ ...turnUp(partner).partner, offeredAgain: 0 }, cue.at, steering.space),
          decision: `Leaves ${seconds(steering.space)} of space`,
        };
      case "phrase": {
        const up = turnUp(takeIn(scene, cue.phrase));
        const finishing = partner.remembered?.kind === "makeSpace" && partner.remembered.finishing;
        return finishing ? up : { ...up, ...leaveSpace(up.partner, cue.at, steering.space) };
      }
      case "onset":
        return onOnset(scene, cue);
      case "wake":
        return cue.name === "beat" ? onBeat(scene, cue) : takeTurns(scene, cue);
      case "tap":
        return { partner };
    }
  },
};
