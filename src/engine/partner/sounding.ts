import { DEFAULT_TEMPO } from "../listening/pulse.ts";
import { velocityOf } from "../music/level.ts";
import type { Bpm, Decibels, Velocity } from "../time/units.ts";

/** The layers of an accompaniment, each 0 (silent) to 1 (its full level). */
export interface Layers {
  /** Chord tones, or a shaker under pads, on every onset. */
  readonly pulse: number;
  /** Root and fifth of the chord on the strong beats. */
  readonly bass: number;
  /** Root and fifth of the key, held. */
  readonly drone: number;
  /** The chord. */
  readonly harmony: number;
  /** The melody over it. */
  readonly line: number;
}

export const NO_LAYERS: Layers = { pulse: 0, bass: 0, drone: 0, harmony: 0, line: 0 };

/** How an accompaniment sounds, or shall sound. */
export interface Sounding {
  readonly tempo: Bpm;
  /** How busy, 0–5, as in {@link Steering}; between whole numbers while it changes. */
  readonly busy: number;
  /** Level of a plain note, against velocity 127. */
  readonly level: Decibels;
  /** Octaves from the middle register, −2…2. */
  readonly register: number;
  readonly layers: Layers;
}

/** All of it but the tempo, which has its own rule. */
export type Wished = Omit<Sounding, "tempo">;

/** Velocity 64, at the default tempo, one onset a beat. */
export const DEFAULT_SOUNDING: Sounding = {
  tempo: DEFAULT_TEMPO,
  busy: 2,
  level: -11.9,
  register: 0,
  layers: NO_LAYERS,
};

/**
 * Most change in a second. 6 dB is the limits' own; a partner that rises as fast as it may is already a sudden one. A new layer
 * takes two seconds (sensory-safety.md 2: one at the least), one that goes takes one.
 */
const PER_SECOND = { busy: 0.5, level: 3, register: 0.5, layer: 0.5, layerDown: 1 } as const;
/** A layer at its faintest, against its full level. */
const FAINTEST: Decibels = -24;

/** One step towards the wish, as far as `seconds` allow. The tempo is left to the beat's own rule. */
export function approach(now: Sounding, wish: Wished, seconds: number): Sounding {
  const towards = (from: number, to: number, up: number, down = up) =>
    from + Math.max(-down * seconds, Math.min(up * seconds, to - from));
  const layer = (name: keyof Layers) =>
    towards(now.layers[name], wish.layers[name], PER_SECOND.layer, PER_SECOND.layerDown);
  return {
    tempo: now.tempo,
    busy: towards(now.busy, wish.busy, PER_SECOND.busy),
    level: towards(now.level, wish.level, PER_SECOND.level),
    register: towards(now.register, wish.register, PER_SECOND.register),
    layers: {
      pulse: layer("pulse"),
      bass: layer("bass"),
      drone: layer("drone"),
      harmony: layer("harmony"),
      line: layer("line"),
    },
  };
}

/** The velocity of a layer's note that is `change` louder than a plain one; undefined while the layer is silent. */
export function velocityIn(sounding: Sounding, layer: keyof Layers, change: Decibels): Velocity | undefined {
  const share = sounding.layers[layer];
  if (share <= 0) return undefined;
  return Math.max(1, Math.min(127, Math.floor(velocityOf(sounding.level + change + FAINTEST * (1 - share)))));
}
