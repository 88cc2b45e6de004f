import type { Millis } from "../../src/engine/time/units.ts";

/** A pretend child that keeps a beat, as one who knows everything but tempo and phase would know it. */
export interface KnownKeeper {
  /** Shares of a beat, and of the beats. */
  readonly jitter: number;
  readonly missing: number;
  /** Beats a minute, drawn evenly between. */
  readonly slowest: number;
  readonly fastest: number;
}

const TEMPOS = 60;
const PHASES = 25;

/**
 * The log ratio of likelihoods of onsets under a child who keeps a beat and strays from it, and under one who draws each interval
 * from a log-normal distribution (`mean`: ms, `spread`: of the logarithm). Tempo and phase of the beat are summed over, each beat
 * played or missed. No rule that is asked once can part the two kinds better than this ratio does (Neyman & Pearson 1933).
 */
export function likelihoodRatio(
  onsets: readonly Millis[],
  keeper: KnownKeeper,
  uneven: { readonly mean: Millis; readonly spread: number },
): number {
  const first = onsets[0] ?? 0;
  const span = (onsets[onsets.length - 1] ?? 0) - first;
  let sum = 0;
  for (let t = 0; t < TEMPOS; t++) {
    const period = 60_000 / (keeper.slowest + ((t + 0.5) / TEMPOS) * (keeper.fastest - keeper.slowest));
    const beats = Math.ceil(span / period) + 3;
    const sd = keeper.jitter * period;
    for (let p = 0; p < PHASES; p++) {
      const off = ((p + 0.5) / PHASES - 0.5) * 6 * sd;
      const weight = density(off, sd) * ((6 * sd) / PHASES);
      sum += (weight * chanceOf(onsets, first + off, period, sd, beats, keeper.missing)) / TEMPOS;
    }
  }
  let without = 0;
  for (let i = 1; i < onsets.length; i++) {
    const gap = (onsets[i] ?? 0) - (onsets[i - 1] ?? 0);
    const z = Math.log(gap / uneven.mean) / uneven.spread;
    without += -0.5 * z * z - Math.log(gap * uneven.spread * Math.sqrt(2 * Math.PI));
  }
  return Math.log(sum + Number.MIN_VALUE) - without;
}

function density(off: number, sd: number): number {
  return Math.exp(-0.5 * (off / sd) ** 2) / (sd * Math.sqrt(2 * Math.PI));
}

/** The likelihood of the onsets after the first, summed over which beat each of them was. */
function chanceOf(onsets: readonly Millis[], beat: Millis, period: Millis, sd: Millis, beats: number, missing: number) {
  let reached = new Float64Array(beats);
  reached[0] = 1;
  for (let i = 1; i < onsets.length; i++) {
    const next = new Float64Array(beats);
    // Chance of having come so far and missed every beat since.
    let waiting = 0;
    for (let n = 1; n < beats; n++) {
      waiting = waiting * missing + (reached[n - 1] ?? 0);
      if (waiting > 0) next[n] = waiting * (1 - missing) * density((onsets[i] ?? 0) - beat - n * period, sd);
    }
    reached = next;
  }
  return reached.reduce((all, one) => all + one, 0);
}
