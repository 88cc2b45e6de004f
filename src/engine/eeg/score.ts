import type { Millis } from "../time/units.ts";
import { goodShare } from "./quality.ts";
import type { EegOutcome, EegReading, NoScoreReason } from "./reading.ts";

/** Where the score stands, with hysteresis: more like the child's listening blocks, more like own rest, or neither. */
export type ScoreState = "listening" | "between" | "rest";

/** The smoothed score and what was counted. Immutable. */
export interface Score {
  /** Exponential averages of the probability, of its uncertainty squared, and of its scatter about the average. */
  readonly average: number;
  readonly doubt: number;
  readonly scatter: number;
  /** Readings in the average since it began anew. */
  readonly readings: number;
  readonly scoredAt: Millis;
  readonly state: ScoreState;
  /** Time with a score since the state began. */
  readonly held: Millis;
  /** Of the newest reading: why there is no score, or null. */
  readonly reason: NoScoreReason | null;
  readonly newest: Millis;
  /** Epochs with a score and without one. */
  readonly counts: { readonly scored: number; readonly abstained: number };
}

export const NO_SCORE: Score = {
  average: 0.5,
  doubt: 0,
  scatter: 0,
  readings: 0,
  scoredAt: Number.NEGATIVE_INFINITY,
  state: "between",
  held: 0,
  reason: "noSignal",
  newest: Number.NEGATIVE_INFINITY,
  counts: { scored: 0, abstained: 0 },
};

/** The time constant of the average: with it a change is seen within 2–4 s (`reactionTime`). */
export const DEFAULT_SMOOTHING: Millis = 2_500;
const LEAST_SMOOTHING: Millis = 500;

/** The time constant where nothing else is set. A model that looks back averages by itself: more on top would only be late. */
export function usualSmoothing(lookBack: Millis): Millis {
  return Math.max(LEAST_SMOOTHING, DEFAULT_SMOOTHING - lookBack);
}

/** Below this share of good channels there is no score. */
const LEAST_GOOD = 0.6;
/** After so long without a score the average begins anew: the child may be another by then. */
const FORGOTTEN: Millis = 5_000;
/** Fewer readings than this are no average. */
const LEAST_READINGS = 3;
/** A longer silence is a device that is gone. */
export const SILENCE: Millis = 3_000;
/** A state is entered at these probabilities, and left in the middle. */
const ENTER = { listening: 0.6, rest: 0.4, leave: 0.5 } as const;

/** What a reading says after the session's own rules: nothing during the impedance check, or on too few good channels. */
function outcomeOf({ outcome, faults }: EegReading, impedance: boolean): EegOutcome {
  if (impedance) return { kind: "none", reason: "impedance" };
  if (outcome.kind === "none") return outcome;
  const numbers = [outcome.probability, outcome.uncertainty];
  // In a log what is no number is null, and null passes for 0.
  if (!numbers.every((number) => Number.isFinite(number) && number >= 0 && number <= 1))
    return { kind: "none", reason: "noModel" };
  return goodShare(faults) < LEAST_GOOD ? { kind: "none", reason: "artefact" } : outcome;
}

/** The state at a probability: entered at 0.6 and 0.4, left at 0.5. */
export function stateAfter(state: ScoreState, probability: number): ScoreState {
  if (probability >= ENTER.listening) return "listening";
  if (probability <= ENTER.rest) return "rest";
  const stays = state === "listening" ? probability >= ENTER.leave : probability <= ENTER.leave;
  return stays ? state : "between";
}

/** Takes in a reading; one that is older than the newest is passed over. `smoothing`: time constant of the average. */
export function takeReading(score: Score, reading: EegReading, smoothing: Millis, impedance: boolean): Score {
  if (!(reading.at > score.newest)) return score;
  const outcome = outcomeOf(reading, impedance);
  const { counts } = score;
  if (outcome.kind === "none") {
    return {
      ...score,
      newest: reading.at,
      reason: outcome.reason,
      counts: { ...counts, abstained: counts.abstained + 1 },
    };
  }
  const passed = reading.at - score.scoredAt;
  const before = passed > FORGOTTEN ? { ...NO_SCORE, counts } : score;
  const readings = before.readings + 1;
  // The first readings count alike, so that none of them weighs more than all that follow.
  const share = Math.max(1 - Math.exp(-passed / smoothing), 1 / readings);
  const miss = outcome.probability - before.average;
  const average = before.average + share * miss;
  const settled = readings >= LEAST_READINGS;
  const state = settled ? stateAfter(before.state, average) : "between";
  return {
    average,
    doubt: before.doubt + share * (outcome.uncertainty ** 2 - before.doubt),
    scatter: readings === 1 ? 0 : (1 - share) * (before.scatter + share * miss * miss),
    readings,
    scoredAt: reading.at,
    state,
    held:
      settled && state === before.state && before.readings >= LEAST_READINGS
        ? before.held + Math.min(passed, SILENCE)
        : 0,
    reason: settled ? null : "settling",
    newest: reading.at,
    counts: settled ? { ...counts, scored: counts.scored + 1 } : { ...counts, abstained: counts.abstained + 1 },
  };
}

/** What is shown of a score. */
export type ShownScore =
  | {
      readonly kind: "score";
      /** 0 like own rest, 100 like this child's listening blocks. */
      readonly value: number;
      /** The true value is within so much in about 68 of 100 cases. */
      readonly uncertainty: number;
      readonly state: ScoreState;
    }
  | { readonly kind: "none"; readonly reason: NoScoreReason };

/**
 * The score at a time, or why there is none. Readings overlap, so that averaging makes them no surer: the uncertainty is that of a
 * reading, or the readings' scatter where that is larger.
 */
export function showScore({ average, doubt, scatter, state, reason, newest }: Score, at: Millis): ShownScore {
  if (at - newest > SILENCE) return { kind: "none", reason: "noSignal" };
  if (reason !== null) return { kind: "none", reason };
  const uncertainty = Math.sqrt(Math.max(doubt, scatter));
  return { kind: "score", value: Math.round(100 * average), uncertainty: Math.ceil(100 * uncertainty - 1e-9), state };
}
