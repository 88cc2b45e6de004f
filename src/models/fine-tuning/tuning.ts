import type { Gain } from "./gain.ts";

/** There is nothing to tune by. The message is one sentence for the user. */
export class TuningRefusal extends Error {
  override readonly name = "TuningRefusal";
}

/** What came of one network. */
export interface TunedNetwork {
  /** In bits a phrase, on the last part of the child's playing, which nothing was learnt from. */
  readonly gain: Gain;
  /** All its weights in one list; absent where nothing was gained, so that the base stays in use. */
  readonly weights?: Float32Array;
}

export interface Tuning {
  readonly asked: number;
  readonly pitch: TunedNetwork;
  readonly trend: TunedNetwork;
}
