import type { Gap } from "../../../engine/eeg/sample-line.ts";
import type { Hertz, Millis } from "../../../engine/time/units.ts";
import type { EegTimes } from "../eeg-source.ts";
import type { EegSample } from "../eeg-stream.ts";

/** Samples in one piece, as far as the device is concerned: from one of its beginnings to the next. */
interface Stretch {
  /** Number of the sample that is its own number 0. */
  readonly base: number;
  readonly times: EegTimes;
}

/** How many stretches are remembered for the times of older samples. */
const REMEMBERED = 8;

/**
 * Numbers and times of all samples of a source. A device that begins anew numbers from 0; here the numbers go on, after a gap
 * that is as long as the clocks say.
 */
export class SampleSeries implements EegTimes {
  #stretches: Stretch[] = [];
  #awaited: EegTimes | undefined;
  #next = 0;

  /** A stretch begins whose own numbers have these times. */
  begin(times: EegTimes): void {
    this.#awaited = times;
  }

  /** Another form: everything from 0. */
  restart(): void {
    this.#stretches = [];
    this.#next = 0;
  }

  /** The samples and gaps of the stretch that began last, by the numbers of the series. */
  number(samples: readonly EegSample[], gaps: readonly Gap[]): { samples: EegSample[]; gaps: Gap[] } {
    const first = Math.min(samples[0]?.index ?? Number.POSITIVE_INFINITY, gaps[0]?.from ?? Number.POSITIVE_INFINITY);
    if (!Number.isFinite(first)) return { samples: [], gaps: [] };
    const between = this.#awaited && this.#join(this.#awaited, first);
    const numbered = {
      samples: samples.map((sample) => ({ ...sample, index: this.numberOf(sample.index) })),
      gaps: [...(between ? [between] : []), ...gaps.map((gap) => ({ ...gap, from: this.numberOf(gap.from) }))],
    };
    const lastGap = numbered.gaps.at(-1);
    const last = numbered.samples.at(-1)?.index ?? -1;
    this.#next = Math.max(this.#next, last + 1, lastGap ? lastGap.from + lastGap.lost : 0);
    return numbered;
  }

  /** Number in the series of a sample with this number in the stretch that began last. */
  numberOf(index: number): number {
    return index + (this.#stretches.at(-1)?.base ?? 0);
  }

  #join(times: EegTimes, first: number): Gap | undefined {
    this.#awaited = undefined;
    const before = this.#stretches.length > 0;
    // A device that began anew has missed one at the least: filters must not run across.
    const lost = before ? Math.max(1, Math.round(this.indexAt(times.timeOf(first)) - this.#next)) : 0;
    this.#stretches.push({ base: this.#next + lost - first, times });
    if (this.#stretches.length > REMEMBERED) this.#stretches.shift();
    return before ? { from: this.#next, lost, certain: false } : undefined;
  }

  timeOf(index: number): Millis {
    const stretch = this.#stretches.findLast(({ base }) => base <= index) ?? this.#stretches[0];
    return stretch ? stretch.times.timeOf(index - stretch.base) : Number.NaN;
  }

  indexAt(at: Millis): number {
    const stretch = this.#stretches.findLast(({ times }) => times.timeOf(0) <= at) ?? this.#stretches[0];
    return stretch ? stretch.times.indexAt(at) + stretch.base : Number.NaN;
  }

  get rate(): Hertz {
    return this.#stretches.at(-1)?.times.rate ?? Number.NaN;
  }
}
