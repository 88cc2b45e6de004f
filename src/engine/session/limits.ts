import { levelOf, velocityOf } from "../music/level.ts";
import type { PlannedNote } from "../partner/partner.ts";
import type { Decibels, Millis, Pitch, Velocity } from "../time/units.ts";
import type { NoteOffCommand, NoteOnCommand } from "./command.ts";
import type { Profile } from "./profile.ts";
import { CEILING } from "./profile.ts";

/** The last stage before anything leaves: what the partner has been allowed to play lately. Immutable. */
export interface Limits {
  /** Notes allowed in the last seconds and ahead, in order of onset. */
  readonly allowed: readonly {
    readonly onset: Millis;
    readonly end: Millis;
    readonly level: Decibels;
    readonly pitch: Pitch;
  }[];
  /** The child's last onset of each pitch, for the retrigger limiter. */
  readonly childOnsets: ReadonlyMap<Pitch, Millis>;
}

/** Nothing played yet. */
export const NO_LIMITS_USED: Limits = { allowed: [], childOnsets: new Map() };

/** Notes let through, as commands, and what a limit held back (in words), if anything. */
export interface Passed {
  readonly limits: Limits;
  readonly commands: readonly (NoteOnCommand | NoteOffCommand)[];
  readonly held: string | null;
}

/** Brings a pitch into the range by octaves. The range spans two octaves at least. */
function foldPitch(pitch: Pitch, { lowNote, topNote }: Profile): Pitch {
  let folded = Math.round(pitch);
  while (folded > topNote) folded -= 12;
  while (folded < lowNote) folded += 12;
  return folded;
}

/**
 * The loudest level allowed at `at`: under the cap, and risen by 6 dB a second at the most from the partner's level in its
 * last two seconds of sound. When the room has been silent for two seconds, everything begins quietly. `roomSounded` is when
 * the child last sounded: an answer that comes sooner goes on from where the partner was.
 */
function loudestAt(allowed: Limits["allowed"], profile: Profile, at: Millis, roomSounded: Millis): Decibels {
  const cap = levelOf(profile.velocityCap);
  const before = allowed.filter((note) => note.onset <= at);
  const lastEnd = Math.max(Number.NEGATIVE_INFINITY, ...before.map((note) => Math.min(note.end, at)));
  if (before.length === 0 || at - Math.max(lastEnd, roomSounded) >= CEILING.riseWindow) return cap + CEILING.quietStart;
  // Each recent note allows its own level plus 6 dB for each second since; none allows over 6 dB more than itself.
  const reach = before
    .filter((note) => note.end > lastEnd - CEILING.riseWindow)
    .map((note) => note.level + Math.min(CEILING.risePerSecond, (CEILING.risePerSecond * (at - note.onset)) / 1_000));
  return Math.min(cap, Math.max(...reach));
}

/** Notes that the rise may still be counted from: those ahead, and the partner's last two seconds of sound. */
function stillCounting(allowed: Limits["allowed"], now: Millis): Limits["allowed"] {
  const lastEnd = Math.max(Number.NEGATIVE_INFINITY, ...allowed.map((note) => Math.min(note.end, now)));
  return allowed.filter((note) => note.end > Math.min(now, lastEnd) - CEILING.riseWindow);
}

/**
 * Lets the partner's notes through, clamped: pitch into the range, velocity under the cap and the rise, length to 2 s,
 * one pitch never struck while it sounds or faster than 20 times a second. Every note-on has its note-off. `trim` lowers
 * all by some decibels (after STOP: −6). `roomSounded`: when the child last sounded.
 */
export function limitPartner(
  limits: Limits,
  profile: Profile,
  notes: readonly PlannedNote[],
  now: Millis,
  trim: Decibels,
  roomSounded: Millis = Number.NEGATIVE_INFINITY,
): Passed {
  const commands: (NoteOnCommand | NoteOffCommand)[] = [];
  const allowed = [...stillCounting(limits.allowed, now)];
  let held: string | null = null;
  for (const note of [...notes].sort((a, b) => a.onset - b.onset || a.pitch - b.pitch)) {
    const onset = Math.max(now, note.onset);
    const pitch = foldPitch(note.pitch, profile);
    const loudest = loudestAt(allowed, profile, onset, roomSounded);
    const wanted = levelOf(Math.max(1, Math.min(127, note.velocity))) + trim;
    const velocity: Velocity = Math.max(1, Math.floor(velocityOf(Math.min(wanted, loudest)) + 1e-9));
    const duration = Math.max(1, Math.min(CEILING.longestNote, note.duration));
    const before = allowed.findLast((other) => other.pitch === pitch && other.end + CEILING.leastRetrigger > onset);
    if (before && (before.end > onset || onset - before.onset < CEILING.leastRetrigger)) {
      held = "a note was left out: it still sounded";
      continue;
    }
    if (pitch !== note.pitch) held = "the pitch was moved by an octave";
    else if (wanted > levelOf(profile.velocityCap)) held = "the loudness was held at the cap";
    else if (note.duration > CEILING.longestNote) held = "a long note was shortened";
    const changed = pitch !== note.pitch || velocity !== note.velocity;
    commands.push({
      kind: "noteOn",
      at: onset,
      player: "partner",
      pitch,
      velocity,
      ...(changed ? { requested: { pitch: note.pitch, velocity: note.velocity } } : {}),
    });
    commands.push({ kind: "noteOff", at: onset + duration, player: "partner", pitch });
    allowed.push({ onset, end: onset + duration, level: levelOf(velocity), pitch });
  }
  return { limits: { ...limits, allowed }, commands: commands.sort((a, b) => a.at - b.at), held };
}

/** The limits' memory after a release at `at`: notes that did not sound are forgotten, sounding ones end with the fade. */
export function forgetReleased(limits: Limits, at: Millis, fade: Millis): Limits {
  return {
    ...limits,
    allowed: limits.allowed
      .filter((note) => note.onset <= at)
      .map((note) => ({ ...note, end: Math.min(note.end, at + fade) })),
  };
}

/** Above the cap the child's own sound is bent, not cut: a soft knee towards the cap, which it never passes. */
export function bendToCap(velocity: Velocity, cap: Velocity): Velocity {
  const knee = 0.75 * cap;
  if (velocity <= knee) return velocity;
  const room = cap - knee;
  return Math.max(1, Math.floor(knee + room * (1 - Math.exp(-(velocity - knee) / room))));
}

/**
 * Lets a note of the child's own instrument sound at once: bent to the cap, and a pad that bounces faster than 20 times
 * a second not struck again (the note is heard all the same).
 */
export function limitChild(limits: Limits, profile: Profile, at: Millis, pitch: Pitch, velocity: Velocity): Passed {
  const last = limits.childOnsets.get(pitch);
  if (last !== undefined && at - last < CEILING.leastRetrigger) return { limits, commands: [], held: null };
  const bent = bendToCap(velocity, profile.velocityCap);
  return {
    limits: { ...limits, childOnsets: new Map(limits.childOnsets).set(pitch, at) },
    commands: [
      {
        kind: "noteOn",
        at,
        player: "child",
        pitch,
        velocity: bent,
        ...(bent === velocity ? {} : { requested: { pitch, velocity } }),
      },
    ],
    held: null,
  };
}
