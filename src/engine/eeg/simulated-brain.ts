import { Draws, fork, type Random } from "../random.ts";
import type { Hertz, Microvolts } from "../time/units.ts";
import { type ArtefactRates, type ArtefactTruth, BrainArtefacts, USUAL_ARTEFACTS } from "./brain-artefacts.ts";
import { Drift, PinkNoise, Rhythm } from "./brain-sources.ts";
import { REACHES, reachAt } from "./scalp.ts";

/** How a simulated brain answers to music: the change of log10 power of a rhythm while it listens. */
export interface ListeningEffect {
  readonly alpha: number;
  readonly theta: number;
  readonly beta: number;
}

/** About what eyes-closed listening does to adults beside eyes-open rest. */
export const USUAL_EFFECT: ListeningEffect = { alpha: 0.35, theta: 0.12, beta: -0.08 };

export interface BrainSettings {
  /** Site of each channel by the 10–20 system. */
  readonly montage: readonly string[];
  readonly rate: Hertz;
  readonly effect: ListeningEffect;
  readonly artefacts: ArtefactRates;
  /** Hum of the mains at a bad electrode; others have less. */
  readonly mains: { readonly frequency: Hertz; readonly amplitude: Microvolts };
  /** What a channel without contact reads. */
  readonly railed: Microvolts;
}

export const DEFAULT_BRAIN: BrainSettings = {
  montage: ["Fp1", "Fp2", "C3", "C4", "P3", "P4", "O1", "O2"],
  rate: 250,
  effect: USUAL_EFFECT,
  artefacts: USUAL_ARTEFACTS,
  mains: { frequency: 50, amplitude: 8 },
  railed: -187_500.02,
};

/** Deviation of the 1/f background, of which half is seen by all channels alike. */
const BACKGROUND: Microvolts = 9;
const RHYTHMS = [
  { name: "alpha", frequency: 10, width: 1.6, amplitude: 7 },
  { name: "theta", frequency: 6, width: 2.5, amplitude: 4.5 },
  { name: "beta", frequency: 20, width: 7, amplitude: 2.6 },
] as const;
/** A rhythm's power wanders by this much (log10), over so many seconds, whatever is played. */
export const WANDERING = 0.12;
export const WANDERING_TIME = 8;
/** Seconds until the brain has followed a change of the state by two thirds. */
const FOLLOWING = 1.5;
/** Electrodes stand at any offset within this, and creep. */
const OFFSET: Microvolts = 20_000;

interface Source {
  readonly rhythm: Rhythm;
  readonly wandering: Drift;
  readonly amplitude: Microvolts;
  readonly effect: number;
  readonly reaches: readonly number[];
}

interface Electrode {
  readonly offset: Microvolts;
  readonly drift: Drift;
  readonly hum: Microvolts;
}

/**
 * A brain that can be asked whether it is listening: background, rhythms that answer to a hidden state, mains, and everything that
 * gets in the way. Seeded: the same settings, randomness and states give the same samples. It is no model of a child's brain; it
 * makes signals with a known truth.
 */
export class SimulatedBrain {
  /** The hidden state, 0 rest … 1 listening. Set it; the rhythms follow within seconds. */
  listening = 0;
  readonly #settings: BrainSettings;
  readonly #draws: Draws;
  readonly #troubles: Draws;
  readonly #shared: PinkNoise;
  readonly #own: readonly PinkNoise[];
  readonly #sources: readonly Source[];
  readonly #artefacts: BrainArtefacts;
  readonly #electrodes: readonly Electrode[];
  #state = 0;
  #count = 0;

  constructor(settings: BrainSettings, random: Random) {
    const { montage, rate, effect, mains, artefacts } = settings;
    const draws = new Draws(fork(random, "brain"));
    this.#settings = settings;
    this.#draws = draws;
    this.#troubles = new Draws(fork(random, "artefacts"));
    this.#shared = new PinkNoise(rate, draws);
    this.#own = montage.map(() => new PinkNoise(rate, draws));
    this.#sources = RHYTHMS.map(({ name, frequency, width, amplitude }) => ({
      rhythm: new Rhythm(draws.normal(frequency, 0.03 * frequency), width, rate, draws),
      wandering: new Drift(WANDERING_TIME, rate, draws),
      amplitude,
      effect: effect[name],
      reaches: montage.map((site) => reachAt(REACHES[name], site)),
    }));
    this.#electrodes = montage.map(() => ({
      offset: draws.between(-OFFSET, OFFSET),
      drift: new Drift(60, rate, draws),
      hum: mains.amplitude * draws.unit() ** 2,
    }));
    this.#artefacts = new BrainArtefacts(montage, rate, artefacts);
  }

  /** What is in the way of the sample that came last. */
  get truth(): ArtefactTruth {
    return this.#artefacts.truth;
  }

  /** The next sample of all channels, new at each call. */
  next(): Float64Array {
    const { montage, rate, mains, railed } = this.#settings;
    const draws = this.#draws;
    this.#state += (this.listening - this.#state) / (FOLLOWING * rate);
    const hum = Math.sin((2 * Math.PI * mains.frequency * this.#count++) / rate);
    const shared = this.#shared.next(draws);
    const sample = new Float64Array(montage.length);
    for (let channel = 0; channel < sample.length; channel++) {
      const electrode = this.#electrodes[channel] as Electrode;
      const own = (this.#own[channel] as PinkNoise).next(draws);
      const standing = electrode.offset + 200 * electrode.drift.next(draws) + hum * electrode.hum;
      sample[channel] = standing + BACKGROUND * Math.SQRT1_2 * (shared + own);
    }
    for (const { rhythm, wandering, amplitude, effect, reaches } of this.#sources) {
      const logPower = WANDERING * wandering.next(draws) + effect * this.#state;
      const value = rhythm.next(draws) * amplitude * 10 ** (logPower / 2);
      for (const [channel, reach] of reaches.entries()) sample[channel] = (sample[channel] as number) + reach * value;
    }
    this.#artefacts.add(sample, railed, this.#troubles);
    return sample;
  }
}
