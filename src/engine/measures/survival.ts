import type { Millis } from "../time/units.ts";

/** A wait that ended with an answer, or was given up unanswered (`censored`) after `after` ms. */
export interface Wait {
  readonly after: Millis;
  readonly censored: boolean;
}

/** Waits of equal length are reckoned together, answers before censored ones. */
function inOrder(waits: readonly Wait[]): Wait[] {
  return [...waits].sort((a, b) => a.after - b.after || Number(a.censored) - Number(b.censored));
}

/**
 * Kaplan–Meier curve: after each answer, the share S(t) = Π (1 − 1/at risk) that still waits, and its variance by
 * Greenwood's formula relative to S² (infinite where S is 0).
 */
export function survival(waits: readonly Wait[]): { at: Millis; waiting: number; variance: number }[] {
  let waiting = 1;
  let variance = 0;
  const curve: { at: Millis; waiting: number; variance: number }[] = [];
  for (const [i, { after, censored }] of inOrder(waits).entries()) {
    if (censored) continue;
    const atRisk = waits.length - i;
    waiting *= 1 - 1 / atRisk;
    variance += atRisk > 1 ? 1 / (atRisk * (atRisk - 1)) : Number.POSITIVE_INFINITY;
    curve.push({ at: after, waiting, variance });
  }
  return curve;
}

/** The time by which half have answered: the first t with S(t) ≤ 0.5; undefined when fewer than half ever did. */
export function medianWait(waits: readonly Wait[]): Millis | undefined {
  return survival(waits).find(({ waiting }) => waiting <= 0.5 + 1e-12)?.at;
}

/**
 * 95 % interval of the median (Brookmeyer & Crowley 1982, log–log scale): the times at which the curve's own interval
 * contains 0.5. Undefined while its upper end is not reached (a curve at 0 has no interval of its own).
 */
export function medianWaitInterval(waits: readonly Wait[]): readonly [low: Millis, high: Millis] | undefined {
  const within = (waiting: number, variance: number): number => {
    const scale = Math.sqrt(variance) / Math.abs(Math.log(waiting));
    return (Math.log(-Math.log(waiting)) - Math.log(Math.LN2)) / scale;
  };
  const curve = survival(waits).map(({ at, waiting, variance }) => ({
    at,
    distance: waiting <= 1e-12 ? Number.NaN : within(waiting, variance),
  }));
  const low = curve.find(({ distance }) => distance >= -1.959964)?.at;
  const high = curve.find(({ distance }) => distance > 1.959964)?.at;
  return low === undefined || high === undefined ? undefined : [low, high];
}
