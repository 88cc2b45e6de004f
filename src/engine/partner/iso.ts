import { nextBeat } from "../listening/pulse-tracker.ts";
import { tempoHeard } from "../listening/readouts.ts";
import { levelOf } from "../music/level.ts";
import type { Bpm, Decibels, Millis } from "../time/units.ts";
import type { Style } from "./accompaniment.ts";
import { busyWith, onsetsABeat } from "./busy.ts";
import { foldTempo } from "./grid.ts";
import { matchManner } from "./manner.ts";
import type { Aim, IsoMemory } from "./remembered.ts";
import type { Layers } from "./sounding.ts";
import type { Scene } from "./technique.ts";
import { playLayers } from "./voices.ts";

/** The iso principle as an algorithm (practice.md 7): match the child, then change by small steps, and wait for it. */

/** Which way a ramp goes, and how often it steps. */
export interface Ramp {
  readonly direction: -1 | 1;
  /** From step to step, at the least: the first bar line after it. */
  readonly every: Millis;
}

/** Matching lasts so long; the longer one where the child has not been met sooner. */
const MATCHING = { least: 60_000, most: 120_000 } as const;
/** One step: shares of tempo and density, decibels, octaves (one step of a scale of seven). */
const STEP = { tempo: 0.04, density: 0.1, level: 1.5, register: 1 / 7 } as const;
/** A child whose tempo is outside of this share of the partner's for so long does not follow. */
const FOLLOWING = { least: 0.85, most: 1.15, for: 8_000 } as const;
const FLOOR: { tempo: Bpm; level: Decibels; busy: number } = { tempo: 60, level: levelOf(32), busy: 1 };
const CEILING: { tempo: Bpm; busy: number } = { tempo: 132, busy: 5 };
const REGISTER = 2;

/** A ramp before its first step. */
export function beginRamp(at: Millis): IsoMemory {
  return { kind: "iso", since: at, aim: null, steppedAt: at, held: false, apartSince: null, apart: false };
}

/** The child's tempo against the partner's, by halves and doubles as near as it comes; undefined without a steady one, or a long silence after it. */
function tempoRatio({ listening, partner }: Scene, at: Millis): number | undefined {
  const child = nextBeat(listening.pulse, at) === undefined ? undefined : tempoHeard(listening);
  const { tempo } = partner.sounding;
  return child && foldTempo(child, tempo) / tempo;
}

function follows(ratio: number): boolean {
  return ratio >= FOLLOWING.least && ratio <= FOLLOWING.most;
}

/** Since when the child's tempo is apart from the partner's. A child without a steady tempo is not held to one. */
export function watchTempo(scene: Scene, memory: IsoMemory, at: Millis): IsoMemory {
  const ratio = tempoRatio(scene, at);
  const apartSince = ratio === undefined || follows(ratio) ? null : (memory.apartSince ?? at);
  return { ...memory, apartSince, apart: apartSince !== null && at - apartSince >= FOLLOWING.for };
}

/** Whether the child has been matched long enough. */
export function isMatched(scene: Scene, { since }: IsoMemory, at: Millis): boolean {
  const ratio = tempoRatio(scene, at);
  const met = ratio === undefined || follows(ratio);
  return at - since >= (met ? MATCHING.least : MATCHING.most);
}

/** Where the partner is now: what a ramp begins from. */
export function aimFrom({ partner, steering }: Scene): Aim {
  const { tempo, busy, level, register } = partner.sounding;
  return { tempo, busy, level: level - steering.loudness, register: register - steering.register };
}

/** One step down (−1) or up (1), to the floor or the ceiling at the most. */
export function stepFrom(aim: Aim, direction: -1 | 1, { tempoRange, cap }: Pick<Scene, "tempoRange" | "cap">): Aim {
  const between = (value: number, low: number, high: number) => Math.max(low, Math.min(high, value));
  const least = Math.max(FLOOR.tempo, tempoRange.least);
  const most = Math.max(least, Math.min(CEILING.tempo, tempoRange.most));
  const density = onsetsABeat(aim.busy) * (1 + direction * STEP.density);
  // What is already beyond the bound stays where it is: a ramp down never goes up.
  const towards = (now: number, next: number, low: number, high: number) =>
    direction < 0 ? Math.min(now, Math.max(low, next)) : Math.max(now, Math.min(high, next));
  return {
    tempo: towards(aim.tempo, aim.tempo * (1 + direction * STEP.tempo), least, most),
    busy: towards(aim.busy, busyWith(density), FLOOR.busy, CEILING.busy),
    level: towards(aim.level, aim.level + direction * STEP.level, FLOOR.level, levelOf(cap)),
    register: between(aim.register + direction * STEP.register, -REGISTER, REGISTER),
  };
}

/** How a ramp sounds: the child's manner while it is matched, then its aim. */
export function rampStyle(says: string, aim: Aim | null, layers: Layers): Style {
  const shared = { says, rest: 1, fill: playLayers };
  if (!aim) {
    const wish: Style["wish"] = (scene, at, seconds) => ({ ...matchManner(scene, at, seconds), layers });
    return { ...shared, follow: 1, pace: 1, wish };
  }
  return {
    ...shared,
    follow: 0,
    pace: 1,
    tempo: aim.tempo,
    wish: ({ steering }) => ({
      busy: aim.busy,
      level: aim.level + steering.loudness,
      register: aim.register + steering.register,
      layers,
    }),
  };
}
