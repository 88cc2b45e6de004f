import { Draws, type Random } from "../random.ts";
import type { Millis } from "../time/units.ts";
import type { Pulse } from "./asynchrony.ts";
import { gate, type Measure, withheld } from "./measure.ts";
import { deviation, mean, median, sum } from "./statistics.ts";

/** Onsets of the child while there was a beat, one list a bout. */
type BoutOnsets = readonly (readonly Millis[])[];

/** How strongly onsets gather at one place of the beat. */
interface Concentration {
  readonly n: number;
  /** R = |(1/N)·Σ e^{iθ}|, θ = 2πa/P: 0 spread evenly, 1 always the same place. */
  readonly strength: number;
  /** Where they gather, degrees −180…180; 0 is on the beat, negative before it. */
  readonly angle: number;
}

/** R and mean angle of the onsets to the beat (vector strength = phase-locking value; Andrzejak et al. 2023). R is 0 for none. */
export function concentration(onsets: readonly Millis[], { period, origin }: Pulse): Concentration {
  const n = onsets.length;
  const angles = onsets.map((at) => (2 * Math.PI * (at - origin)) / period);
  const x = sum(angles.map(Math.cos));
  const y = sum(angles.map(Math.sin));
  return { n, strength: n === 0 ? 0 : Math.hypot(x, y) / n, angle: (Math.atan2(y, x) * 180) / Math.PI };
}

/** p of the Rayleigh test: exp(√(1 + 4N + 4(N² − (NR)²)) − (1 + 2N)). Onsets follow one another, so p is too small: no test of ours. */
export function rayleighP({ n, strength }: Concentration): number {
  return Math.exp(Math.sqrt(1 + 4 * n + 4 * (n * n - (n * strength) ** 2)) - (1 + 2 * n));
}

/** Pairwise phase consistency (N·R² − 1)/(N − 1) (Vinck 2010): 0 by chance at any N, 1 perfect. Undefined below two onsets. */
export function pairwiseConsistency({ n, strength }: Concentration): number | undefined {
  return n < 2 ? undefined : (n * strength ** 2 - 1) / (n - 1);
}

/** R that chance alone gives on average: √(π/4N). The line to draw beside R. */
export function chanceStrength(n: number): number {
  return Math.sqrt(Math.PI / (4 * n));
}

/** Moves a bout's onsets round a circle as long as the bout and one median interval, by a random amount. */
function shiftBout(bout: readonly Millis[], period: Millis, draws: Draws): Millis[] {
  const start = bout[0] ?? 0;
  const intervals = bout.slice(1).map((at, i) => at - (bout[i] ?? at));
  const length = (bout[bout.length - 1] ?? start) - start + (median(intervals) ?? period);
  const shift = draws.between(0, length);
  return bout.map((at) => start + ((at - start + shift) % length));
}

const SURROGATES = 200;
/** Spread of chance below which there is nothing to measure in. */
const NO_SPREAD = 1e-9;

/**
 * (R − mean R of the surrogates)/SD of it: 200 surrogates, in each of which every bout is shifted on its own by a random
 * amount. Fair against busy playing. Undefined when shifting changes nothing.
 */
export function strengthAboveChance(bouts: BoutOnsets, pulse: Pulse, random: Random): number | undefined {
  const draws = new Draws(random);
  const chance = Array.from({ length: SURROGATES }, () => {
    const shifted = bouts.flatMap((bout) => shiftBout(bout, pulse.period, draws));
    return concentration(shifted, pulse).strength;
  });
  const centre = mean(chance);
  const spread = deviation(chance);
  if (centre === undefined || spread === undefined || spread < NO_SPREAD) return undefined;
  return (concentration(bouts.flat(), pulse).strength - centre) / spread;
}

const ONSETS = "onsets of the child while there was a beat";

/** `sync_R`, in-time strength 0–1: {@link concentration}, at least 20 onsets. Biased up at small N ({@link chanceStrength}). */
export function measureStrength(onsets: readonly Millis[], pulse: Pulse): Measure {
  return gate("sync_R", concentration(onsets, pulse).strength, onsets.length, { least: 20, what: ONSETS });
}

/** `sync_ppc`, in-time strength corrected for size: {@link pairwiseConsistency}, at least 10 onsets. May be a little below 0. */
export function measureConsistency(onsets: readonly Millis[], pulse: Pulse): Measure {
  return gate("sync_ppc", pairwiseConsistency(concentration(onsets, pulse)), onsets.length, {
    least: 10,
    what: ONSETS,
  });
}

/**
 * `sync_z`, better than chance: {@link strengthAboveChance}; n = onsets, at least 20, in at least 3 bouts: R does not
 * change when everything is shifted together, so one or two bouts cannot be told from their own surrogates.
 */
export function measureAboveChance(bouts: BoutOnsets, pulse: Pulse, random: Random): Measure {
  const n = bouts.flat().length;
  const played = bouts.filter((bout) => bout.length > 0).length;
  if (n >= 20 && played < 3) {
    return withheld("sync_z", n, `Not enough playing: ${played} of the 3 bouts to a beat that chance is judged from.`);
  }
  return gate("sync_z", n < 20 ? undefined : strengthAboveChance(bouts, pulse, random), n, { least: 20, what: ONSETS });
}
