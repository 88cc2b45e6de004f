import type { Semitones } from "../time/units.ts";
import type { Segment } from "./segment.ts";

/** A passage is taken up again when so many of the last pitches stand there already. */
const LEAST_MATCH = 2;

/**
 * The pitches that followed, earlier in the segments, on the passage that ends as they end now: of all such passages the
 * longest, of equals the latest; at most `count`. Empty where nothing ends alike. Laid on another rhythm they are the same
 * tune told otherwise.
 */
export function retell(past: readonly Segment[], count: number): Semitones[] {
  const pitches: Semitones[] = [];
  for (const { notes } of past) for (const { pitch } of notes) pitches.push(pitch);
  const end = pitches.length - 1;
  let best = LEAST_MATCH - 1;
  let from = -1;
  for (let at = end - 1; at >= best; at--) {
    let length = 0;
    while (length <= at && pitches[at - length] === pitches[end - length]) length++;
    if (length > best) {
      best = length;
      from = at + 1;
    }
  }
  return from < 0 ? [] : pitches.slice(from, Math.min(from + count, end));
}
