import type { Hertz, Millis } from "../time/units.ts";
import type { Vector } from "./arm.ts";

/** The sensor's rate: what networks are trained for. */
export const WRIST_RATE: Hertz = 100;
/** Samples that make a frame. */
export const FRAME_SAMPLES = 4;
/** From one frame to the next. */
export const FRAME: Millis = (1_000 * FRAME_SAMPLES) / WRIST_RATE;
/** Numbers of a frame that the network reads. */
export const FRAME_FEATURES = 14;

/** Four samples, as the network reads them, and what counting and timing need beside. */
export interface Frame {
  /** Time of its last sample. */
  readonly at: Millis;
  readonly features: Float32Array;
  /** The hardest jolt in it: the largest change from one sample to the next, in g, and when it came. */
  readonly jolt: number;
  readonly joltAt: Millis;
  /** Movement without gravity along the axis that it goes to and fro on, in g. */
  readonly along: number;
  /** Movement without gravity, however directed, in g. */
  readonly movement: number;
}

/** Time constants in samples: gravity, the pose, and how long activity is remembered. */
const SLOW = 100;
const FAST = 12;
const ACTIVITY = 60;
/** In frames: how far back a frame is compared with. Half a period of a shake, a period, half a period of a sway. */
const BACK = [2, 4, 8] as const;
/** Movement that is hardly any, in g: what is smaller has no direction. */
const HARDLY = 0.03;

const dot = (a: Vector, b: Vector) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const less = (a: Vector, b: Vector): Vector => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
const size = (a: Vector) => Math.sqrt(dot(a, a));
const toward = (a: Vector, b: Vector, share: number): Vector => [
  a[0] + share * (b[0] - a[0]),
  a[1] + share * (b[1] - a[1]),
  a[2] + share * (b[2] - a[2]),
];

/** Orders of magnitude above a thousandth of a g, about 0 … 1. */
const magnitude = (g: number) => (Math.log10(0.001 + g) + 3) / 3;

/**
 * Frames from samples. But for the way to the hand (x), nothing depends on how the sensor is turned about the forearm: what is read is
 * upright, level, along the axis of the movement, or has no direction. The first second is not to be trusted.
 */
export class FrameMaker {
  #samples: Vector[] = [];
  #times: Millis[] = [];
  #last: Vector | undefined;
  #slow: Vector = [0, 0, 1];
  #fast: Vector = [0, 0, 1];
  #activity = 0;
  #axis: Vector = [0, 0, 0];
  #linear: Vector[] = [];

  /** Takes a sample; a frame comes with every fourth. */
  take(felt: Vector, at: Millis): Frame | undefined {
    if (!this.#last) {
      this.#last = felt;
      this.#slow = felt;
      this.#fast = felt;
    }
    this.#samples.push(felt);
    this.#times.push(at);
    return this.#samples.length < FRAME_SAMPLES ? undefined : this.#close(at);
  }

  /** Samples were lost: what comes next is a new beginning. */
  reset(): void {
    this.#samples = [];
    this.#times = [];
    this.#last = undefined;
    this.#activity = 0;
    this.#axis = [0, 0, 0];
    this.#linear = [];
  }

  #close(at: Millis): Frame {
    const samples = this.#samples;
    const before = this.#fast;
    let [jolt, joltAt] = [0, at];
    let mean: Vector = [0, 0, 0];
    for (const [place, felt] of samples.entries()) {
      const change = size(less(felt, this.#last ?? felt));
      if (change > jolt) {
        jolt = change;
        joltAt = this.#times[place] ?? at;
      }
      this.#last = felt;
      this.#slow = toward(this.#slow, felt, 1 / SLOW);
      this.#fast = toward(this.#fast, felt, 1 / FAST);
      this.#activity += (size(less(felt, this.#fast)) - this.#activity) / ACTIVITY;
      mean = [
        mean[0] + felt[0] / samples.length,
        mean[1] + felt[1] / samples.length,
        mean[2] + felt[2] / samples.length,
      ];
    }
    const spread = Math.sqrt(samples.reduce((sum, felt) => sum + size(less(felt, mean)) ** 2, 0) / samples.length);
    const down = Math.max(0.2, size(this.#slow));
    const up: Vector = [this.#slow[0] / down, this.#slow[1] / down, this.#slow[2] / down];
    const linear = less(mean, this.#slow);
    const upright = dot(linear, up);
    const level = Math.sqrt(Math.max(0, dot(linear, linear) - upright * upright));
    const pull = dot(linear, this.#axis) < 0 ? -1 : 1;
    this.#axis = toward(this.#axis, [pull * linear[0], pull * linear[1], pull * linear[2]], 0.12);
    const length = size(this.#axis);
    const along = length < 1e-6 ? 0 : dot(linear, this.#axis) / Math.max(length, HARDLY);
    const alike = BACK.map((frames) => {
      const past = this.#linear[this.#linear.length - frames];
      return past ? dot(linear, past) / (size(linear) * size(past) + HARDLY ** 2) : 0;
    });
    const features = Float32Array.of(
      mean[0],
      2 * (this.#fast[0] - this.#slow[0]),
      2 * (size(mean) - 1),
      2 * upright,
      2 * level,
      magnitude(spread),
      magnitude(jolt),
      2 * size(less(this.#fast, this.#slow)),
      8 * size(less(this.#fast, before)),
      ...alike,
      magnitude(this.#activity),
      2 * along,
    ).map((value) => Math.max(-3, Math.min(3, value)));
    this.#linear = [...this.#linear.slice(1 - Math.max(...BACK)), linear];
    this.#samples = [];
    this.#times = [];
    return { at, features, jolt, joltAt, along, movement: size(linear) };
  }
}
