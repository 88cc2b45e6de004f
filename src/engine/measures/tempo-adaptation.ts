import type { Millis } from "../time/units.ts";
import { gate, type Measure } from "./measure.ts";
import { median, slope } from "./statistics.ts";

/** A change of the partner's tempo, once it has settled: both intervals between onsets (medians), partner's before, child's after. */
interface TempoChange {
  readonly at: Millis;
  readonly partner: Millis;
  readonly child: Millis;
}

const SPAN: Millis = 4_000;
/** How often the partner's tempo is looked at. */
const LOOK: Millis = 250;
/** The smallest change that counts, as a ratio. */
const LEAST_CHANGE = 1.06;
const LONGEST_INTERVAL: Millis = 2_000;
const FEWEST_INTERVALS = 3;

/** Median interval between the onsets in [from, to); undefined below three intervals. */
function intervalIn(onsets: readonly Millis[], from: Millis, to: Millis): Millis | undefined {
  const within = onsets.filter((at) => at >= from && at < to);
  const intervals = within.slice(1).map((at, i) => at - (within[i] ?? at));
  const counted = intervals.filter((interval) => interval <= LONGEST_INTERVAL);
  return counted.length < FEWEST_INTERVALS ? undefined : median(counted);
}

/**
 * The partner's changes of tempo by 6 % or more: its median interval of the last 4 s differs from the one at the last
 * change; half a span later, when the new tempo fills the 4 s, both tempos are taken: the partner's of these 4 s, the
 * child's of the next 4 s. Changes that the child does not play to are left out.
 */
export function findTempoChanges(child: readonly Millis[], partner: readonly Millis[]): TempoChange[] {
  const changes: TempoChange[] = [];
  const last = partner[partner.length - 1] ?? 0;
  let settled: Millis | undefined;
  for (let at = (partner[0] ?? 0) + SPAN; at <= last; at += LOOK) {
    const now = intervalIn(partner, at - SPAN, at);
    if (now === undefined) continue;
    settled ??= now;
    if (Math.max(now / settled, settled / now) < LEAST_CHANGE) continue;
    at += SPAN / 2;
    const heard = intervalIn(partner, at - SPAN, at);
    if (heard === undefined) continue;
    settled = heard;
    const answered = intervalIn(child, at, at + SPAN);
    if (answered !== undefined) changes.push({ at, partner: heard, child: answered });
  }
  return changes;
}

/**
 * `tempo_adapt`: slope of the child's log tempo on the partner's log tempo of the 4 s before, over the changes of
 * {@link findTempoChanges}; n = changes, at least 4. 0 keeps its own tempo, 1 takes over every change (period correction;
 * Repp, Keller & Jacoby 2012). A child that goes over to half or double time disturbs it.
 */
export function measureTempoAdaptation(child: readonly Millis[], partner: readonly Millis[]): Measure {
  const changes = findTempoChanges(child, partner);
  const value = slope(
    changes.map((change) => -Math.log(change.partner)),
    changes.map((change) => -Math.log(change.child)),
  );
  const needs = { least: 4, what: "changes of the partner's tempo that the child played to" };
  return gate("tempo_adapt", value, changes.length, needs);
}
