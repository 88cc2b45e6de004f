import type { Decibels, Millis } from "../time/units.ts";
import { accompany } from "./accompaniment.ts";
import { cadenceFrom } from "./cadence.ts";
import { footingAt } from "./footing.ts";
import { AHEAD, beginsBar, periodOf } from "./grid.ts";
import { GROUND } from "./ground.ts";
import { takeIn } from "./hearing.ts";
import { breathOf, isOffering, LEAST_BREATH, turnUp } from "./offer.ts";
import type { Partner } from "./partner.ts";
import type { EndingMemory } from "./remembered.ts";
import type { Cue, Reaction, Scene, Technique } from "./technique.ts";

/** A phrase that does not end is not waited for longer: then the cadence comes under the child's playing. */
const LONGEST_WAIT: Millis = 16_000;
/** After the cadence nothing is done for so long. practice.md 8: at least 3 s. */
const SILENCE: Millis = 3_000;
/** While the child plays, the cadence goes on, softer. */
const DUCK: Decibels = -6;
const DUCK_OVER: Millis = 150;

const WAITING: EndingMemory = { kind: "ending", cadence: null };

function atTheEnd(partner: Partner): Partner {
  return { ...partner, state: "ending", spaceEndsAt: null };
}

/** The way home from `from` on; then silence. */
function comeHome(scene: Scene, at: Millis, from: Millis): Reaction {
  const { partner } = scene;
  const footing = footingAt(scene, at);
  const kept = partner.grid
    ? { ...footing, tempo: partner.sounding.tempo, level: partner.sounding.level }
    : { ...footing, level: footing.level + scene.steering.loudness };
  const { notes, begins, ends } = cadenceFrom(from, kept, scene.range, scene.steering);
  return {
    partner: { ...atTheEnd(partner), grid: null, remembered: { kind: "ending", cadence: { begins, ends } } },
    play: notes,
    wakes: [{ name: "moment", at: ends + SILENCE }],
    decision: `Comes home in ${((ends - begins) / 1_000).toFixed(0)} s, slower to the end; then silence`,
  };
}

/** What is under way may end first: the partner's offer, the bar of its beat, or the child's phrase. */
function enter(scene: Scene, at: Millis): Reaction {
  const { partner, listening } = scene;
  const waits = [{ name: "moment" as const, at: at + LONGEST_WAIT }];
  if (isOffering(partner)) {
    return { partner: { ...partner, remembered: WAITING }, wakes: waits, decision: "The last time: ends its phrase" };
  }
  if (partner.grid && partner.grid.beat > at) {
    return {
      partner: { ...atTheEnd(partner), remembered: WAITING },
      wakes: waits,
      decision: "The last time: ends the bar",
    };
  }
  if (listening.phrase.length > 0) {
    return {
      partner: { ...atTheEnd(partner), remembered: WAITING },
      wakes: waits,
      decision: "The last time: waits for the end of the child's phrase",
    };
  }
  return comeHome(scene, at, at + LEAST_BREATH);
}

/** While it waits for the end of what is under way. */
function finish(scene: Scene, cue: Cue): Reaction {
  const { partner } = scene;
  switch (cue.kind) {
    case "onset": {
      if (isOffering(partner))
        return { partner: atTheEnd(partner), release: scene.steering.yieldFade, decision: "Yields: the child plays" };
      if (!partner.grid) return { partner };
      const under = accompany(scene, cue, GROUND);
      return { ...under, partner: atTheEnd(under.partner) };
    }
    case "phrase": {
      const up = turnUp(takeIn(scene, cue.phrase));
      if (partner.grid || isOffering(partner)) return up;
      const breath = breathOf(scene.steering, periodOf(footingAt(scene, cue.at).tempo));
      return comeHome({ ...scene, partner: up.partner }, cue.at, cue.at + breath);
    }
    case "wake":
      if (cue.name === "answerBegins" && partner.state === "breath")
        return { partner: { ...partner, state: "playing" } };
      if (cue.name === "answerEnds" && isOffering(partner)) return comeHome(scene, cue.at, cue.at + LEAST_BREATH);
      if (cue.name === "moment") return comeHome(scene, cue.at, cue.at + LEAST_BREATH);
      if (cue.name === "beat" && partner.grid) {
        if (beginsBar(partner.grid)) return comeHome(scene, cue.at, Math.max(cue.at, partner.grid.beat));
        const bar = accompany(scene, cue, GROUND);
        return { ...bar, partner: atTheEnd(bar.partner) };
      }
      return { partner };
    case "enter":
    case "tap":
      return { partner };
  }
}

/** "Last time": what is under way ends, then a cadence that slows, then silence. Not a card: it belongs to the verb. */
export const ending: Technique = {
  name: "ending",
  label: "Ending",
  card: false,
  keepsTime: true,
  letsFinish: true,
  react(scene, cue) {
    const { partner } = scene;
    const memory = partner.remembered?.kind === "ending" ? partner.remembered : undefined;
    if (cue.kind === "enter" || !memory) return cue.kind === "enter" ? enter(scene, cue.at) : { partner };
    if (!memory.cadence) return finish(scene, cue);
    switch (cue.kind) {
      case "onset":
        return cue.at >= memory.cadence.ends || partner.duck === DUCK
          ? { partner }
          : { partner: { ...partner, duck: DUCK }, level: { level: DUCK, over: DUCK_OVER } };
      case "phrase":
        return turnUp(takeIn(scene, cue.phrase));
      case "wake":
        return cue.name === "moment" && cue.at >= memory.cadence.ends + SILENCE - AHEAD
          ? { partner, become: "silence" }
          : { partner };
      case "tap":
        return { partner };
    }
  },
};
