import type { Place, StreamKind } from "../../engine/music/place.ts";
import type { Segment } from "../../engine/music/segment.ts";
import type { SessionEvent } from "../../engine/session/event.ts";
import { openSession, type Resources, type Session, type SessionSettings } from "../../engine/session/session.ts";
import { step } from "../../engine/session/step.ts";
import { placesOf } from "../dataset.ts";

/** A session as it was recorded: its settings, and its log, one line an event (see engine/run/replay.ts). */
export interface RecordedSession {
  readonly settings: SessionSettings;
  readonly lines: readonly string[];
}

/** What a child played in one session: the phrases that the partner heard, in order. */
export interface PlayedSession {
  readonly kind: StreamKind;
  readonly segments: readonly Segment[];
}

/** The phrase that the partner took in between two states of a session, where it took one in. */
export function newPhrase(before: Session, after: Session): Segment | undefined {
  const { material } = after.partner;
  return material === before.partner.material ? undefined : material.at(-1);
}

/** The phrases of a session's last state as a stream; undefined before the first. */
export function playedBy(session: Session, segments: readonly Segment[]): PlayedSession | undefined {
  const kind = session.partner.stream?.kind;
  return kind && segments.length > 0 ? { kind, segments } : undefined;
}

/**
 * The child's phrases in a recorded session, exactly as the partner heard them: the log is folded again. What the partner
 * answered has no part in them, so any networks and library will do. Undefined where the partner answered nothing.
 * Throws SyntaxError where a line is no event.
 */
export function phrasesOf({ settings, lines }: RecordedSession, resources: Resources): PlayedSession | undefined {
  let session = openSession(settings);
  const segments: Segment[] = [];
  for (const line of lines) {
    const { event } = JSON.parse(line) as { event: SessionEvent };
    const after = step(session, event, resources).session;
    const phrase = newPhrase(session, after);
    if (phrase) segments.push(phrase);
    session = after;
  }
  return playedBy(session, segments);
}

/** The places of a session's phrases: one stream, apart from those of other sessions. */
export function placesOfPlaying({ kind, segments }: PlayedSession): Place[] {
  return placesOf(segments, kind);
}
