import type { Hertz } from "../time/units.ts";
import { BandCovariances } from "./band-covariances.ts";
import type { Epoch } from "./epochs.ts";
import { featuresOf } from "./features.ts";
import { MainsProbe } from "./mains-probe.ts";
import { DEFAULT_LIMITS, type Fault, faultsOf, type QualityLimits } from "./quality.ts";
import { Spectrum, spectraOf } from "./spectrum.ts";
import type { SymmetricMatrix } from "./symmetric-matrix.ts";

/** What is measured of an epoch. */
export interface EpochMeasures {
  /** By channel; an empty list is a good channel. */
  readonly faults: readonly (readonly Fault[])[];
  /** Log power of each of `BANDS`, channel after channel, then the asymmetries of the montage. */
  readonly features: Float64Array;
  /** One matrix for each of `TANGENT_BANDS`, in µV²; none where they were not asked for. */
  readonly covariances: readonly SymmetricMatrix[];
}

/** What measuring depends on. */
export interface MeterSettings {
  readonly montage: readonly string[];
  readonly rate: Hertz;
  /** Samples in an epoch. */
  readonly length: number;
  /** 50 or 60. */
  readonly mains: Hertz;
  readonly limits?: QualityLimits;
}

/** Measures epochs of one montage and length: quality, features and covariances. Holds scratch room: make one and keep it. */
export class EpochMeter {
  readonly #montage: readonly string[];
  readonly #limits: QualityLimits;
  readonly #spectrum: Spectrum;
  readonly #covariances: BandCovariances;
  readonly #mains: MainsProbe;

  constructor({ montage, rate, length, mains, limits = DEFAULT_LIMITS }: MeterSettings) {
    this.#montage = montage;
    this.#limits = limits;
    this.#spectrum = new Spectrum(length, rate);
    this.#covariances = new BandCovariances(length, rate);
    this.#mains = new MainsProbe(length, mains, rate);
  }

  /**
   * `restMuscle`: 30–40 Hz power of each channel at the child's own rest, once it is known (µV²/Hz). The covariances cost about as much
   * as all the rest: `withCovariances` leaves them out where nobody will look at them.
   */
  measure(epoch: Epoch, restMuscle?: ArrayLike<number>, withCovariances = true): EpochMeasures {
    const spectra = spectraOf(epoch.clean, this.#spectrum);
    const { resolution } = this.#spectrum;
    const context = { limits: this.#limits, spectra, resolution, mains: this.#mains };
    const { logBandPowers, asymmetries } = featuresOf(spectra, resolution, this.#montage);
    const features = new Float64Array(logBandPowers.length + asymmetries.length);
    features.set(logBandPowers);
    features.set(asymmetries, logBandPowers.length);
    return {
      faults: faultsOf(epoch, restMuscle ? { ...context, restMuscle } : context),
      features,
      covariances: withCovariances ? this.#covariances.of(epoch.clean) : [],
    };
  }
}
