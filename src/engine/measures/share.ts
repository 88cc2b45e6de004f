import { gate, type Measure, measured } from "./measure.ts";
import type { Onset, Span } from "./preprocessing.ts";
import { coveredTime } from "./spans.ts";
import { sum } from "./statistics.ts";

/** When the onsets sound. */
export function soundOf(onsets: readonly Onset[]): Span[] {
  return onsets.map(({ at, end }) => ({ start: at, end }));
}

/**
 * `partner_share`: the partner's sounding time / (sounding time of the partner + of each other player), 0–1; n = onsets of
 * all players. Each player's own overlapping notes count once. Withheld in silence.
 */
export function measurePartnerShare(partner: readonly Onset[], others: readonly (readonly Onset[])[]): Measure {
  const own = coveredTime(soundOf(partner));
  const all = own + sum(others.map((onsets) => coveredTime(soundOf(onsets))));
  const n = partner.length + sum(others.map((onsets) => onsets.length));
  return gate("partner_share", all > 0 ? own / all : undefined, n, { least: 1, what: "onsets of anybody" });
}

/**
 * `space_given`, number of spaces, `space_total`, their length together in ms (no minimum), and `space_kept`, the share in
 * which no adult (therapist or partner) began a sound; n = spaces. The therapist's own practice, not the child's doing.
 */
export function measureSpaces(spaces: readonly Span[], adults: readonly Onset[]): Measure[] {
  const n = spaces.length;
  const kept = spaces.filter(({ start, end }) => !adults.some(({ at }) => at >= start && at < end)).length;
  return [
    measured("space_given", n, n),
    measured("space_total", sum(spaces.map(({ start, end }) => end - start)), n),
    gate("space_kept", n === 0 ? undefined : kept / n, n, { least: 1, what: "spaces" }),
  ];
}
