import { Draws, type Random } from "../random.ts";
import type { Hertz, Metres } from "../time/units.ts";

/** Ways an arm can turn: about the elbow up and down, about the upright, about itself. */
export const TURNS = ["pitch", "yaw", "roll"] as const;
export type Turn = (typeof TURNS)[number];

/** Somebody with a sensor on the wrist: how the arm is built, how it moves, and how the sensor sits. */
export interface Wearer {
  /** From the elbow to the sensor. */
  readonly forearm: Metres;
  /** How large and how quick its movements are, beside the usual 1. */
  readonly amplitude: number;
  readonly tempo: number;
  /** How uneven, 0–1. */
  readonly sloppiness: number;
  /** Tremor in g, at its frequency. */
  readonly tremor: number;
  readonly tremorRate: Hertz;
  /** Where the forearm hangs when it does nothing: elevation, in radians. */
  readonly posture: number;
  /** How much of a shake, and of a sway, is each turn. */
  readonly shakes: Readonly<Record<Turn, number>>;
  readonly sways: Readonly<Record<Turn, number>>;
  /** How hard it taps, in g at the wrist. */
  readonly tapForce: number;
  /** How the strap sits: turned about the forearm, across it, and on the wrist; radians. */
  readonly strap: { readonly roll: number; readonly pitch: number; readonly yaw: number };
  /** What the sensor adds and by how much it is wrong, for each axis. */
  readonly offset: readonly [number, number, number];
  readonly gain: readonly [number, number, number];
  /** Noise of the sensor, in g. */
  readonly noise: number;
}

function mixOf(draws: Draws): Record<Turn, number> {
  const parts = TURNS.map(() => draws.unit() ** 2 + 0.05);
  const length = Math.hypot(...parts);
  return { pitch: (parts[0] ?? 0) / length, yaw: (parts[1] ?? 0) / length, roll: (parts[2] ?? 0) / length };
}

/** A wearer by chance: the same randomness gives the same one. */
export function drawWearer(random: Random): Wearer {
  const draws = new Draws(random);
  const triple = (mean: number, deviation: number): [number, number, number] => [
    draws.normal(mean, deviation),
    draws.normal(mean, deviation),
    draws.normal(mean, deviation),
  ];
  return {
    forearm: draws.between(0.15, 0.26),
    amplitude: draws.between(0.6, 1.45),
    tempo: draws.between(0.75, 1.3),
    sloppiness: draws.unit(),
    tremor: draws.between(0.002, 0.012),
    tremorRate: draws.between(7, 11),
    posture: draws.between(-0.6, 0.35),
    shakes: mixOf(draws),
    sways: mixOf(draws),
    tapForce: draws.between(0.7, 2.6),
    strap: { roll: draws.normal(0, 0.5), pitch: draws.normal(0, 0.15), yaw: draws.normal(0, 0.25) },
    offset: triple(0, 0.05),
    gain: triple(1, 0.025),
    noise: draws.between(0.004, 0.014),
  };
}
