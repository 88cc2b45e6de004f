import { Draws, type Random } from "../../../engine/random.ts";
import { shuffle } from "../../batches.ts";
import type { Judged } from "./figures.ts";

/** What labels that mean nothing give. */
export interface PermutationTest {
  /** (1 + draws as good or better) / (1 + draws). */
  readonly p: number;
  readonly draws: number;
  /** Mean of the draws, and the 95 % point. */
  readonly mean: number;
  readonly high: number;
  /** The same p for each participant alone; never below 1 / the number of arrangements of the participant's recordings. */
  readonly participants: Readonly<Record<string, number>>;
}

/** p of an observation among draws under the null. */
export function permutationP(observed: number, draws: readonly number[]): number {
  // A hair below counts as equal: sums of the same numbers in another order.
  return (1 + draws.filter((value) => value >= observed - 1e-9).length) / (1 + draws.length);
}

/** What was said of one recording. */
interface Said {
  readonly label: 0 | 1;
  readonly examples: number;
  readonly ones: number;
}

function recordingsOf(judged: readonly Judged[]): Map<string, Said[]> {
  const byRecording = new Map<string, { participant: string; label: 0 | 1; examples: number; ones: number }>();
  for (const { participant, recording, label, logit } of judged) {
    const said = byRecording.get(recording) ?? { participant, label, examples: 0, ones: 0 };
    said.examples += 1;
    if (logit > 0) said.ones += 1;
    byRecording.set(recording, said);
  }
  const participants = new Map<string, Said[]>();
  for (const said of byRecording.values()) {
    participants.set(said.participant, [...(participants.get(said.participant) ?? []), said]);
  }
  return participants;
}

function accuracyUnder(said: readonly Said[], labels: readonly (0 | 1)[]): number | undefined {
  let [zeros, right0, ones, right1] = [0, 0, 0, 0];
  for (const [i, { examples, ones: saidOnes }] of said.entries()) {
    if (labels[i] === 1) {
      ones += examples;
      right1 += saidOnes;
    } else {
      zeros += examples;
      right0 += examples - saidOnes;
    }
  }
  return zeros === 0 || ones === 0 ? undefined : (right0 / zeros + right1 / ones) / 2;
}

/**
 * How much wider the mean's null is than scores that stay can show. Each of two participants is judged by what was learnt from the
 * other, and by chance both judgements are good or bad together: the true variance of the mean is up to twice as large.
 */
const WIDENING = Math.SQRT2;

/**
 * Could the scores be so good if the labels meant nothing? Labels change places between whole recordings of one participant, the scores
 * stay what they are: the mean balanced accuracy over participants is drawn anew, about its mean widened by √2. For one participant
 * alone, judged by a scorer that was learnt from others, the draws are the null as they are; for one that was learnt from the same
 * participant's labels they are none. Undefined where nobody has both classes.
 */
export function permutationTest(judged: readonly Judged[], random: Random, draws = 4999): PermutationTest | undefined {
  const participants = [...recordingsOf(judged)].filter(
    ([, said]) => new Set(said.map(({ label }) => label)).size === 2,
  );
  if (participants.length === 0) return undefined;
  const chance = new Draws(random);
  const drawn = participants.map(([name, said]) => {
    const labels = said.map(({ label }) => label);
    const observed = accuracyUnder(said, labels) ?? Number.NaN;
    const mixed = [...labels];
    const null_ = Array.from({ length: draws }, () => {
      shuffle(mixed, chance);
      return accuracyUnder(said, mixed) ?? Number.NaN;
    });
    return { name, observed, draws: null_ };
  });
  const meanAt = (of: (one: (typeof drawn)[number]) => number) =>
    drawn.reduce((sum, one) => sum + of(one), 0) / drawn.length;
  const observed = meanAt((one) => one.observed);
  const narrow = Array.from({ length: draws }, (_, i) => meanAt((one) => one.draws[i] as number));
  const mean = narrow.reduce((sum, value) => sum + value, 0) / draws;
  const means = narrow.map((value) => mean + WIDENING * (value - mean));
  return {
    p: permutationP(observed, means),
    draws,
    mean,
    high: [...means].sort((a, b) => a - b)[Math.floor(0.95 * (draws - 1))] as number,
    participants: Object.fromEntries(drawn.map((one) => [one.name, permutationP(one.observed, one.draws)])),
  };
}
