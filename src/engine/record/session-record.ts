import type { Span } from "../measures/preprocessing.ts";
import type { MusicStop } from "../measures/stop-go.ts";
import type { Command } from "../session/command.ts";
import type { NoteOnEvent, SessionEvent } from "../session/event.ts";
import { openSession, type Resources, type Session, type SessionSettings } from "../session/session.ts";
import { step } from "../session/step.ts";
import {
  type RecordedCard,
  type RecordedPause,
  type RecordedPhase,
  type RecordedSpace,
  SessionWatch,
} from "./session-watch.ts";
import { CommandedNotes, PressedNotes, type RecordedNote } from "./sounded-notes.ts";

/** A line of a session's log. */
export interface LogEntry {
  readonly event: SessionEvent;
  readonly commands: readonly Command[];
}

/** What happened in a session, as it can be drawn and measured. Times are session time. */
export interface SessionRecord {
  /** From Start to the end, or to the last event of a session that was cut off. */
  readonly span: Span;
  /** Of all the child's devices, in order of onset. */
  readonly child: readonly RecordedNote[];
  readonly therapist: readonly RecordedNote[];
  /** What really sounded. */
  readonly partner: readonly RecordedNote[];
  readonly spaces: readonly RecordedSpace[];
  /** Where the music of Stop-go stood still. */
  readonly stops: readonly MusicStop[];
  readonly pauses: readonly RecordedPause[];
  readonly cards: readonly RecordedCard[];
  /** One after another, without a gap from beginning to end; at least one. */
  readonly phases: readonly RecordedPhase[];
}

/** Whether the session took the note for the player's own, and not for the partner's come back. */
function wasHeard({ player }: NoteOnEvent, before: Session, after: Session): boolean {
  if (player !== "child" && player !== "therapist") return false;
  return before.listening[player] !== after.listening[player];
}

/**
 * Reads a log from its beginning. Notes are those that the log holds; what the partner was doing meanwhile is found by
 * folding the events again, so `settings` and `resources` should be those of the recording.
 */
export function recordSession(
  settings: SessionSettings,
  entries: Iterable<LogEntry>,
  resources: Resources,
): SessionRecord {
  const pressed = { child: new PressedNotes(), therapist: new PressedNotes() };
  const commanded = new CommandedNotes();
  const watch = new SessionWatch();
  let session = openSession(settings);
  let start: number | undefined;
  let end = 0;
  for (const { event, commands } of entries) {
    const before = session;
    session = step(before, event, resources).session;
    if ((event.kind === "noteOn" && wasHeard(event, before, session)) || event.kind === "noteOff") {
      if (event.player === "child" || event.player === "therapist") pressed[event.player].take(event);
    }
    commanded.take(event.at, commands);
    if (session.running && start === undefined) start = event.at;
    if (session.running || before.running) end = event.at;
    if (start !== undefined) watch.see(before, event, session);
  }
  const span = { start: start ?? 0, end: Math.max(start ?? 0, end) };
  const inSpan = (notes: readonly RecordedNote[]) =>
    notes.filter(({ onset }) => onset >= span.start && onset < span.end);
  return {
    span,
    child: inSpan(pressed.child.notes),
    therapist: inSpan(pressed.therapist.notes),
    partner: inSpan(commanded.notes),
    ...watch.finish(span),
  };
}
