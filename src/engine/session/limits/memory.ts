import { velocityOf } from "../../music/level.ts";
import type { Voice } from "../../music/voice.ts";
import type { PlannedNote } from "../../partner/partner.ts";
import type { Decibels, Millis, Pitch } from "../../time/units.ts";
import type { Player } from "../player.ts";
import { CEILING } from "../profile.ts";
import type { Held } from "./held.ts";
import type { Ramp } from "./level.ts";
import type { Share } from "./share.ts";

/** A note of the partner that was let through. */
export interface AllowedNote {
  readonly onset: Millis;
  readonly end: Millis;
  readonly pitch: Pitch;
  readonly voice: Voice;
  /** Of its velocity; and as it is heard: with what the partner was turned down by when it began. */
  readonly level: Decibels;
  readonly heard: Decibels;
  /** When the onset began that it belongs to: a chord is one onset. */
  readonly chord: Millis;
  /** Whether it began quietly, after a silent room. */
  readonly begins: boolean;
  /** Whether it counts for the partner's share. */
  readonly shared: boolean;
}

/** The last stage before anything leaves: what it must know of what went before. Immutable. */
export interface Limits {
  /** Notes allowed in the last seconds and ahead, in order of onset. */
  readonly allowed: readonly AllowedNote[];
  /** The child's last onset of each pitch, for the retrigger limiter; of each drum, from 128 on; the therapist's from 256 on. */
  readonly childOnsets: ReadonlyMap<Pitch, Millis>;
  /** How far each player is turned down. */
  readonly levels: Readonly<Partial<Record<Player, Ramp>>>;
  readonly share: Share;
  /** How often each limit held something back. */
  readonly held: Held;
}

/** Longer than any note, so that no note that matters is overlooked. */
export const LONGEST: Millis = CEILING.longestHeld;

/**
 * When the last of the notes that began before `at` ended; `at` itself where one still sounds; −∞ without any. Looks at those
 * before `place`.
 */
export function lastEndBefore(notes: readonly AllowedNote[], at: Millis, place = notes.length): Millis {
  let last = Number.NEGATIVE_INFINITY;
  for (let i = place - 1; i >= 0; i--) {
    const note = notes[i] as AllowedNote;
    if (note.onset >= at) continue;
    if (note.onset + LONGEST < last) break;
    last = Math.max(last, Math.min(note.end, at));
  }
  return last;
}

/** The notes that still matter at `now`: those ahead, and the partner's last two seconds of sound. */
export function stillCounting(notes: readonly AllowedNote[], now: Millis): AllowedNote[] {
  const since = Math.min(now, lastEndBefore(notes, now)) - CEILING.riseWindow;
  return notes.filter((note) => note.end > since);
}

/** The notes that begin after `at`, as they were planned before `trim` lowered them. */
export function plannedAfter({ allowed }: Limits, at: Millis, trim: Decibels): PlannedNote[] {
  return allowed
    .filter(({ onset }) => onset > at)
    .map(({ onset, end, pitch, voice, level }) => ({
      onset,
      duration: end - onset,
      pitch,
      velocity: Math.max(1, Math.min(127, velocityOf(level - trim))),
      ...(voice === "melody" ? {} : { voice }),
    }));
}

/** Where a note of this onset belongs: after all that began with it or before. */
export function placeOf(notes: readonly AllowedNote[], onset: Millis): number {
  let place = notes.length;
  while (place > 0 && (notes[place - 1] as AllowedNote).onset > onset) place--;
  return place;
}
