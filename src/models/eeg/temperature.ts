/** The probability that a logit says. */
export function probabilityOf(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}

/** A raw logit, what it turned out to be, and what it counts for. */
export interface Outcome {
  readonly logit: number;
  readonly label: 0 | 1;
  readonly weight: number;
}

/** Outcomes as at equal odds: both classes count for the same. Logits and labels have the same length. */
export function equalOdds(logits: readonly number[], labels: readonly (0 | 1)[]): Outcome[] {
  const ones = labels.reduce<number>((sum, label) => sum + label, 0);
  const share = [labels.length - ones, ones].map((count) => labels.length / (2 * Math.max(1, count)));
  return logits.map((logit, i) => {
    const label = labels[i] ?? 0;
    return { logit, label, weight: share[label] as number };
  });
}

/** Mean cross-entropy in nats of the outcomes at a temperature. */
export function crossEntropy(outcomes: readonly Outcome[], temperature: number): number {
  let [nats, weights] = [0, 0];
  for (const { logit, label, weight } of outcomes) {
    const wrong = ((label === 1 ? -1 : 1) * logit) / temperature;
    // log(1 + e^x) without overflow.
    nats += weight * (Math.max(wrong, 0) + Math.log1p(Math.exp(-Math.abs(wrong))));
    weights += weight;
  }
  return nats / weights;
}

/** Bounds of a temperature: a rule ten times too sure, and one five times too shy. */
const BOUNDS = [Math.log(0.2), Math.log(10)] as const;
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/**
 * The temperature at which the outcomes are most likely (Guo et al. 2017): p = 1 / (1 + e^(−logit / T)). Outcomes must not have
 * been learnt from. 1 where there are none; a rule no better than chance gets the highest, 10.
 */
export function fitTemperature(outcomes: readonly Outcome[]): number {
  if (outcomes.length === 0) return 1;
  // The loss has one minimum along log T: it is convex in 1 / T.
  let [low, high]: [number, number] = [...BOUNDS];
  for (let i = 0; i < 40; i++) {
    const [left, right] = [high - GOLDEN * (high - low), low + GOLDEN * (high - low)];
    if (crossEntropy(outcomes, Math.exp(left)) <= crossEntropy(outcomes, Math.exp(right))) high = right;
    else low = left;
  }
  return Math.exp((low + high) / 2);
}
