import type { Command } from "../session/command.ts";
import type { SessionEvent } from "../session/event.ts";
import type { Resources, SessionSettings } from "../session/session.ts";
import { openSession } from "../session/session.ts";
import { step } from "../session/step.ts";

/** One line of a session's log: an event and the commands it led to, as JSON. */
export function writeEntry(event: SessionEvent, commands: readonly Command[]): string {
  return JSON.stringify({ event, commands });
}

/** What a replay found. */
export interface Replay {
  readonly events: number;
  readonly commands: number;
  /** The first line that came out different: its number (from 1), as recorded and as replayed; null when all are equal. */
  readonly difference: { readonly line: number; readonly recorded: string; readonly replayed: string } | null;
}

/** Folds the events of a recorded session again and compares each line, byte for byte, with what was recorded. */
export function replay(settings: SessionSettings, lines: Iterable<string>, resources: Resources): Replay {
  let session = openSession(settings);
  let events = 0;
  let commands = 0;
  let difference: Replay["difference"] = null;
  for (const line of lines) {
    const { event } = JSON.parse(line) as { event: SessionEvent };
    const next = step(session, event, resources);
    session = next.session;
    events++;
    commands += next.commands.length;
    const replayed = writeEntry(event, next.commands);
    if (difference === null && replayed !== line) difference = { line: events, recorded: line, replayed };
  }
  return { events, commands, difference };
}
