import { Draws, fork, type Random } from "../../../engine/random.ts";
import { probabilityOf } from "../temperature.ts";
import type { EegRow, Over } from "./eeg-evaluation.ts";
import {
  areaUnderCurve,
  balancedAccuracy,
  brierScore,
  calibrationError,
  confusionOf,
  type Forecast,
  type Judged,
} from "./figures.ts";
import type { Judgement } from "./judge.ts";
import { permutationTest } from "./permutation.ts";

const RESAMPLES = 2000;
const TAIL = 0.025;

/** Mean, deviation and worst of one value a participant, with the percentile interval of a bootstrap over participants. */
export function over(values: readonly number[], random: Random): Over {
  const meanOf = (list: readonly number[]) => list.reduce((sum, value) => sum + value, 0) / list.length;
  const mean = meanOf(values);
  const draws = new Draws(random);
  const means = Array.from({ length: RESAMPLES }, () => meanOf(values.map(() => draws.pick(values)))).sort(
    (a, b) => a - b,
  );
  const spare = Math.max(1, values.length - 1);
  return {
    mean,
    deviation: Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / spare),
    least: Math.min(...values),
    low: means[Math.floor(TAIL * (RESAMPLES - 1))] as number,
    high: means[Math.ceil((1 - TAIL) * (RESAMPLES - 1))] as number,
    n: values.length,
  };
}

/** Forecasts with classes counting alike; `logitOf`: which of the logits. */
function atEqualOdds(judged: readonly Judged[], logitOf: (one: Judged) => number): Forecast[] {
  const ones = judged.filter(({ label }) => label === 1).length;
  const share = [judged.length - ones, ones];
  return judged.map((one) => ({
    probability: probabilityOf(logitOf(one)),
    label: one.label,
    weight: 0.5 / Math.max(1, share[one.label] as number),
  }));
}

/** Forecasts as many as there are, at the odds of the classes among the other participants. */
function asTheyAre(judged: readonly Judged[]): Forecast[] {
  const counts = new Map<string, [number, number]>();
  for (const { participant, label } of judged) {
    const own = counts.get(participant) ?? [0, 0];
    own[label] += 1;
    counts.set(participant, own);
  }
  const sum = (label: 0 | 1) => [...counts.values()].reduce((total, own) => total + own[label], 0);
  const [zeros, ones] = [sum(0), sum(1)];
  return judged.map(({ participant, label, logit }) => {
    const [ownZeros, ownOnes] = counts.size > 1 ? (counts.get(participant) ?? [0, 0]) : [0, 0];
    const odds = Math.log((ones - ownOnes + 1) / (zeros - ownZeros + 1));
    return { probability: probabilityOf(logit + odds), label, weight: 1 };
  });
}

/** What a row is called. */
export type RowNames = Pick<EegRow, "task" | "learner" | "examples" | "baseline" | "role">;

/** All figures of one learner under one split. Participants with one class only are left out. Undefined where nobody is left. */
export function summariseRow(
  names: RowNames,
  { split, leaky, judged, chosen }: Judgement,
  random: Random,
): EegRow | undefined {
  const permutation = split === "participant" ? permutationTest(judged, fork(random, "permutation")) : undefined;
  const participants = [...new Set(judged.map(({ participant }) => participant))].flatMap((participant) => {
    const own = judged.filter((one) => one.participant === participant);
    const accuracy = balancedAccuracy(confusionOf(own));
    const area = areaUnderCurve(own);
    if (accuracy === null || area === null) return [];
    const forecasts = atEqualOdds(own, ({ logit }) => logit);
    return [
      {
        participant,
        zeros: own.filter(({ label }) => label === 0).length,
        ones: own.filter(({ label }) => label === 1).length,
        balancedAccuracy: accuracy,
        area,
        calibrationError: calibrationError(forecasts),
        brier: brierScore(forecasts),
        p: permutation?.participants[participant] ?? null,
      },
    ];
  });
  if (participants.length === 0) return undefined;
  const forecasts = atEqualOdds(judged, ({ logit }) => logit);
  const overParticipants = (of: (row: (typeof participants)[number]) => number) =>
    over(participants.map(of), fork(random, "bootstrap"));
  return {
    ...names,
    split,
    leaky,
    chosen: Object.fromEntries([...new Set(chosen)].map((name) => [name, chosen.filter((one) => one === name).length])),
    participants,
    balancedAccuracy: overParticipants((row) => row.balancedAccuracy),
    area: overParticipants((row) => row.area),
    calibrationError: calibrationError(forecasts),
    calibrationErrorBefore: calibrationError(atEqualOdds(judged, ({ raw }) => raw)),
    calibrationErrorUnweighted: calibrationError(asTheyAre(judged)),
    brier: brierScore(forecasts),
    confusion: confusionOf(judged),
    permutation: permutation
      ? { p: permutation.p, draws: permutation.draws, mean: permutation.mean, high: permutation.high }
      : null,
  };
}
