import type { Millis } from "../time/units.ts";
import { gate, type Measure, measured, withheld } from "./measure.ts";
import { shareInterval } from "./statistics.ts";
import { medianWait, medianWaitInterval, type Wait } from "./survival.ts";

/** An invitation: it ends at `end` and leaves the child `space` ms to answer. */
export interface Cue {
  readonly end: Millis;
  readonly space: Millis;
  readonly by: "partner" | "therapist" | "robot";
}

/** The wait after each cue: to the first onset of the child after its end, or censored at the length of the space. */
export function waitsAfter(cues: readonly Cue[], child: readonly Millis[]): Wait[] {
  return cues.map(({ end, space }) => {
    const answer = child.find((at) => at > end);
    return answer !== undefined && answer - end <= space
      ? { after: answer - end, censored: false }
      : { after: space, censored: true };
  });
}

/**
 * `resp_latency`, time to answer in ms: Kaplan–Meier median of {@link waitsAfter}; n = cues, at least 5; the remark tells
 * how many were not answered. Withheld when fewer than half were answered. Faster is not better.
 */
export function measureLatency(waits: readonly Wait[]): Measure {
  const n = waits.length;
  if (n < 5) return gate("resp_latency", undefined, n, { least: 5, what: "cues" });
  const unanswered = waits.filter(({ censored }) => censored).length;
  const reason = `${unanswered} of ${n} cues had no answer within their space.`;
  const middle = medianWait(waits);
  if (middle === undefined) return withheld("resp_latency", n, `Not enough answers for a median: ${reason}`);
  const ci = medianWaitInterval(waits);
  return measured("resp_latency", middle, n, ci ? { ci, reason } : { reason });
}

/**
 * `resp_rate` (and `robot_resp` for the robot's cues): answered cues / cues, with its Wilson interval; n = cues, at least
 * 5. Says nothing about why a cue was left.
 */
export function measureResponses(waits: readonly Wait[], id: "resp_rate" | "robot_resp" = "resp_rate"): Measure {
  const n = waits.length;
  if (n < 5) return gate(id, undefined, n, { least: 5, what: "cues" });
  const answered = waits.filter(({ censored }) => !censored).length;
  return measured(id, answered / n, n, { ci: shareInterval(answered, n) });
}
