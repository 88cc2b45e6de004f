import { findBouts, findOnsets, type HeardNote } from "../../engine/measures/preprocessing.ts";
import { measurePartnerShare } from "../../engine/measures/share.ts";
import { median } from "../../engine/measures/statistics.ts";
import { findExchanges } from "../../engine/measures/turns.ts";
import { PARAMETERS, type ParameterName } from "../../engine/partner/parameters.ts";
import type { Steering } from "../../engine/partner/steering.ts";
import { type LogEntry, recordSession, type SessionRecord } from "../../engine/record/session-record.ts";
import { Conductor } from "../../engine/run/conductor.ts";
import { Lookahead } from "../../engine/run/lookahead.ts";
import type { SessionEvent } from "../../engine/session/event.ts";
import type { Resources, SessionSettings } from "../../engine/session/session.ts";
import { SimulatedClock } from "../../engine/time/clock.ts";
import type { PartnerFigures, Rehearsal, RehearsedNote } from "./rehearsal-picture.ts";

/** What is rehearsed of the partner: its numbers, and what makes its melodies. */
export type Rehearsed = Pick<Steering, ParameterName | "maker">;

const NAMES: readonly string[] = [...Object.keys(PARAMETERS), "maker"];
/** The picture shows so much. */
const PICTURE = 60_000;
const MINUTE = 60_000;

/** What is rehearsed of a steering. */
export function rehearsedOf(steering: Steering): Rehearsed {
  return Object.fromEntries(Object.entries(steering).filter(([name]) => NAMES.includes(name))) as Rehearsed;
}

/**
 * What the child and the therapist did, for a partner that is set otherwise: its own wakes come anew, what was changed of it on the
 * way is left out, and neither robot nor EEG take part.
 */
function heardAgain(event: SessionEvent): SessionEvent | undefined {
  switch (event.kind) {
    case "noteOn":
    case "noteOff":
      return event.player === "partner" ? undefined : event;
    case "wake":
    case "undo":
    case "redo":
    case "robot":
    case "eeg":
    case "device":
    case "late":
    case "childView":
    case "choice":
    case "gesture":
    case "tag":
    case "tagNote":
    case "tagUndo":
    case "note":
    case "suggestion":
      return undefined;
    case "steer": {
      const change = Object.fromEntries(Object.entries(event.change).filter(([name]) => !NAMES.includes(name)));
      return Object.keys(change).length > 0 ? { ...event, change } : undefined;
    }
    default:
      return event;
  }
}

/** Plays a recorded session's events to a partner that is set as said, in simulated time; nothing sounds. */
export function playAgain(
  settings: SessionSettings,
  events: readonly SessionEvent[],
  rehearsed: Rehearsed,
  resources: Resources,
): { settings: SessionSettings; entries: LogEntry[] } {
  const set = { ...settings, robot: null, eeg: null, steering: { ...settings.steering, ...rehearsed } };
  const clock = new SimulatedClock();
  const entries: LogEntry[] = [];
  const conductor = new Conductor(set, resources, clock, 0, new Lookahead(clock, [], 0), (event, commands) => {
    entries.push({ event, commands });
  });
  for (const event of events) {
    const again = heardAgain(event);
    if (!again) continue;
    clock.advanceTo(Math.max(clock.now(), again.at));
    const { at, ...untimed } = again;
    conductor.dispatch(untimed, clock.now());
  }
  conductor.close();
  return { settings: set, entries };
}

const melodyOf = ({ partner }: SessionRecord) => partner.filter(({ voice }) => (voice ?? "melody") === "melody");

/** The partner of a session in three figures. */
export function figuresOf(record: SessionRecord): PartnerFigures {
  const { span, child, therapist } = record;
  const onsets = (notes: readonly HeardNote[]) => findOnsets(notes, span.end);
  const [melody, heard, adults] = [onsets(melodyOf(record)), onsets(child), onsets(therapist)];
  const share = measurePartnerShare(melody, [heard, adults]);
  const turns = findExchanges(findBouts(heard), findBouts(melody)).filter(({ to }) => to === "partner");
  const gap = median(turns.map(({ offset }) => offset));
  const minutes = Math.max(1e-6, (span.end - span.start) / MINUTE);
  return {
    share: share.ok ? share.value : null,
    density: onsets(record.partner).length / minutes,
    gap: gap === undefined ? null : gap / 1_000,
  };
}

/** Where the minute begins in which most of the notes do. */
function busiest(notes: readonly HeardNote[], { start }: SessionRecord["span"]): number {
  let [best, most, from] = [start, 0, 0];
  for (const [place, { onset }] of notes.entries()) {
    while ((notes[from]?.onset ?? onset) < onset - PICTURE) from++;
    if (place - from + 1 > most) [best, most] = [Math.max(start, notes[from]?.onset ?? start), place - from + 1];
  }
  return best;
}

function pictured(notes: readonly HeardNote[], from: number): RehearsedNote[] {
  return notes
    .filter(({ onset }) => onset >= from && onset < from + PICTURE)
    .map(({ onset, duration, pitch }) => {
      const length = Math.min(duration ?? 200, from + PICTURE - onset);
      return [Math.round(onset - from), Math.round(length), pitch] as const;
    });
}

/** A recorded session with its own partner and with one that is set otherwise. `entries` are the recording's. */
export function rehearse(
  settings: SessionSettings,
  entries: readonly LogEntry[],
  rehearsed: Rehearsed,
  resources: Resources,
): Rehearsal {
  const recorded = recordSession(settings, entries, resources);
  const again = playAgain(
    settings,
    entries.map(({ event }) => event),
    rehearsed,
    resources,
  );
  const now = recordSession(again.settings, again.entries, resources);
  const from = busiest(recorded.child, recorded.span);
  return {
    minutes: (recorded.span.end - recorded.span.start) / MINUTE,
    was: figuresOf(recorded),
    now: figuresOf(now),
    picture: {
      length: PICTURE,
      child: pictured(recorded.child, from),
      was: pictured(recorded.partner, from),
      now: pictured(now.partner, from),
    },
  };
}
