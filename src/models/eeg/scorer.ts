import type { EegOutcome } from "../../engine/eeg/reading.ts";
import { type EegModel, ruleOf } from "./eeg-model.ts";
import { distanceBy } from "./gate.ts";
import { halfWidthAt } from "./reliability.ts";
import { probabilityOf } from "./temperature.ts";
import type { EegWindow } from "./window.ts";

/** What gives a sequence of windows its score. */
export interface Scorer {
  readonly name: string;
  /** The sites that it has learnt from, in order: it says nothing of others. */
  readonly montage: readonly string[];
  /** Whether it reads the tangent vectors of windows. */
  readonly readsTangent: boolean;
  /**
   * What is said of the newest window, the last of a sequence as it was learnt: "unusual" where it is unlike all that was learnt from.
   * A sequence that goes on from the one before costs one window's work.
   */
  score(sequence: readonly EegWindow[]): EegOutcome;
}

/** Opens a model to score by. Throws RangeError for a rule that does not hold together. */
export function openScorer(model: EegModel): Scorer {
  const rule = ruleOf(model);
  const distance = distanceBy(model.gate);
  const { name, montage, gate, reliability, rule: form } = model;
  return {
    name,
    montage,
    readsTangent: form.kind === "linear" && form.tangent.length > 0,
    score: (sequence) => {
      const newest = sequence.at(-1);
      if (newest === undefined) return { kind: "none", reason: "settling" };
      if (distance(newest.z) > gate.limit) return { kind: "none", reason: "unusual" };
      const probability = probabilityOf(rule.logit(sequence));
      return { kind: "probability", probability, uncertainty: halfWidthAt(reliability, probability) };
    },
  };
}
