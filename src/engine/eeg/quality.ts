import type { Hertz, Microvolts } from "../time/units.ts";
import { bandPower, GAMMA } from "./bands.ts";
import type { Epoch } from "./epochs.ts";
import type { MainsProbe } from "./mains-probe.ts";

/** Why a channel of an epoch is not to be used. */
export type Fault = "railed" | "flat" | "amplitude" | "step" | "mains" | "muscle";

/** What a channel may do. Defaults of the rig, logged with the session. */
export interface QualityLimits {
  /** Full scale of the amplifier. */
  readonly fullScale: Microvolts;
  /** Share of the full scale that counts as railed (OpenBCI GUI: 0.9, a warning from 0.75). */
  readonly railed: number;
  /** Less than this deviation is no brain. */
  readonly flat: Microvolts;
  /** A larger distance from zero, high-passed, is a blink or a movement. */
  readonly amplitude: Microvolts;
  /** A larger jump from sample to sample is an electrode. */
  readonly step: Microvolts;
  /** Amplitude of the hum, before the notch, over the deviation of the cleaned signal. */
  readonly mains: number;
  /** Log10 of the 30–40 Hz power over that of the own rest. */
  readonly muscle: number;
}

export const DEFAULT_LIMITS: QualityLimits = {
  fullScale: 187_500,
  railed: 0.9,
  flat: 0.5,
  amplitude: 100,
  step: 50,
  mains: 10,
  muscle: 0.6,
};

/** What the faults of an epoch are judged by besides its samples. */
export interface QualityContext {
  readonly limits: QualityLimits;
  /** Spectra of the clean channels. */
  readonly spectra: readonly Float64Array[];
  readonly resolution: Hertz;
  readonly mains: MainsProbe;
  /** 30–40 Hz power of each channel at the child's own rest, once it is known. */
  readonly restMuscle?: ArrayLike<number>;
}

/** The faults of each channel of an epoch; an empty list is a good channel. */
export function faultsOf(epoch: Epoch, context: QualityContext): Fault[][] {
  return epoch.clean.map((clean, channel) => {
    const raw = epoch.raw[channel] as Float64Array;
    const { limits } = context;
    const faults: Fault[] = [];
    const { largest, highest, jump, deviation } = extentOf(raw, clean);
    if (largest >= limits.railed * limits.fullScale) faults.push("railed");
    if (deviation < limits.flat) faults.push("flat");
    if (highest > limits.amplitude) faults.push("amplitude");
    if (jump > limits.step) faults.push("step");
    if (context.mains.amplitudeIn(raw) > limits.mains * deviation) faults.push("mains");
    if (muscleJump(context, channel) > limits.muscle) faults.push("muscle");
    return faults;
  });
}

/** Share of the channels without a fault. Below 0.6 an epoch gives no score. */
export function goodShare(faults: readonly (readonly Fault[])[]): number {
  return faults.filter((list) => list.length === 0).length / Math.max(1, faults.length);
}

function extentOf(raw: Float64Array, clean: Float64Array) {
  let [largest, highest, jump, sum, squares] = [0, 0, 0, 0, 0];
  for (let i = 0; i < clean.length; i++) {
    const value = clean[i] as number;
    largest = Math.max(largest, Math.abs(raw[i] as number));
    highest = Math.max(highest, Math.abs(value));
    if (i > 0) jump = Math.max(jump, Math.abs(value - (clean[i - 1] as number)));
    sum += value;
    squares += value * value;
  }
  const mean = sum / clean.length;
  return { largest, highest, jump, deviation: Math.sqrt(Math.max(0, squares / clean.length - mean * mean)) };
}

function muscleJump({ spectra, resolution, restMuscle }: QualityContext, channel: number): number {
  const rest = restMuscle?.[channel];
  if (rest === undefined || !(rest > 0)) return 0;
  return Math.log10(bandPower(spectra[channel] as Float64Array, resolution, GAMMA) / rest);
}
