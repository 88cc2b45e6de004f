import type { EegClassifier } from "./learner.ts";
import type { EegWindow } from "./window.ts";

/** What the mean of a sequence is taken of. */
export type LinearCues = "z" | "tangent";

/** A rule that is linear in the mean of a sequence's windows, as it is kept. */
export interface LinearForm {
  readonly kind: "linear";
  readonly cues: LinearCues;
  /** Of each cue, calibrated. */
  readonly weights: Float64Array;
  readonly bias: number;
  /** What the raw logit was divided by; it is in the weights already. */
  readonly temperature: number;
}

/** The rule of a form. */
export function playLinear({ cues, weights, bias, temperature }: LinearForm, name: string): EegClassifier {
  return {
    name,
    temperature,
    logit: (sequence) => {
      let sum = 0;
      for (const window of sequence) {
        const vector = window[cues];
        if (vector.length !== weights.length) {
          throw new RangeError(`the rule reads ${weights.length} numbers of ${cues}, not ${vector.length}`);
        }
        for (let i = 0; i < weights.length; i++) sum += (weights[i] as number) * (vector[i] as number);
      }
      return bias + sum / sequence.length;
    },
  };
}

/** Largest difference that rounding may make. */
const ROUNDING = 1e-6;

/**
 * The form of a rule that is linear in the mean of its cues, read off by asking it: of nothing, and of each cue by itself. `like` is any
 * window of the same channels. Undefined for a rule that is not.
 */
export function linearFormOf(rule: EegClassifier, cues: LinearCues, like: EegWindow): LinearForm | undefined {
  const width = like[cues].length;
  const asked = new Float64Array(width);
  const ask = () => rule.logit([{ ...like, [cues]: asked.slice() }]);
  const bias = ask();
  const weights = Float64Array.from({ length: width }, (_, i) => {
    asked.fill(0);
    asked[i] = 1;
    return ask() - bias;
  });
  const form: LinearForm = { kind: "linear", cues, weights, bias, temperature: rule.temperature };
  const played = playLinear(form, rule.name);
  const stir = (vector: Float64Array) => vector.map((value, i) => 2 * value + (i % 3) - 1);
  const other: EegWindow = { ...like, z: stir(like.z), tangent: stir(like.tangent), alpha: 2 * like.alpha + 1 };
  const same = [[like], [other], [like, other, other]].every(
    (sequence) =>
      Math.abs(played.logit(sequence) - rule.logit(sequence)) < ROUNDING * (1 + Math.abs(rule.logit(sequence))),
  );
  return same ? form : undefined;
}
