import type { EegClassifier } from "./learner.ts";
import type { EegWindow } from "./window.ts";

/** A rule that is linear in the mean of a sequence's windows, as it is kept. */
export interface LinearForm {
  readonly kind: "linear";
  /** Weights of each z and of each number of the tangent vector, calibrated. Empty where a rule does not look at them. */
  readonly z: Float64Array;
  readonly tangent: Float64Array;
  readonly bias: number;
  /** What the raw logit was divided by; it is in the weights already. */
  readonly temperature: number;
}

/** Throws RangeError where the vector has another width than the rule reads; a rule that does not look at it reads any. */
function weigh(weights: Float64Array, vector: Float64Array): number {
  if (weights.length === 0) return 0;
  if (vector.length !== weights.length) {
    throw new RangeError(`the rule reads ${weights.length} numbers of a window, not ${vector.length}`);
  }
  let sum = 0;
  for (let i = 0; i < weights.length; i++) sum += (weights[i] as number) * (vector[i] as number);
  return sum;
}

/** The rule of a form. */
export function playLinear({ z, tangent, bias, temperature }: LinearForm, name: string): EegClassifier {
  return {
    name,
    temperature,
    logit: (sequence) => {
      let sum = 0;
      for (const window of sequence) {
        sum += weigh(z, window.z);
        // Not even looked at where it does not count: it may not have been measured.
        if (tangent.length > 0) sum += weigh(tangent, window.tangent);
      }
      return bias + sum / sequence.length;
    },
  };
}

/** Largest difference that rounding may make. */
const ROUNDING = 1e-6;

/**
 * The form of a rule that is linear in the means of z and of the tangent vectors, read off by asking it: of nothing, and of each number by
 * itself. `like` is any window of the same channels. Undefined for a rule that is not.
 */
export function linearFormOf(rule: EegClassifier, like: EegWindow): LinearForm | undefined {
  const nothing: EegWindow = { ...like, z: like.z.map(() => 0), tangent: like.tangent.map(() => 0), alpha: 0 };
  const bias = rule.logit([nothing]);
  const readOff = (cues: "z" | "tangent"): Float64Array => {
    const weights = nothing[cues].map((_, place) => {
      const one = nothing[cues].map((_, i) => (i === place ? 1 : 0));
      return rule.logit([{ ...nothing, [cues]: one }]) - bias;
    });
    return weights.some((weight) => weight !== 0) ? weights : new Float64Array();
  };
  const { temperature, name } = rule;
  const form: LinearForm = { kind: "linear", z: readOff("z"), tangent: readOff("tangent"), bias, temperature };
  const played = playLinear(form, name);
  const stir = (vector: Float64Array) => vector.map((value, i) => 2 * value + (i % 3) - 1);
  const other: EegWindow = { ...like, z: stir(like.z), tangent: stir(like.tangent), alpha: 2 * like.alpha + 1 };
  const same = [[like], [other], [like, other, other]].every((sequence) => {
    const wanted = rule.logit(sequence);
    return Math.abs(played.logit(sequence) - wanted) < ROUNDING * (1 + Math.abs(wanted));
  });
  return same ? form : undefined;
}
