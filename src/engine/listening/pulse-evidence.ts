import type { Millis } from "../time/units.ts";

/** Beats that are looked for: between these, each so much longer than the one before, and how far the true one may lie from it. */
const PERIODS = { shortest: 330, longest: 1_350, step: 1.06, width: 0.025 } as const;
/** Jitters that are believed possible, as shares of the beat. */
const JITTERS = [0.04, 0.08, 0.13] as const;
/** The chance that a beat is not played, and that an onset belongs to none. */
const MISSING = 0.22;
/** The chance of the n-th beat being the next one played. */
const NEXT = Float64Array.from({ length: 64 }, (_, n) => (1 - MISSING) * MISSING ** (n - 1));
const STRAY = 0.03;
/** Playing without a beat: intervals log-normal, as spread as these were, and never narrower. */
const NARROWEST = 0.5;
/** An onset further from its beat than this many standard deviations is no news of it; and so much further it is not looked at. */
const NEWS = 3;
const SIGHT = 5;
/** No onset speaks for a beat more than this; what cannot come to more than nothing any more is not asked further. */
const MOST_SAID = 2.5;
/** Onsets asked about, at the most and at the least. */
export const ASKED = 12;
const FEWEST = 4;

const ROOT = Math.sqrt(2 * Math.PI);
const HYPOTHESES = hypotheses();

/**
 * How much better a steady beat explains these onsets than playing without one: the log ratio of the likelihoods. Every tempo and
 * jitter is asked, each by a Kalman filter over beat and period, and all of them are summed; asking only the best, as a
 * tracker does, finds a beat in anything. −∞ below four onsets.
 */
export function evidenceOfBeat(onsets: readonly Millis[]): number {
  if (onsets.length < FEWEST) return Number.NEGATIVE_INFINITY;
  const without = likelihoodsWithout(onsets);
  let ratio = 0;
  for (const { period, jitter } of HYPOTHESES) ratio += Math.exp(ratioOf(onsets, period, jitter, without));
  return Math.log(ratio / HYPOTHESES.length + Number.MIN_VALUE);
}

/** The log likelihood of each interval when each stands for itself. */
function likelihoodsWithout(onsets: readonly Millis[]): number[] {
  const logs = onsets.slice(1).map((onset, i) => Math.log(Math.max(1, onset - (onsets[i] ?? 0))));
  const mean = logs.reduce((sum, log) => sum + log, 0) / logs.length;
  const variance = logs.reduce((sum, log) => sum + (log - mean) ** 2, 0) / logs.length;
  const spread = Math.max(NARROWEST, Math.sqrt(variance));
  return logs.map((log) => -0.5 * ((log - mean) / spread) ** 2 - log - Math.log(spread * ROOT));
}

/** The log ratio for a beat of about this period; −∞ where it cannot be in favour of it. */
function ratioOf(onsets: readonly Millis[], near: Millis, jitter: number, without: readonly number[]): number {
  const noise = (jitter * near) ** 2;
  const stray = STRAY / (3 * near);
  let [beat, period] = [onsets[0] ?? 0, near];
  let [beatVariance, covariance, periodVariance] = [noise, 0, (PERIODS.width * near) ** 2];
  let ratio = 0;
  for (let i = 1; i < onsets.length; i++) {
    const elapsed = (onsets[i] ?? 0) - beat;
    const nearest = Math.max(1, Math.round(elapsed / period));
    let density = 0;
    let most = 0;
    let ahead = nearest;
    for (let n = Math.max(1, nearest - 1); n <= nearest + 1; n++) {
      const spread = beatVariance + 2 * n * covariance + n * n * periodVariance + noise;
      const miss = elapsed - n * period;
      if (miss * miss > SIGHT * SIGHT * spread) continue;
      const chance = ((NEXT[n] ?? 0) * Math.exp((-0.5 * miss * miss) / spread)) / Math.sqrt(spread);
      density += chance;
      if (chance <= most) continue;
      most = chance;
      ahead = n;
    }
    ratio += Math.log(((1 - STRAY) * density) / ROOT + stray) - (without[i - 1] ?? 0);
    if (ratio + MOST_SAID * (onsets.length - 1 - i) < -1) return Number.NEGATIVE_INFINITY;
    const miss = elapsed - ahead * period;
    const foreseen = covariance + ahead * periodVariance;
    const variance = beatVariance + ahead * (covariance + foreseen);
    const spread = variance + noise;
    if (miss * miss > NEWS * NEWS * spread) continue;
    const [gainBeat, gainPeriod] = [variance / spread, foreseen / spread];
    beat += ahead * period + gainBeat * miss;
    period += gainPeriod * miss;
    beatVariance = variance - gainBeat * variance;
    covariance = foreseen - gainBeat * foreseen;
    periodVariance -= gainPeriod * foreseen;
  }
  return ratio;
}

function hypotheses() {
  const count = Math.floor(Math.log(PERIODS.longest / PERIODS.shortest) / Math.log(PERIODS.step)) + 1;
  const periods = Array.from({ length: count }, (_, i) => PERIODS.shortest * PERIODS.step ** i);
  return periods.flatMap((period) => JITTERS.map((jitter) => ({ period, jitter })));
}
