import type { Millis } from "../time/units.ts";
import type { Span } from "./preprocessing.ts";

/** Overlapping and touching spans joined; the rest in order of start. */
export function joinSpans(spans: readonly Span[]): Span[] {
  const joined: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const last = joined[joined.length - 1];
    if (last && span.start <= last.end) joined[joined.length - 1] = { ...last, end: Math.max(last.end, span.end) };
    else joined.push({ start: span.start, end: span.end });
  }
  return joined;
}

/** Where both lists of spans are at once. */
export function commonSpans(first: readonly Span[], second: readonly Span[]): Span[] {
  const others = joinSpans(second);
  return joinSpans(first).flatMap((span) =>
    others
      .map((other) => ({ start: Math.max(span.start, other.start), end: Math.min(span.end, other.end) }))
      .filter(({ start, end }) => end > start),
  );
}

/** Time covered by the spans, overlaps once. */
export function coveredTime(spans: readonly Span[]): Millis {
  return joinSpans(spans).reduce((total, { start, end }) => total + end - start, 0);
}
