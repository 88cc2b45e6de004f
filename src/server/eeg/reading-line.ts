import { BANDS } from "../../engine/eeg/bands.ts";
import type { EegBlockCommand } from "../../engine/eeg/command.ts";
import { type EpochMeasures, EpochMeter } from "../../engine/eeg/epoch-meter.ts";
import { DEFAULT_EPOCHS, type Epoch, EpochReader } from "../../engine/eeg/epochs.ts";
import { DEFAULT_CLEANING } from "../../engine/eeg/filter-design.ts";
import { ImpedanceMeter } from "../../engine/eeg/impedance.ts";
import { DEFAULT_LIMITS, goodShare } from "../../engine/eeg/quality.ts";
import type { EegOutcome, EegReading, NoScoreReason } from "../../engine/eeg/reading.ts";
import type { Hertz } from "../../engine/time/units.ts";
import type { EegForm, EegTimes } from "../../hardware/eeg/eeg-source.ts";
import type { EegSample } from "../../hardware/eeg/eeg-stream.ts";
import { LEAST_GOOD, type OwnRest } from "../../models/eeg/own-rest.ts";
import type { Scorer } from "../../models/eeg/scorer.ts";
import { RestKeeper } from "./rest-keeper.ts";
import { WindowLine } from "./window-line.ts";

export interface ReadingParts {
  readonly form: EegForm;
  readonly times: EegTimes;
  /** 50 or 60. */
  readonly mains: Hertz;
  readonly scorer: Scorer | undefined;
  /** The own rest as it was known before, for the same sites. */
  readonly rest: OwnRest | undefined;
  readonly tell: (reading: EegReading) => void;
  /** The own rest is known, or known better. */
  readonly tellRest: (rest: OwnRest) => void;
}

/** From numbered samples of one form to readings, twice a second, each with a score or the reason why there is none. */
export class ReadingLine {
  readonly #parts: ReadingParts;
  readonly #reader: EpochReader;
  readonly #meter: EpochMeter;
  readonly #hop: number;
  readonly #keeper: RestKeeper;
  readonly #isKnown: boolean;
  #impedances: ImpedanceMeter | undefined;
  #rest: OwnRest | undefined;
  #windows: WindowLine | undefined;
  #blocks: { readonly index: number; readonly command: EegBlockCommand }[] = [];
  #faults: EegReading["faults"] = [];
  #noise: readonly number[] = [];
  #onSkin = true;
  #next: number | undefined;
  /** Number of the sample with which the last reading ended, and of the first after the last gap. */
  #told = 0;
  #whole = Number.NEGATIVE_INFINITY;

  constructor(parts: ReadingParts) {
    const { form, mains, scorer, rest } = parts;
    const { montage, rate } = form;
    this.#parts = parts;
    this.#reader = new EpochReader(montage.length, rate, DEFAULT_EPOCHS, { ...DEFAULT_CLEANING, mains });
    const { length } = this.#reader;
    const highest = Math.max(-form.counts.lowest, form.counts.highest);
    const limits = { ...DEFAULT_LIMITS, fullScale: highest * Math.max(...form.microvoltsPerCount) };
    this.#meter = new EpochMeter({ montage, rate, length, mains, limits });
    this.#hop = Math.max(1, Math.round((DEFAULT_EPOCHS.hop * rate) / 1000));
    this.#keeper = new RestKeeper(montage, length);
    this.#isKnown = scorer !== undefined && scorer.montage.join() === montage.join();
    if (rest && rest.montage.join() === montage.join()) this.#know(rest);
  }

  /** Samples in order; a number that is left out is a lost sample. */
  add(samples: readonly EegSample[], onSkin: boolean | undefined): void {
    this.#onSkin = onSkin ?? this.#onSkin;
    for (const { index, microvolts } of samples) {
      if (index !== this.#next) this.#break(index);
      this.#next = index + 1;
      while (this.#blocks[0] && this.#blocks[0].index <= index) this.#begin(this.#blocks.shift()?.command);
      if (this.#impedances) this.#impedances.add(microvolts);
      else {
        const epoch = this.#reader.add(index, microvolts);
        if (epoch) this.#read(epoch, index);
      }
      if (index - this.#told >= this.#hop) this.#withoutEpoch(index);
    }
  }

  /** A block begins: at its sample, or at once where that has passed. */
  block(command: EegBlockCommand): void {
    const index = Math.ceil(this.#parts.times.indexAt(command.at));
    this.#blocks.push({ index: Number.isNaN(index) ? 0 : index, command });
  }

  /** The measuring current is in the samples, or no longer. */
  impedance(on: boolean): void {
    if (on === (this.#impedances !== undefined)) return;
    const { montage, rate } = this.#parts.form;
    this.#impedances = on ? new ImpedanceMeter(montage.length, rate) : undefined;
    this.#reader.gap();
    this.#windows?.restart();
  }

  #break(index: number): void {
    this.#reader.gap();
    // The very first sample comes after nothing that could have been lost.
    if (this.#next === undefined) this.#told = index;
    else this.#whole = index;
  }

  #begin(command: EegBlockCommand | undefined): void {
    if (!command) return;
    this.#reader.boundary();
    this.#windows?.restart();
    const rest = this.#keeper.begin(command);
    if (!rest) return;
    this.#know(rest);
    this.#parts.tellRest(rest);
  }

  #know(rest: OwnRest): void {
    this.#rest = rest;
    this.#windows = new WindowLine(rest);
  }

  #read(epoch: Epoch, index: number): void {
    const looksAtAll = this.#keeper.wants(epoch.from) || (this.#parts.scorer?.readsTangent ?? false);
    const measures = this.#meter.measure(epoch, this.#rest?.muscle, looksAtAll);
    this.#faults = measures.faults;
    this.#keeper.take(epoch.from, measures);
    this.#noise = epoch.clean.map(noiseOf);
    this.#tell(index, this.#bandsOf(measures), this.#outcome(index, measures));
  }

  #outcome(index: number, measures: EpochMeasures): EegOutcome {
    const { scorer, times } = this.#parts;
    if (!this.#onSkin) return none("noContact");
    if (goodShare(measures.faults) < LEAST_GOOD) return none(this.#touches(measures) ? "artefact" : "noContact");
    if (!scorer || !this.#isKnown) return none("noModel");
    if (!this.#windows) return none("noBaseline");
    const sequence = this.#windows.add(times.timeOf(index), measures);
    return typeof sequence === "string" ? none(sequence) : scorer.score(sequence);
  }

  /** Whether so many electrodes touch that it is not the contact that is missing. */
  #touches({ faults }: EpochMeasures): boolean {
    const off = faults.filter((list) => list.includes("railed") || list.includes("flat"));
    return 1 - off.length / Math.max(1, faults.length) >= LEAST_GOOD;
  }

  /** A hop has passed and no epoch is whole: why. */
  #withoutEpoch(index: number): void {
    if (this.#impedances) {
      const ohms = this.#impedances.read();
      this.#tell(index, [], none("impedance"), ohms);
      return;
    }
    const lost = index - this.#whole < this.#reader.length;
    this.#tell(index, [], none(lost ? "gap" : this.#onSkin ? "settling" : "noContact"));
  }

  #tell(index: number, bands: readonly number[], outcome: EegOutcome, ohms?: readonly number[]): void {
    this.#told = index;
    const at = this.#parts.times.timeOf(index);
    this.#parts.tell({ at, faults: this.#faults, bands, outcome, noise: this.#noise, ...(ohms ? { ohms } : {}) });
  }

  #bandsOf({ faults, features }: EpochMeasures): number[] {
    const good = faults.flatMap((list, channel) => (list.length === 0 ? [channel] : []));
    if (good.length === 0) return [];
    return BANDS.map((_, band) => {
      const sum = good.reduce((total, channel) => total + (features[channel * BANDS.length + band] as number), 0);
      return sum / good.length;
    });
  }
}

/** Standard deviation in µV, to a tenth: what the panel shows as a bar. */
function noiseOf(channel: Float64Array): number {
  let [sum, squares] = [0, 0];
  for (const value of channel) {
    sum += value;
    squares += value * value;
  }
  const mean = sum / channel.length;
  return Math.round(10 * Math.sqrt(Math.max(0, squares / channel.length - mean * mean))) / 10;
}

function none(reason: NoScoreReason): EegOutcome {
  return { kind: "none", reason };
}
