import type { Millis } from "../time/units.ts";
import { accompany } from "./accompaniment.ts";
import { beginsBar } from "./grid.ts";
import { aimFrom, beginRamp, isMatched, type Ramp, rampStyle, stepFrom, watchTempo } from "./iso.ts";
import type { IsoMemory } from "./remembered.ts";
import type { Layers } from "./sounding.ts";
import type { Cue, Reaction, Scene, Technique } from "./technique.ts";

/** From step to step: with the bar line that is waited for, 20–30 s (practice.md 7). */
const EVERY: Millis = 21_000;
const LAYERS: Layers = { pulse: 1, bass: 1, drone: 0, harmony: 1, line: 1 };

interface Told {
  readonly memory: IsoMemory;
  readonly decision?: string;
}

/** What a bar line brings: the end of matching, a step, or nothing yet. */
function atBar(scene: Scene, memory: IsoMemory, at: Millis, { direction, every }: Ramp): Told {
  if (!memory.aim && !isMatched(scene, memory, at)) return { memory };
  if (memory.held || memory.apart || (memory.aim && at - memory.steppedAt < every)) return { memory };
  const before = memory.aim ?? aimFrom(scene);
  const aim = stepFrom(before, direction, scene);
  const moved = Math.round(before.tempo) !== Math.round(aim.tempo) || before.level !== aim.level;
  const where = `${Math.round(aim.tempo)} BPM`;
  const decision = direction < 0 ? `One step calmer, to ${where}` : `One step livelier, to ${where}`;
  return { memory: { ...memory, aim, steppedAt: at }, ...(moved ? { decision } : {}) };
}

function tell(scene: Scene, cue: Cue, ramp: Ramp): Told {
  const { grid, remembered } = scene.partner;
  if (cue.kind === "enter" || remembered?.kind !== "iso") return { memory: beginRamp(cue.at) };
  if (cue.kind === "tap" && cue.tap === "holdHere") {
    const held = !remembered.held;
    return { memory: { ...remembered, held }, decision: held ? "Holds here" : "Goes on from here" };
  }
  if (cue.kind !== "wake" || cue.name !== "beat" || !grid) return { memory: remembered };
  const watched = watchTempo(scene, remembered, cue.at);
  const told = beginsBar(grid) ? atBar(scene, watched, cue.at, ramp) : { memory: watched };
  return watched.apart && !remembered.apart ? { ...told, decision: "Waits: the child has not followed" } : told;
}

function ramp(name: string, label: string, says: string, direction: -1 | 1): Technique {
  return {
    name,
    label,
    card: true,
    keepsTime: true,
    react(scene, cue): Reaction {
      const { memory, decision } = tell(scene, cue, { direction, every: EVERY });
      const reaction = accompany(scene, cue, rampStyle(says, memory.aim, LAYERS));
      const told = { ...reaction, partner: { ...reaction.partner, remembered: memory } };
      return decision ? { ...told, decision } : told;
    },
  };
}

/** Calm: meets the child where it is, then goes slower, sparser, softer and lower by small steps, and waits for the child. */
export const calm = ramp("calm", "Calm", "Meets the child, to calm step by step", -1);

/** Lift: the same upwards. */
export const lift = ramp("lift", "Lift", "Meets the child, to lift step by step", 1);
