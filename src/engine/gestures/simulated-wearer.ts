import { Draws, fork, type Random } from "../random.ts";
import type { Hertz, Millis } from "../time/units.ts";
import { type Act, blowAt } from "./act.ts";
import { type ArmPose, addPose, feltAt, LEVEL, throughStrap, type Vector } from "./arm.ts";
import { CHILD_GESTURES, type ChildGesture } from "./child-gesture.ts";
import { drawEveryday, EVERYDAY } from "./everyday-acts.ts";
import { drawGesture, STILL_AFTER } from "./gesture-acts.ts";
import { drawWearer, type Wearer } from "./wearer.ts";

/** How a simulated wearer fills its time. */
export interface WearerHabits {
  readonly rate: Hertz;
  /** Share of its acts that are gestures; the rest is everyday movement. */
  readonly gestures: number;
  /** Seconds between two acts, at the least and at the most; in half of the pauses the arm is not quite at rest. */
  readonly pauses: readonly [least: number, most: number];
}

export const USUAL_HABITS: WearerHabits = { rate: 100, gestures: 0.6, pauses: [0.7, 2.2] };

/** An act that was, or is, on: times since the first sample. */
export interface Acted {
  readonly kind: Act["kind"];
  readonly name: string;
  readonly begins: Millis;
  /** From when until when it is the gesture. */
  readonly from: Millis;
  readonly until: Millis;
  readonly strokes: readonly Millis[];
}

/** A sample: what the sensor feels in g, and what is true of it. */
export interface WornSample {
  readonly felt: Vector;
  /** The gesture that is being made; null for none. */
  readonly truth: ChildGesture | null;
}

/**
 * Somebody who wears a sensor and makes gestures between everyday movements. Seeded: the same randomness gives the same samples. It
 * is no model of a child's arm; it makes movements with a known truth, from kinematics and gravity.
 */
export class SimulatedWearer {
  readonly wearer: Wearer;
  readonly acted: Acted[] = [];
  readonly #habits: WearerHabits;
  readonly #draws: Draws;
  readonly #noise: Draws;
  #count = 0;
  #act: Act | undefined;
  #begins = 0;
  #ends = 0;
  #asked: ChildGesture[] = [];
  #fidgets = 0;
  /** Since when the arm has not moved, in seconds. */
  #restsSince = 0;
  #slow: readonly { rate: number; from: number }[];

  constructor(random: Random, habits: Partial<WearerHabits> = {}) {
    this.wearer = drawWearer(fork(random, "wearer"));
    this.#habits = { ...USUAL_HABITS, ...habits };
    this.#draws = new Draws(fork(random, "acts"));
    this.#noise = new Draws(fork(random, "noise"));
    this.#slow = [0, 1, 2].map(() => ({ rate: this.#draws.between(0.2, 0.9), from: 6 * this.#draws.unit() }));
    this.#pause();
  }

  /** Makes this gesture as soon as it may: after the act that is on. */
  make(gesture: ChildGesture): void {
    this.#asked.push(gesture);
    if (!this.#act) this.#ends = Math.min(this.#ends, this.#now + 0.5);
  }

  /** The next sample. */
  next(): WornSample {
    const t = this.#now;
    if (t >= this.#ends) this.#goOn(t);
    const { wearer } = this;
    const act = this.#act;
    const felt = feltAt((at) => this.#poseAt(at), t, wearer.forearm);
    const jolt = (act?.blows ?? []).reduce<Vector>(
      (sum, blow) => {
        const [x, y, z] = blowAt(blow, t - this.#begins);
        return [sum[0] + x, sum[1] + y, sum[2] + z];
      },
      [0, 0, 0],
    );
    const shaking = wearer.tremor * Math.sin(2 * Math.PI * wearer.tremorRate * t);
    const onWrist = throughStrap([felt[0] + jolt[0], felt[1] + jolt[1] + shaking, felt[2] + jolt[2]], wearer.strap);
    const sensed = onWrist.map(
      (g, axis) => g * (wearer.gain[axis] ?? 1) + (wearer.offset[axis] ?? 0) + this.#noise.normal(0, wearer.noise),
    );
    this.#count++;
    return { felt: [sensed[0] ?? 0, sensed[1] ?? 0, sensed[2] ?? 0], truth: this.#truthAt(t) };
  }

  get #now(): number {
    return this.#count / this.#habits.rate;
  }

  #truthAt(t: number): ChildGesture | null {
    const act = this.#act;
    if (act && act.kind !== "other" && act.kind !== "still") {
      const since = t - this.#begins;
      if (act.kind === "tap") return act.strokes.some((at) => since >= at && since < at + TAP_LASTS) ? "tap" : null;
      return since >= act.from && since < act.until ? act.kind : null;
    }
    return t - this.#restsSince >= STILL_AFTER ? "still" : null;
  }

  #poseAt(t: number): ArmPose {
    const base = { ...LEVEL, pitch: this.wearer.posture };
    const moved = this.#act ? addPose(base, this.#act.moves(t - this.#begins)) : base;
    if (this.#fidgets === 0) return moved;
    const on = Math.sin(Math.PI * Math.max(0, Math.min(1, (t - this.#begins) / (this.#ends - this.#begins)))) ** 2;
    const [one, two, three] = this.#slow.map(({ rate, from }) => Math.sin(2 * Math.PI * rate * t + from));
    return addPose(moved, { pitch: one ?? 0, roll: two ?? 0, yaw: three ?? 0 }, this.#fidgets * on);
  }

  #goOn(t: number): void {
    if (this.#act) this.#pause();
    else this.#begin(t);
  }

  #pause(): void {
    const draws = this.#draws;
    const [least, most] = this.#habits.pauses;
    const moved = this.#act !== undefined && this.#act.kind !== "still";
    this.#act = undefined;
    this.#begins = this.#now;
    this.#ends = this.#now + draws.between(least, most);
    this.#fidgets = draws.unit() < 0.5 ? draws.between(0.02, 0.06) : 0;
    if (moved) this.#restsSince = this.#now;
    // An arm that is not at rest is not still, however little it does.
    if (this.#fidgets > 0) this.#restsSince = this.#ends;
  }

  #begin(t: number): void {
    const draws = this.#draws;
    const asked = this.#asked.shift();
    const gesture = asked ?? (draws.unit() < this.#habits.gestures ? draws.pick(CHILD_GESTURES) : undefined);
    const act = gesture
      ? drawGesture(gesture, this.wearer, draws)
      : drawEveryday(draws.pick(EVERYDAY), this.wearer, draws);
    this.#act = act;
    this.#fidgets = 0;
    this.#begins = t;
    this.#ends = t + act.seconds;
    if (act.kind !== "still") this.#restsSince = this.#ends;
    const millis = (seconds: number) => 1_000 * (t + seconds);
    this.acted.push({
      kind: act.kind,
      name: act.name,
      begins: millis(0),
      from: act.kind === "still" ? 1_000 * (this.#restsSince + STILL_AFTER) : millis(act.from),
      until: millis(act.until),
      strokes: act.strokes.map(millis),
    });
  }
}

/** A tap is a tap for so many seconds after it fell. */
const TAP_LASTS = 0.16;
