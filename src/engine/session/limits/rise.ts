import { levelOf } from "../../music/level.ts";
import type { Decibels, Millis } from "../../time/units.ts";
import { CEILING, type Profile, riseOf } from "../profile.ts";
import { type AllowedNote, LONGEST, lastEndBefore } from "./memory.ts";

/** Rounding of sums of times and levels. */
const TOLERANCE = 1e-6;
/** What is turned down further than this is not heard, and nothing is counted from it. */
const UNHEARD: Decibels = -60;

function isHeard({ level, heard }: AllowedNote): boolean {
  return heard - level > UNHEARD;
}

/** How loud an onset may be, and whether it begins quietly. */
interface Loudest {
  readonly level: Decibels;
  readonly begins: boolean;
}

/**
 * The loudest level that may be heard of an onset at `at`: risen by 6 dB a second at the most from the partner's level in its
 * last two seconds of sound, and no more than 6 dB over that. When the room has been silent for two seconds, everything
 * begins quietly. `roomSounded` is when the child last sounded: an answer that comes sooner goes on from where the partner
 * was. Only what began before `at`, and stands before `place`, counts: notes of one chord do not hold each other down.
 */
export function loudestAt(
  notes: readonly AllowedNote[],
  profile: Profile,
  at: Millis,
  place: number,
  roomSounded: Millis,
): Loudest {
  const lastEnd = lastEndBefore(notes, at, place);
  const sounded = at - Math.max(lastEnd, roomSounded) < CEILING.riseWindow;
  const reach = sounded ? reachAt(notes, profile, at, place, lastEnd) : null;
  return reach === null
    ? { level: levelOf(profile.velocityCap) + CEILING.quietStart, begins: true }
    : { level: reach, begins: false };
}

/** What the notes of the last two seconds of sound allow: each its own level, and so much for each second since. */
function reachAt(
  notes: readonly AllowedNote[],
  profile: Profile,
  at: Millis,
  place: number,
  lastEnd: Millis,
): Decibels | null {
  const rise = riseOf(profile);
  const since = lastEnd - CEILING.riseWindow;
  let reach: Decibels | null = null;
  for (let i = place - 1; i >= 0; i--) {
    const note = notes[i] as AllowedNote;
    if (note.onset >= at) continue;
    if (note.onset + LONGEST < since) break;
    if (note.end <= since || !isHeard(note)) continue;
    reach = Math.max(
      reach ?? Number.NEGATIVE_INFINITY,
      note.heard + Math.min(rise, (rise * (at - note.onset)) / 1_000),
    );
  }
  return reach;
}

/** Whether a note, as it stands, keeps to the rise. */
function isWithinRise(notes: readonly AllowedNote[], place: number, profile: Profile): boolean {
  const note = notes[place] as AllowedNote;
  if (!isHeard(note)) return true;
  const { chord, begins, heard } = note;
  const lastEnd = lastEndBefore(notes, chord, place);
  const begun = begins && chord - lastEnd >= CEILING.riseWindow;
  const reach = begun ? null : reachAt(notes, profile, chord, place, lastEnd);
  return heard <= (reach ?? levelOf(profile.velocityCap) + CEILING.quietStart) + TOLERANCE;
}

/** Whether all that begins at `at` or later keeps to the rise, as it stands. */
export function keepsRise(notes: readonly AllowedNote[], at: Millis, profile: Profile): boolean {
  for (let place = notes.length - 1; place >= 0; place--) {
    if ((notes[place] as AllowedNote).onset < at) return true;
    if (!isWithinRise(notes, place, profile)) return false;
  }
  return true;
}

/**
 * Whether those after the note at `place` bear that it was put in before them. It holds them down only as far as it is the last to
 * end before they begin; behind one that ends later nothing changes but that more is allowed.
 */
export function isBorne(notes: readonly AllowedNote[], place: number, profile: Profile): boolean {
  const { end } = notes[place] as AllowedNote;
  let covered = Number.POSITIVE_INFINITY;
  for (let later = place + 1; later < notes.length; later++) {
    const note = notes[later] as AllowedNote;
    if (note.chord > covered) return true;
    if (!isWithinRise(notes, later, profile)) return false;
    if (note.end >= end) covered = Math.min(covered, note.onset);
  }
  return true;
}
