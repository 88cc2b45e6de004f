import type { GateActivation } from "./recurrent-weights.ts";

/** An activation of `count` numbers from `from` on, in place. */
export type Activation = (values: Float64Array, from: number, count: number) => void;

/**
 * Rational approximation of tanh, error below 4e-7 (coefficients: Eigen, `generic_fast_tanh_float`, MPL-2.0). Made of + − × ÷ only,
 * so that every machine gives the same bits, which Math.tanh does not promise.
 */
export const applyTanh: Activation = (values, from, count) => {
  for (let i = from; i < from + count; i++) {
    const raw = values[i] as number;
    const x = Math.max(-9, Math.min(9, raw));
    const s = x * x;
    let p = -2.76076847742355e-16 * s + 2.00018790482477e-13;
    p = p * s - 8.60467152213735e-11;
    p = p * s + 5.12229709037114e-8;
    p = p * s + 1.48572235717979e-5;
    p = p * s + 6.37261928875436e-4;
    p = p * s + 4.89352455891786e-3;
    let q = 1.19825839466702e-6 * s + 1.18534705686654e-4;
    q = q * s + 2.2684346324339e-3;
    q = q * s + 4.89352518554385e-3;
    values[i] = (x * p) / q;
  }
};

/** The logistic function, by {@link applyTanh}. */
const applySigmoid: Activation = (values, from, count) => {
  for (let i = from; i < from + count; i++) values[i] = 0.5 * (values[i] as number);
  applyTanh(values, from, count);
  for (let i = from; i < from + count; i++) values[i] = 0.5 + 0.5 * (values[i] as number);
};

/** clip(0.2·a + 0.5, 0, 1): what Keras takes where no recurrent activation is named. */
const applyHardSigmoid: Activation = (values, from, count) => {
  for (let i = from; i < from + count; i++) {
    const line = 0.2 * (values[i] as number) + 0.5;
    values[i] = Math.max(0, Math.min(1, line));
  }
};

export const GATE_ACTIVATIONS: Readonly<Record<GateActivation, Activation>> = {
  sigmoid: applySigmoid,
  hardSigmoid: applyHardSigmoid,
};
