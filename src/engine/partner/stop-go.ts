import { Draws, fork } from "../random.ts";
import type { Millis } from "../time/units.ts";
import { accompany, beginBeat, type Style } from "./accompaniment.ts";
import { beginsBar, periodOf } from "./grid.ts";
import { plainLayers, wishOf } from "./manner.ts";
import type { StopGoMemory } from "./remembered.ts";
import type { Cue, Reaction, Scene, Technique } from "./technique.ts";
import { playLayers } from "./voices.ts";

/** The music stands still so long (practice.md 5): the child's notes restart it after the least, and it comes back at the most. */
const LEAST_STOP: Millis = 2_000;
const MOST_STOP: Millis = 10_000;
const FADE: Millis = 150;
/** A stop of its own choice: not before so long, and then at a bar line with this chance. */
const RANDOM = { after: 10_000, chance: 0.25 } as const;

const STYLE: Style = {
  says: "Plays until it stops, and goes again when the child plays",
  follow: 1,
  pace: 1,
  wish: (scene) => ({ ...wishOf(scene), layers: { ...plainLayers(scene), line: 0 } }),
  fill: playLayers,
};

function keeping(reaction: Reaction, memory: StopGoMemory): Reaction {
  return { ...reaction, partner: { ...reaction.partner, remembered: memory } };
}

/** The music stops at `at`: it waits, without a beat. */
function stand(scene: Scene, memory: StopGoMemory, at: Millis, decision: string): Reaction {
  return {
    partner: {
      ...scene.partner,
      state: "waiting",
      grid: null,
      remembered: { ...memory, stoppedAt: at },
    },
    wakes: [{ name: "moment", at: at + MOST_STOP }],
    decision,
  };
}

/** The music goes again, one beat after what made it go: the child's note is the first beat. */
function go(scene: Scene, at: Millis, decision: string): Reaction {
  const { tempo } = scene.partner.sounding;
  const begun = beginBeat(scene, at, { ...STYLE, tempo }, at + periodOf(tempo));
  return { ...keeping(begun, { kind: "stopGo", stoppedAt: null, goneAt: at }), decision };
}

function whileStanding(scene: Scene, cue: Cue, memory: StopGoMemory, stoppedAt: Millis): Reaction {
  const since = cue.at - stoppedAt;
  if (cue.kind === "onset" && since >= LEAST_STOP) return go(scene, cue.at, "Goes again: the child plays");
  if (cue.kind === "tap" && cue.tap === "go") return go(scene, cue.at, "Goes again, by the therapist");
  if (cue.kind === "wake" && cue.name === "moment" && since >= MOST_STOP) {
    return go(scene, cue.at, "Goes again after the longest stop");
  }
  const heard = accompany(scene, cue, STYLE);
  return { ...heard, partner: { ...heard.partner, state: "waiting", remembered: memory } };
}

function whileGoing(scene: Scene, cue: Cue, memory: StopGoMemory): Reaction {
  const { grid } = scene.partner;
  if (cue.kind === "tap" && cue.tap === "stop") {
    return { ...stand(scene, memory, cue.at, "Stops, by the therapist"), release: FADE };
  }
  if (cue.kind === "wake" && cue.name === "beat" && grid && beginsBar(grid) && scene.steering.randomStops) {
    const draws = new Draws(fork(scene.random, `stopGo ${cue.at}`));
    if (cue.at - memory.goneAt >= RANDOM.after && draws.unit() < RANDOM.chance) {
      return stand(scene, memory, grid.beat, "Stops at a bar of its own choice");
    }
  }
  return keeping(accompany(scene, cue, STYLE), memory);
}

function react(scene: Scene, cue: Cue): Reaction {
  const { remembered } = scene.partner;
  const memory: StopGoMemory =
    cue.kind !== "enter" && remembered?.kind === "stopGo"
      ? remembered
      : { kind: "stopGo", stoppedAt: null, goneAt: cue.at };
  return memory.stoppedAt === null
    ? whileGoing(scene, cue, memory)
    : whileStanding(scene, cue, memory, memory.stoppedAt);
}

/** Stop-go: the music stops when tapped, or at a bar of its own choice where that is set; the child's first note restarts it. */
export const stopGo: Technique = { name: "stopGo", label: "Stop-go", card: true, keepsTime: true, react };
