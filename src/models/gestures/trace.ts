import type { Vector } from "../../engine/gestures/arm.ts";
import { FRAME_CLASSES, type FrameClass } from "../../engine/gestures/decision.ts";
import { WRIST_RATE } from "../../engine/gestures/frames.ts";
import { type Acted, SimulatedWearer, type WearerHabits } from "../../engine/gestures/simulated-wearer.ts";
import { ADXL335, countsOf, feltFrom, UNO } from "../../engine/gestures/wrist-scale.ts";
import { seeded } from "../../engine/random.ts";
import type { Millis } from "../../engine/time/units.ts";
import type { Split } from "../dataset.ts";

/** What somebody's sensor felt for some minutes, and what the hand did; times count from the first sample. */
export interface Trace {
  /** Whose hand: traces are split by wearer, never within one. */
  readonly wearer: string;
  /** In g, at {@link WRIST_RATE}. */
  readonly felt: readonly Vector[];
  /** What each sample was, as a place in FRAME_CLASSES. */
  readonly truth: Uint8Array;
  readonly acted: readonly Acted[];
}

export interface SplitTrace extends Trace {
  readonly split: Split;
}

/** How many simulated wearers there are, by what they are for. */
export const WEARERS: Readonly<Record<Split, number>> = { training: 48, validation: 12, test: 24 };
const MINUTES = 5;
/** How long nothing but everyday movement is looked at. */
const EVERYDAY_MINUTES = 4;

/** A simulated wearer of a number, for some minutes, as an ADXL335 and an Uno's converter have it. The same arguments give the same trace. */
export function wearSensor(number: number, minutes: number, habits: Partial<WearerHabits> = {}): Trace {
  const wearer = new SimulatedWearer(seeded(number, "wrist"), habits);
  const count = Math.round(minutes * 60 * WRIST_RATE);
  const felt: Vector[] = [];
  const truth = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    const sample = wearer.next();
    felt.push(feltFrom(countsOf(sample.felt, ADXL335, UNO), ADXL335, UNO));
    truth[i] = FRAME_CLASSES.indexOf(sample.truth ?? ("none" satisfies FrameClass));
  }
  return { wearer: `simulated ${number}`, felt, truth, acted: wearer.acted };
}

/** A trace of gestures between everyday movements from each simulated wearer of a split. */
export function simulatedTraces(split: Split): SplitTrace[] {
  const before = { training: 0, validation: WEARERS.training, test: WEARERS.training + WEARERS.validation }[split];
  return Array.from({ length: WEARERS[split] }, (_, place) => ({ ...wearSensor(before + place, MINUTES), split }));
}

/** The same wearers, who make no gesture: what is told of these is a false alarm. */
export function everydayTraces(split: Split): SplitTrace[] {
  const before = { training: 0, validation: WEARERS.training, test: WEARERS.training + WEARERS.validation }[split];
  return Array.from({ length: WEARERS[split] }, (_, place) => ({
    ...wearSensor(1_000 + before + place, EVERYDAY_MINUTES, { gestures: 0 }),
    split,
  }));
}

/** The end of a trace. */
export function lengthOf({ felt }: Trace): Millis {
  return (felt.length * 1_000) / WRIST_RATE;
}
