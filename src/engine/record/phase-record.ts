import type { PhaseRecord } from "../measures/phase.ts";
import type { Span } from "../measures/preprocessing.ts";
import type { Cue } from "../measures/response.ts";
import type { SessionRecord } from "./session-record.ts";
import type { RecordedPhase, RecordedSpace } from "./session-watch.ts";

/**
 * A space after an offer is an invitation. One that somebody else than the child cut short (STOP, another card) left the
 * child no longer than it lasted.
 */
function cueOf({ start, end, length, answered }: RecordedSpace): Cue {
  return { end: start, space: answered ? length : Math.min(length, end - start), by: "partner" };
}

/**
 * What the measures want to know of a phase. Notes, spaces, cues and stops belong to the phase they begin in. Robot, motifs
 * and a common beat are not recorded: their measures are withheld or left out.
 */
export function phaseRecord(record: SessionRecord, { span }: Pick<RecordedPhase, "span">): PhaseRecord {
  const begins = ({ onset }: { readonly onset: number }) => onset >= span.start && onset < span.end;
  const spaces = record.spaces.filter(({ start }) => start >= span.start && start < span.end);
  const clipped = (space: Span): Span => ({ start: space.start, end: Math.min(space.end, span.end) });
  return {
    span,
    child: record.child.filter(begins),
    partner: record.partner.filter(begins),
    therapist: record.therapist.filter(begins),
    motions: [],
    cues: spaces.filter(({ afterOffer }) => afterOffer).map(cueOf),
    spaces: spaces.map(clipped),
    stops: record.stops.filter(({ at }) => at >= span.start && at < span.end),
    motifs: [],
  };
}
