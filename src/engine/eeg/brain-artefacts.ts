import type { Draws } from "../random.ts";
import type { Hertz, Microvolts } from "../time/units.ts";
import { REACHES, reachAt } from "./scalp.ts";

/** How often things happen that are no brain, each a minute. */
export interface ArtefactRates {
  readonly blinks: number;
  /** Bursts of muscle. */
  readonly muscle: number;
  /** Pops, of any electrode. */
  readonly pops: number;
  /** Electrodes that lose the skin. */
  readonly losses: number;
}

export const USUAL_ARTEFACTS: ArtefactRates = { blinks: 12, muscle: 2, pops: 0.5, losses: 0.1 };
export const NO_ARTEFACTS: ArtefactRates = { blinks: 0, muscle: 0, pops: 0, losses: 0 };

/** What is happening just now, the hidden truth behind a sample. */
export interface ArtefactTruth {
  readonly blink: boolean;
  readonly muscle: boolean;
  /** Channels that pop or have lost the skin, from 0. */
  readonly popping: readonly number[];
  readonly lost: readonly number[];
}

/** Seconds. */
const BLINK = 0.3;
const POP_DECAY = 0.4;

/** Blinks, muscle, pops and lost contact, each at its own random times. */
export class BrainArtefacts {
  readonly #rates: ArtefactRates;
  readonly #rate: Hertz;
  readonly #blinkReach: readonly number[];
  readonly #muscleReach: readonly number[];
  readonly #pops: Float64Array;
  readonly #lossLeft: Float64Array;
  readonly #muscleBefore: Float64Array;
  #blinkLeft = 0;
  #blinkSize: Microvolts = 0;
  #muscleLeft = 0;
  #muscleSize: Microvolts = 0;

  constructor(montage: readonly string[], rate: Hertz, rates: ArtefactRates) {
    this.#rates = rates;
    this.#rate = rate;
    this.#blinkReach = montage.map((site) => reachAt(REACHES.blink, site));
    this.#muscleReach = montage.map((site) => reachAt(REACHES.muscle, site));
    this.#pops = new Float64Array(montage.length);
    this.#lossLeft = new Float64Array(montage.length);
    this.#muscleBefore = new Float64Array(montage.length);
  }

  get truth(): ArtefactTruth {
    const where = (values: Float64Array, least: number) =>
      Array.from(values.keys()).filter((channel) => Math.abs(values[channel] as number) > least);
    return {
      blink: this.#blinkLeft > 0,
      muscle: this.#muscleLeft > 0,
      popping: where(this.#pops, 5),
      lost: where(this.#lossLeft, 0),
    };
  }

  /** Adds one sample of artefacts; `railed` is what a channel without contact reads. */
  add(sample: Float64Array, railed: Microvolts, draws: Draws): void {
    this.#begin(draws);
    const blinked = BLINK * this.#rate;
    const lid = this.#blinkLeft > 0 ? Math.sin((Math.PI * this.#blinkLeft) / blinked) ** 2 * this.#blinkSize : 0;
    const popsKeep = Math.exp(-1 / (POP_DECAY * this.#rate));
    for (let channel = 0; channel < sample.length; channel++) {
      let value = (sample[channel] as number) + lid * (this.#blinkReach[channel] as number);
      if (this.#muscleLeft > 0) {
        const now = draws.normal(0, this.#muscleSize * (this.#muscleReach[channel] as number));
        value += now - (this.#muscleBefore[channel] as number);
        this.#muscleBefore[channel] = now;
      }
      value += this.#pops[channel] as number;
      this.#pops[channel] = (this.#pops[channel] as number) * popsKeep;
      const lossLeft = this.#lossLeft[channel] as number;
      if (lossLeft > 0) this.#lossLeft[channel] = lossLeft - 1;
      sample[channel] = lossLeft > 0 ? railed : value;
    }
    this.#blinkLeft = Math.max(0, this.#blinkLeft - 1);
    this.#muscleLeft = Math.max(0, this.#muscleLeft - 1);
  }

  #begin(draws: Draws): void {
    const happens = (rate: number) => draws.unit() < rate / 60 / this.#rate;
    const anyChannel = () => draws.whole(0, this.#pops.length - 1);
    if (happens(this.#rates.blinks) && this.#blinkLeft === 0) {
      this.#blinkLeft = Math.round(BLINK * this.#rate);
      this.#blinkSize = draws.between(90, 250);
    }
    if (happens(this.#rates.muscle) && this.#muscleLeft === 0) {
      this.#muscleLeft = Math.round(draws.between(0.4, 2.5) * this.#rate);
      this.#muscleSize = draws.between(10, 40);
      this.#muscleBefore.fill(0);
    }
    if (happens(this.#rates.pops)) this.#pops[anyChannel()] = draws.pick([-1, 1]) * draws.between(200, 900);
    if (happens(this.#rates.losses)) this.#lossLeft[anyChannel()] = Math.round(draws.between(3, 15) * this.#rate);
  }
}
