import type { EegEvaluation, EegRow } from "./eeg-evaluation.ts";

/** Fewer than these, and nothing is called validated, whatever the figures. */
export const LEAST_PARTICIPANTS = 8;
export const LEAST_SESSIONS = 2;

/** Whether a model may be called validated by this row, and why or why not, in a sentence. */
export function validationOf(
  { participants, sessions }: Pick<EegEvaluation["dataset"], "participants" | "sessions">,
  row: EegRow | undefined,
): EegEvaluation["validated"] {
  const no = (why: string) => ({ holds: false, why: `Not validated: ${why}.` });
  if (participants < LEAST_PARTICIPANTS || sessions < LEAST_SESSIONS) {
    const known = sessions === 0 ? "the set does not say which recordings are of one session" : `${sessions} sessions`;
    return no(
      `it takes ${LEAST_PARTICIPANTS} participants of ${LEAST_SESSIONS} sessions; here ${participants}, ${known}`,
    );
  }
  if (row === undefined || row.leaky || row.split !== "participant") return no("no figure on unseen participants");
  if (row.balancedAccuracy.low <= 0.5 || (row.permutation?.p ?? 1) >= 0.05) {
    return no("on unseen participants it is not above chance");
  }
  return {
    holds: true,
    why: `Validated on ${participants} participants of ${sessions} sessions or more, each unseen in turn.`,
  };
}
