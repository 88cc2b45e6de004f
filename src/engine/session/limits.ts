import type { PlannedNote } from "../partner/partner.ts";
import type { Decibels, Millis } from "../time/units.ts";
import type { NoteOffCommand, NoteOnCommand, SoundCommand } from "./command.ts";
import { NOTHING_HELD, type Reason, wordsFor } from "./limits/held.ts";
import { retryLevel } from "./limits/level.ts";
import { type AllowedNote, type Limits, stillCounting } from "./limits/memory.ts";
import { passNote } from "./limits/pass-note.ts";
import { coveredSince, NOBODY_SOUNDED } from "./limits/share.ts";
import type { Profile } from "./profile.ts";

export { bendToCap, endChild, limitChild } from "./limits/child.ts";
export type { Limits } from "./limits/memory.ts";

/** Nothing played yet. */
export const NO_LIMITS_USED: Limits = {
  allowed: [],
  childOnsets: new Map(),
  levels: {},
  share: NOBODY_SOUNDED,
  held: NOTHING_HELD,
};

/** Notes let through, as commands, and what a limit held back (in words), if anything. */
export interface Passed {
  readonly limits: Limits;
  readonly commands: readonly SoundCommand[];
  readonly held: string | null;
}

/** Of notes that begin together, those that are missed least come last: a chord may be thinned, a melody not. */
const VOICES = ["melody", "bass", "drum", "chords"] as const;

/** In order of time, and what ends before what begins. */
function byTime(a: SoundCommand, b: SoundCommand): number {
  return a.at - b.at || Number(b.kind === "noteOff") - Number(a.kind === "noteOff");
}

/**
 * Lets the partner's notes through, clamped. The pitch is brought into the range, the velocity under the cap and the rise, the
 * length to 2 s (a held bass or chord: 8 s); a drum whose sound is off is replaced; and left out is what would strike a note
 * that sounds, be a fifth note of a chord, one onset too many in a second, or more than the partner's share of the phase.
 * Every note-on has its note-off, in the same voice.
 *
 * `now`: nothing is played before it. `trim` lowers all by some decibels (after STOP: −6). `roomSounded`: when the child last
 * sounded. `ritual`: a song that is never altered by adaptation; it neither counts for the partner's share nor is held by it.
 */
export function limitPartner(
  limits: Limits,
  profile: Profile,
  notes: readonly PlannedNote[],
  now: Millis,
  trim: Decibels,
  roomSounded: Millis = Number.NEGATIVE_INFINITY,
  ritual = false,
): Passed {
  const retried = retryLevel({ ...limits, allowed: stillCounting(limits.allowed, now) }, profile, now);
  const reasons = new Set<Reason>();
  const held = { ...limits.held };
  const commands: (NoteOnCommand | NoteOffCommand)[] = [];
  const allowed: AllowedNote[] = [...retried.limits.allowed];
  let { share } = retried.limits;
  const inOrder = [...notes].sort(
    (a, b) =>
      Math.max(now, a.onset) - Math.max(now, b.onset) ||
      VOICES.indexOf(a.voice ?? "melody") - VOICES.indexOf(b.voice ?? "melody") ||
      a.pitch - b.pitch,
  );
  for (const [index, note] of inOrder.entries()) {
    const passed = passNote({ ...retried.limits, allowed, share }, profile, note, {
      now,
      trim,
      roomSounded,
      ritual,
      after: inOrder.slice(index + 1, index + 9),
    });
    for (const reason of passed.reasons) {
      reasons.add(reason);
      held[reason]++;
    }
    share = passed.share;
    if (!passed.note) continue;
    allowed.splice(passed.place, 0, passed.note);
    commands.push(...passed.commands);
  }
  return {
    limits: { ...retried.limits, allowed, share, held },
    commands: [...retried.commands, ...commands.sort(byTime)],
    held: wordsFor(reasons),
  };
}

/** The limits' memory after a release at `at`: notes that did not sound are forgotten, sounding ones end with the fade. */
export function forgetReleased(limits: Limits, at: Millis, fade: Millis): Limits {
  const allowed = limits.allowed
    .filter((note) => note.onset <= at)
    .map((note) => (note.end > at + fade ? { ...note, end: at + fade } : note));
  const since = Math.max(at, limits.share.since);
  const unplayed = coveredSince(limits.allowed, since) - coveredSince(allowed, since);
  return { ...limits, allowed, share: { ...limits.share, partner: limits.share.partner - unplayed } };
}
