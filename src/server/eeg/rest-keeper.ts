import type { EpochMeasures } from "../../engine/eeg/epoch-meter.ts";
import { type OwnRest, ownRest } from "../../models/eeg/own-rest.ts";

/** More epochs than this make a baseline no better: four minutes that do not overlap. */
const MOST = 120;

/** Gathers the child's own rest: epochs of the blocks that count as its baseline, block by block. */
export class RestKeeper {
  readonly #montage: readonly string[];
  readonly #length: number;
  /** Of blocks that have ended and count. */
  #kept: EpochMeasures[] = [];
  #block: EpochMeasures[] | undefined;
  /** The first sample that overlaps with nothing taken so far. */
  #free = 0;

  /** `length`: samples in an epoch. */
  constructor(montage: readonly string[], length: number) {
    this.#montage = montage;
    this.#length = length;
  }

  /** Whether an epoch that begins with sample `from` is to be taken: it lies in a block at rest, and overlaps with no other one. */
  wants(from: number): boolean {
    return this.#block !== undefined && from >= this.#free;
  }

  /** An epoch that begins with sample `from`; one that is not wanted is passed over. */
  take(from: number, measures: EpochMeasures): void {
    if (!this.wants(from)) return;
    this.#block?.push(measures);
    this.#free = from + this.#length;
  }

  /**
   * A block begins. Where the one that ends was at rest and counts, the own rest as it is known now, if there was enough of it;
   * undefined: nothing has changed.
   */
  begin({ baseline, kept }: { readonly baseline: boolean; readonly kept: boolean }): OwnRest | undefined {
    const ended = this.#block;
    this.#block = baseline ? [] : undefined;
    if (!ended || !kept) return undefined;
    this.#kept = [...this.#kept, ...ended].slice(-MOST);
    return ownRest(this.#kept, this.#montage);
  }
}
