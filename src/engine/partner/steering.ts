import type { Home } from "../music/home.ts";
import { isOwnScale } from "../music/scales.ts";
import type { Bpm, Decibels } from "../time/units.ts";
import { type Parameters, setParameters, USUAL } from "./parameters.ts";

/** A mood the therapist taps for Reflect. The engine never infers one. */
export const MOODS = ["calm", "sad", "playful", "cross"] as const;
export type Mood = (typeof MOODS)[number];

/** Who changes cards: the person alone, the person on an offer of the engine's, or the engine. */
export const AUTONOMIES = ["person", "offers", "acts"] as const;
export type Autonomy = (typeof AUTONOMIES)[number];

/**
 * What becomes of the child's own keys that are outside the scale: they sound all the same, as the nearest of its tones, or not at
 * all. Pads are left as they are, and so are all keys while the scale follows the child.
 */
export const LOCKS = ["off", "nearest", "only"] as const;
export type Lock = (typeof LOCKS)[number];

/**
 * What makes the melodies: the networks (the child's own where it has some), those that are the same for everybody, or the
 * rules alone: the same candidates, weighed without a network.
 */
export const MAKERS = ["networks", "common", "rules"] as const;
export type Maker = (typeof MAKERS)[number];

/** What the therapist sets while the music goes on. The partner moves towards it; nothing jumps. Plain JSON. */
export interface Steering extends Parameters {
  /** A set tempo; null follows the child. */
  readonly tempo: Bpm | null;
  /** How busy, 0–5: 0 a drone, 1 half an onset a beat, 2 one, 3 two, 4 three, 5 four (panel.md 6). */
  readonly busy: number;
  /** How loud the partner is against its default, −24…12 dB; the child's limits hold all the same. */
  readonly loudness: Decibels;
  /** The child's own instrument against how it would sound, −24…0 dB: only ever softer. */
  readonly childLevel: Decibels;
  /** How high, in octaves from where the partner would play: −2…2. */
  readonly register: number;
  /** A set root and scale; null follows the child. */
  readonly key: Home | null;
  /** Bars over which one scale gives way to another, 1–4. */
  readonly blend: number;
  readonly lock: Lock;
  /** For Reflect; null until the therapist taps one. */
  readonly mood: Mood | null;
  /** Whether an unanswered offer is made once more, softer. */
  readonly mayOfferAgain: boolean;
  /** Stop-go may also stop at a bar of its own choice. */
  readonly randomStops: boolean;
  /** Pads are answered with a melody on their rhythm, not with drums. */
  readonly melodyOnPads: boolean;
  readonly autonomy: Autonomy;
  readonly maker: Maker;
}

/** Defaults that already make a good session. practice.md 8. */
export const DEFAULT_STEERING: Steering = {
  ...USUAL,
  tempo: null,
  busy: 2,
  loudness: 0,
  childLevel: 0,
  register: 0,
  key: null,
  blend: 2,
  lock: "off",
  mood: null,
  mayOfferAgain: true,
  randomStops: false,
  melodyOnPads: false,
  autonomy: "person",
  maker: "networks",
};

const RANGES = {
  tempo: [40, 200],
  busy: [0, 5],
  loudness: [-24, 12],
  childLevel: [-24, 0],
  register: [-2, 2],
  blend: [1, 4],
} as const;

/** A number brought into its range; what is no number leaves the value as it was. */
function bounded(name: keyof typeof RANGES, value: number | null | undefined, before: number | null): number | null {
  if (value === undefined || (value !== null && Number.isNaN(value))) return before;
  if (value === null) return null;
  const [least, most] = RANGES[name];
  return Math.max(least, Math.min(most, value));
}

/** A home that can be gone to: a scale of one's own that is none leaves the home as it was. */
function homeAfter(before: Home | null, wanted: Home | null | undefined): Home | null {
  if (wanted === undefined) return before;
  const own = wanted && "scale" in wanted && typeof wanted.scale !== "string" ? wanted.scale : undefined;
  return own && !isOwnScale(own) ? before : wanted;
}

/** The steering after a change, each value inside its range. A null is kept only where the type has one. */
export function steer(steering: Steering, change: Partial<Steering>): Steering {
  const number = (name: "busy" | "loudness" | "childLevel" | "register" | "blend") =>
    bounded(name, change[name] ?? undefined, steering[name]) ?? steering[name];
  return {
    ...setParameters(steering, change),
    tempo: bounded("tempo", change.tempo, steering.tempo),
    busy: Math.round(number("busy")),
    loudness: number("loudness"),
    childLevel: number("childLevel"),
    register: Math.round(number("register")),
    key: homeAfter(steering.key, change.key),
    blend: Math.round(number("blend")),
    lock: change.lock ?? steering.lock,
    mood: change.mood === undefined ? steering.mood : change.mood,
    mayOfferAgain: change.mayOfferAgain ?? steering.mayOfferAgain,
    randomStops: change.randomStops ?? steering.randomStops,
    melodyOnPads: change.melodyOnPads ?? steering.melodyOnPads,
    autonomy: change.autonomy ?? steering.autonomy,
    maker: change.maker ?? steering.maker,
  };
}

/** What leans on the steering from outside: added to it, the tempo as a factor. */
export interface Lean {
  readonly loudness: Decibels;
  readonly busy: number;
  readonly tempo: number;
  readonly register: number;
}

/** What the therapist has set, leant a little, each value inside its range. A tempo that follows the child goes on following. */
export function lean(steering: Steering, by: Lean): Steering {
  const number = (name: "loudness" | "busy" | "register") =>
    bounded(name, steering[name] + by[name], steering[name]) ?? steering[name];
  return {
    ...steering,
    tempo: steering.tempo === null ? null : bounded("tempo", steering.tempo * by.tempo, steering.tempo),
    busy: number("busy"),
    loudness: number("loudness"),
    register: number("register"),
  };
}
