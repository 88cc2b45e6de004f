import type { Millis } from "../time/units.ts";
import { accompany } from "./accompaniment.ts";
import { beginsBar } from "./grid.ts";
import { aimFrom, beginRamp, rampStyle, stepFrom } from "./iso.ts";
import type { Proposal } from "./proposal.ts";
import type { Aim, IsoMemory } from "./remembered.ts";
import { type Layers, NO_LAYERS } from "./sounding.ts";
import type { Cue, Reaction, Scene, Technique } from "./technique.ts";

/** Silent within a minute, the last fade included (practice.md 3): a step every few bars, then layer after layer goes. */
const EVERY: Millis = 7_000;
const MELODY_GOES: Millis = 20_000;
const PULSE_GOES: Millis = 36_000;
const ALL_GOES: Millis = 46_000;
const SILENT: Millis = 50_000;
/** No step after this: what is left only fades. */
const LAST_STEP: Millis = 44_000;

const GOODBYE: Proposal = { technique: "goodbye", reason: "the music has wound down", always: true };

function layersAfter(gone: Millis): Layers {
  if (gone >= ALL_GOES) return NO_LAYERS;
  if (gone >= PULSE_GOES) return { ...NO_LAYERS, bass: 1, harmony: 0.5 };
  return { pulse: 1, bass: 1, drone: 0, harmony: 1, line: gone >= MELODY_GOES ? 0 : 1 };
}

function aimAt(scene: Scene, at: Millis, memory: IsoMemory): { aim: Aim; steppedAt: Millis } {
  const aim = memory.aim ?? aimFrom(scene);
  const due = memory.aim === null || at - memory.steppedAt >= EVERY;
  if (!due || at - memory.since > LAST_STEP) return { aim, steppedAt: memory.steppedAt };
  return { aim: stepFrom(aim, -1, scene), steppedAt: at };
}

function react(scene: Scene, cue: Cue): Reaction {
  const { partner } = scene;
  const { grid, remembered } = partner;
  let memory = cue.kind === "enter" || remembered?.kind !== "iso" ? beginRamp(cue.at) : remembered;
  const gone = cue.at - memory.since;
  if (cue.kind === "wake" && cue.name === "beat" && grid && beginsBar(grid)) {
    if (gone >= SILENT) return { partner, become: "silence", propose: GOODBYE, decision: "Has wound down" };
    memory = { ...memory, ...aimAt(scene, cue.at, memory) };
  }
  const reaction = accompany(scene, cue, rampStyle("Winds down to silence", memory.aim, layersAfter(gone)));
  return { ...reaction, partner: { ...reaction.partner, state: "ending", remembered: memory } };
}

/** Wind down: slower, sparser, softer and lower to silence within a minute, without matching first; then goodbye is offered. */
export const windDown: Technique = { name: "windDown", label: "Wind down", card: false, keepsTime: true, react };
