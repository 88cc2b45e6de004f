import type { Millis } from "../time/units.ts";
import { gate, type Measure } from "./measure.ts";
import type { Run, Span } from "./preprocessing.ts";
import type { Cue } from "./response.ts";
import { joinSpans } from "./spans.ts";

/** Silence and stillness of everybody before a start. */
const STILLNESS: Millis = 3_000;

/**
 * The child's bouts that nobody called for: at least 3 s after any sound or motion (also the child's own, and within the
 * phase), and not within the space of a cue.
 */
export function findInitiations(
  phase: Span,
  child: readonly Run[],
  activity: readonly Span[],
  cues: readonly Cue[],
): Run[] {
  const all = joinSpans([...child, ...activity]);
  return child.filter(({ start }) => {
    if (start - phase.start < STILLNESS) return false;
    if (all.some((span) => span.start < start && span.end > start - STILLNESS)) return false;
    return !cues.some(({ end, space }) => start >= end && start <= end + space);
  });
}

/**
 * `init_count`, starts of the child, and `init_ratio` = initiations/(initiations + responses), responses being answered
 * cues; n = both together, at least 5. A child who is always invited has no room to start.
 */
export function measureInitiative(initiations: number, responses: number): Measure[] {
  const n = initiations + responses;
  const needs = { least: 5, what: "starts and answers of the child" };
  return [
    gate("init_count", initiations, n, needs),
    gate("init_ratio", n === 0 ? undefined : initiations / n, n, needs),
  ];
}
