/** One example that was not learnt from, and what was said of it. */
export interface Judged {
  readonly participant: string;
  readonly recording: string;
  readonly label: 0 | 1;
  /** Calibrated, at equal odds. */
  readonly logit: number;
  /** Before the temperature. */
  readonly raw: number;
}

/** Judgements by what an example was and what was said. */
export interface Confusion {
  readonly zeroAsZero: number;
  readonly zeroAsOne: number;
  readonly oneAsZero: number;
  readonly oneAsOne: number;
}

export function confusionOf(judged: readonly Pick<Judged, "label" | "logit">[]): Confusion {
  const count = (label: 0 | 1, one: boolean) =>
    judged.filter((example) => example.label === label && example.logit > 0 === one).length;
  return {
    zeroAsZero: count(0, false),
    zeroAsOne: count(0, true),
    oneAsZero: count(1, false),
    oneAsOne: count(1, true),
  };
}

/** Mean of the recalls of the two classes; null without both. */
export function balancedAccuracy({ zeroAsZero, zeroAsOne, oneAsZero, oneAsOne }: Confusion): number | null {
  const [zeros, ones] = [zeroAsZero + zeroAsOne, oneAsZero + oneAsOne];
  return zeros === 0 || ones === 0 ? null : (zeroAsZero / zeros + oneAsOne / ones) / 2;
}

/** How often an example of class 1 scores higher than one of class 0, ties by half; null without both classes. */
export function areaUnderCurve(judged: readonly Pick<Judged, "label" | "logit">[]): number | null {
  const sorted = [...judged].sort((a, b) => a.logit - b.logit);
  const ones = judged.filter(({ label }) => label === 1).length;
  const zeros = judged.length - ones;
  if (ones === 0 || zeros === 0) return null;
  let ranks = 0;
  for (let from = 0; from < sorted.length; ) {
    let to = from;
    while (to < sorted.length && sorted[to]?.logit === sorted[from]?.logit) to++;
    const rank = (from + 1 + to) / 2;
    ranks += rank * sorted.slice(from, to).filter(({ label }) => label === 1).length;
    from = to;
  }
  return (ranks - (ones * (ones + 1)) / 2) / (ones * zeros);
}

/** A probability of class 1, what it turned out to be, and what it counts for. */
export interface Forecast {
  readonly probability: number;
  readonly label: 0 | 1;
  readonly weight: number;
}

const BINS = 10;

/**
 * Expected calibration error over ten equal bins of the probability: Σ (weight of the bin) · |mean probability − mean label|
 * (Guo et al. 2017). NaN without forecasts.
 */
export function calibrationError(forecasts: readonly Forecast[]): number {
  const bins = Array.from({ length: BINS }, () => ({ weight: 0, said: 0, true: 0 }));
  let total = 0;
  for (const { probability, label, weight } of forecasts) {
    const bin = bins[Math.min(BINS - 1, Math.floor(probability * BINS))];
    if (bin === undefined) continue;
    bin.weight += weight;
    bin.said += weight * probability;
    bin.true += weight * label;
    total += weight;
  }
  return bins.reduce((sum, bin) => sum + Math.abs(bin.said - bin.true), 0) / total;
}

/** Mean square of probability less label. NaN without forecasts. */
export function brierScore(forecasts: readonly Forecast[]): number {
  let [sum, total] = [0, 0];
  for (const { probability, label, weight } of forecasts) {
    sum += weight * (probability - label) ** 2;
    total += weight;
  }
  return sum / total;
}

/**
 * The share of right answers that guessing between two classes stays at or below in 95 of 100 times over `n` independent trials: a
 * result must lie above it (Combrisson & Jerbi 2015).
 */
export function chanceLimit(n: number): number {
  let probability = 0.5 ** n;
  let below = probability;
  let right = 0;
  while (below < 0.95 && right < n) {
    probability *= (n - right) / (right + 1);
    right += 1;
    below += probability;
  }
  return right / n;
}
