import { mannerAt } from "../listening/readouts.ts";
import { levelOf } from "../music/level.ts";
import type { Decibels, Millis, Pitch } from "../time/units.ts";
import { busyWith, onsetsABeat } from "./busy.ts";
import { periodOf } from "./grid.ts";
import type { Layers, Wished } from "./sounding.ts";
import type { Scene } from "./technique.ts";

/** A plain note of the partner: velocity 64 (sensory-safety.md 2). */
const PLAIN: Decibels = levelOf(64);
/** Pace: time constants of getting more and of getting less (practice.md 5). */
const MATCHING = { up: 4, down: 8 } as const;
/** The middle register lies here. */
const MIDDLE: Pitch = 66;
/** The partner that matches goes no further than this, softly and sparsely, however little the child plays. */
const LEAST = { busy: 1, level: levelOf(32) } as const;
const MOST_REGISTER = 2;

/** The layers of a plain accompaniment, melody aside: while it is less busy than half an onset a beat, a drone. */
export function plainLayers({ partner }: Scene): Omit<Layers, "line"> {
  const drone = partner.sounding.busy < 1 ? 1 : 0;
  return { pulse: 1, bass: 1 - drone, drone, harmony: 1 - drone };
}

/** How busy, loud and high the therapist has set it. */
export function wishOf({ steering }: Scene): Omit<Wished, "layers"> {
  return { busy: steering.busy, level: PLAIN + steering.loudness, register: steering.register };
}

/** A step of first order towards a value: 4 s up, 8 s down. All of it where nothing sounds yet (0 s). */
function match(now: number, wanted: number, seconds: number): number {
  if (seconds === 0) return wanted;
  const constant = wanted > now ? MATCHING.up : MATCHING.down;
  return now + (wanted - now) * (1 - Math.exp(-seconds / constant));
}

/**
 * The child's manner, a step nearer to it: its density as onsets of the partner's beat, its mean loudness, its register. While
 * the child rests the partner gets sparser and keeps the rest. What the therapist set for loudness and height is added.
 */
export function matchManner(scene: Scene, at: Millis, seconds: number): Omit<Wished, "layers"> {
  const { sounding } = scene.partner;
  const { loudness, register } = scene.steering;
  const manner = mannerAt(scene.listening, at);
  const onsets = manner ? (manner.density * periodOf(sounding.tempo)) / 1_000 : 0;
  const density = match(onsetsABeat(sounding.busy), onsets, seconds);
  const level = manner ? match(sounding.level, manner.level + loudness, seconds) : sounding.level;
  const octaves = manner?.register === undefined ? sounding.register : (manner.register - MIDDLE) / 12 + register;
  const height = Math.max(-MOST_REGISTER, Math.min(MOST_REGISTER, octaves));
  return {
    busy: Math.max(LEAST.busy, busyWith(density)),
    level: Math.max(LEAST.level, level),
    register: match(sounding.register, height, seconds),
  };
}

/** The child's mean loudness and `change`, a slow step nearer to it: 8 s either way. */
export function levelUnder(scene: Scene, at: Millis, seconds: number, change: Decibels): Decibels {
  const now = scene.partner.sounding.level;
  const manner = mannerAt(scene.listening, at);
  if (!manner) return seconds === 0 ? PLAIN + scene.steering.loudness : now;
  const wanted = Math.max(LEAST.level, manner.level + change + scene.steering.loudness);
  return seconds === 0 ? wanted : now + (wanted - now) * (1 - Math.exp(-seconds / MATCHING.down));
}
