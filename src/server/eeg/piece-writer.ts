import type { Millis } from "../../engine/time/units.ts";
import type { EegForm, EegTimes } from "../../hardware/eeg/eeg-source.ts";
import type { EegSample } from "../../hardware/eeg/eeg-stream.ts";
import { packForm, packPiece, type Remark } from "./recorded-piece.ts";

/** A piece holds so much: with the writing itself, what a crash can take stays well under a second. */
const PIECE: Millis = 400;

/** Cuts the samples that are to be kept into pieces; `begin` first, then `keep` piece after piece. */
export interface PieceOutput {
  /** Another part begins, with sample `first`. */
  begin(form: Uint8Array, first: number): void;
  keep(piece: Uint8Array): void;
}

/** Gathers what is recorded, and hands it over in pieces. */
export class PieceWriter {
  readonly #output: PieceOutput;
  readonly #form: EegForm;
  readonly #times: EegTimes;
  readonly #most: number;
  #begun = false;
  #samples: EegSample[] = [];
  #remarks: Remark[] = [];

  /** One for each part: from when recording is switched on, or a device comes in another form, until that ends. */
  constructor(form: EegForm, times: EegTimes, output: PieceOutput) {
    this.#form = form;
    this.#times = times;
    this.#output = output;
    this.#most = Math.max(1, Math.round((PIECE * form.rate) / 1000));
  }

  /** `now`: clock time and wall clock (milliseconds since 1970) of one moment. */
  add(samples: readonly EegSample[], now: { readonly clock: Millis; readonly wall: Millis }): void {
    const [first] = samples;
    if (!first) return;
    if (!this.#begun) {
      const taken = this.#times.timeOf(first.index);
      const ago = Number.isFinite(taken) ? now.clock - taken : 0;
      const startedAt = new Date(now.wall - ago).toISOString();
      this.#begun = true;
      this.#output.begin(packForm({ form: this.#form, first: first.index, startedAt }), first.index);
    }
    for (const sample of samples) {
      this.#samples.push(sample);
      if (this.#samples.length >= this.#most) this.#hand();
    }
  }

  remark(remark: Remark): void {
    this.#remarks.push(remark);
  }

  /** Hands over what is left. */
  end(): void {
    if (this.#begun && this.#samples.length + this.#remarks.length > 0) this.#hand();
  }

  #hand(): void {
    this.#output.keep(packPiece({ samples: this.#samples, remarks: this.#remarks }));
    this.#samples = [];
    this.#remarks = [];
  }
}
