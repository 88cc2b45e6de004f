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
 * was. Only what began before `at` counts: notes of one chord do not hold each other down.
 */
export function loudestAt(
  notes: readonly AllowedNote[],
  profile: Profile,
  at: Millis,
  roomSounded: Millis = Number.NEGATIVE_INFINITY,
): Loudest {
  const lastEnd = lastEndBefore(notes, at);
  const reach = at - Math.max(lastEnd, roomSounded) < CEILING.riseWindow ? reachAt(notes, profile, at, lastEnd) : null;
  return reach === null
    ? { level: levelOf(profile.velocityCap) + CEILING.quietStart, begins: true }
    : { level: reach, begins: false };
}

/** What the notes of the last two seconds of sound allow: each its own level, and so much for each second since. */
function reachAt(notes: readonly AllowedNote[], profile: Profile, at: Millis, lastEnd: Millis): Decibels | null {
  const rise = riseOf(profile);
  const since = lastEnd - CEILING.riseWindow;
  let reach: Decibels | null = null;
  for (let i = notes.length - 1; i >= 0; i--) {
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

/** Whether all that begins at `at` or later still keeps to the rise, as it stands. */
export function keepsRise(notes: readonly AllowedNote[], at: Millis, profile: Profile): boolean {
  for (let i = notes.length - 1; i >= 0; i--) {
    const note = notes[i] as AllowedNote;
    if (note.onset < at) return true;
    if (!isHeard(note)) continue;
    const lastEnd = lastEndBefore(notes, note.chord);
    const reach =
      note.begins && note.chord - lastEnd >= CEILING.riseWindow ? null : reachAt(notes, profile, note.chord, lastEnd);
    const most = reach ?? levelOf(profile.velocityCap) + CEILING.quietStart;
    if (note.heard > most + TOLERANCE) return false;
  }
  return true;
}
