import { levelAt, levelOf, velocityOf } from "../../music/level.ts";
import type { Voice } from "../../music/voice.ts";
import type { PlannedNote } from "../../partner/partner.ts";
import type { Decibels, Millis, Pitch } from "../../time/units.ts";
import type { NoteOffCommand, NoteOnCommand } from "../command.ts";
import { CEILING, type Profile } from "../profile.ts";
import { mayUseAnySound } from "../sounds.ts";
import { chordAt } from "./density.ts";
import type { Reason } from "./held.ts";
import { type AllowedNote, type Limits, LONGEST, placeOf } from "./memory.ts";
import { isBorne, loudestAt } from "./rise.ts";
import { addedBy, RESUME, type Share, shareLeft } from "./share.ts";
import { allowedDrum, foldPitch } from "./sounds.ts";

/** What a note is judged with. */
export interface Judging {
  readonly now: Millis;
  readonly trim: Decibels;
  readonly roomSounded: Millis;
  readonly ritual: boolean;
  /** The next notes of the same plan. */
  readonly after: readonly PlannedNote[];
}

/** A note that may leave, if it may, and why it did not leave as it was asked for. */
export interface Judged {
  readonly note?: AllowedNote;
  /** Where it stands among the allowed ones. */
  readonly place: number;
  readonly commands: readonly (NoteOnCommand | NoteOffCommand)[];
  readonly share: Share;
  readonly reasons: readonly Reason[];
}

/** Nothing is planned further ahead than the longest improvisation on one tune. */
const FURTHEST: Millis = 3_600_000;
/** A pitch further from the keyboard than this is none, and too large a number to be moved by octaves. */
const PITCHES: Pitch = 1_000;
/** A note cut shorter than this is not worth striking, and one struck again sooner bounces. */
const SHORTEST: Millis = CEILING.leastRetrigger;
/** What ends before another of its pitch begins is well apart from it. */
const APART: Millis = 1;

function isSound({ onset, duration, pitch, velocity }: PlannedNote, now: Millis): boolean {
  return (
    Number.isFinite(onset) &&
    onset <= now + FURTHEST &&
    !Number.isNaN(duration) &&
    Math.abs(pitch) <= PITCHES &&
    !Number.isNaN(velocity)
  );
}

/** The pitch that sounds: in the range by octaves, or a drum that is on. A bass may go an octave under the partner's range. */
function pitchFor({ pitch }: PlannedNote, voice: Voice, profile: Profile): Pitch | undefined {
  if (voice === "drum") return allowedDrum(pitch, profile);
  if (!mayUseAnySound(profile)) return undefined;
  const low = voice === "bass" ? Math.max(CEILING.lowNote, profile.lowNote - 12) : profile.lowNote;
  return foldPitch(pitch, low, profile.topNote);
}

/** When it ends: not too late, and before the same note of the same plan is struck again. */
function endFor(
  { duration }: PlannedNote,
  onset: Millis,
  pitch: Pitch,
  voice: Voice,
  { after }: Judging,
  profile: Profile,
): Millis {
  const longest = voice === "bass" || voice === "chords" ? CEILING.longestHeld : CEILING.longestNote;
  const end = onset + Math.max(1, Math.min(longest, duration));
  const again = after.find(
    (other) =>
      (other.voice ?? "melody") === voice &&
      other.onset < end &&
      other.onset - onset >= SHORTEST &&
      pitchFor(other, voice, profile) === pitch,
  );
  return again ? again.onset : end;
}

/** When a note of this pitch must end so as not to meet the next; null when it would strike one that sounds, or too fast. */
function roomFor(
  notes: readonly AllowedNote[],
  place: number,
  note: Pick<AllowedNote, "onset" | "end" | "pitch" | "voice">,
): Millis | null {
  const same = (other: AllowedNote) => other.pitch === note.pitch && other.voice === note.voice;
  for (let i = place - 1; i >= 0; i--) {
    const other = notes[i] as AllowedNote;
    if (other.onset < note.onset - LONGEST) break;
    if (same(other) && (other.end > note.onset || note.onset - other.onset < SHORTEST)) return null;
  }
  for (let i = place; i < notes.length; i++) {
    const other = notes[i] as AllowedNote;
    if (other.onset >= Math.max(note.end, note.onset + SHORTEST) + APART) break;
    if (!same(other)) continue;
    return other.onset - note.onset < SHORTEST + APART ? null : Math.min(note.end, other.onset - APART);
  }
  return note.end;
}

/** Judges one note of the partner after those that were let through before it. */
export function passNote(limits: Limits, profile: Profile, planned: PlannedNote, judging: Judging): Judged {
  const { allowed } = limits;
  const voice = planned.voice ?? "melody";
  const out = (...reasons: Reason[]): Judged => ({ place: 0, commands: [], share: limits.share, reasons });
  if (!isSound(planned, judging.now)) return out("nonsense");
  const pitch = pitchFor(planned, voice, profile);
  if (pitch === undefined) return out("blocked");
  const at = Math.max(judging.now, planned.onset);
  const chord = chordAt(allowed, placeOf(allowed, at), at, profile);
  if (chord === "chord" || chord === "density") return out(chord);
  const onset = Math.max(at, chord);
  const place = placeOf(allowed, onset);
  const wishedEnd = endFor(planned, onset, pitch, voice, judging, profile);
  const end = roomFor(allowed, place, { onset, end: wishedEnd, pitch, voice });
  if (end === null) return out("overlap");

  const gain = levelAt(limits.levels.partner, onset);
  const cap = levelOf(profile.velocityCap);
  const loudest = loudestAt(allowed, profile, chord, place, judging.roomSounded);
  const wanted = levelOf(Math.max(1, Math.min(127, planned.velocity))) + judging.trim;
  const most = Math.min(cap, loudest.level - gain);
  if (most < levelOf(1)) return out("rise");
  const velocity = Math.max(1, Math.floor(velocityOf(Math.min(wanted, most)) + 1e-9));
  const level = levelOf(velocity);
  // The share is of the melody's: what holds the child (bass, chords, drums) takes no turn from it, and a steady beat that broke
  // off in the middle would hold nobody. For a child that only listens, "Leave space" is proposed.
  const shared = !judging.ritual && voice === "melody";
  const note: AllowedNote = {
    onset,
    end,
    pitch,
    voice,
    level,
    heard: level + gain,
    chord,
    begins: loudest.begins,
    shared,
  };

  const share = shared ? takeShare(limits, profile, addedBy(allowed, place, onset, end, LONGEST)) : limits.share;
  if (share.rests) return { ...out("share"), share };
  if (place < allowed.length && !isBorne(allowed.toSpliced(place, 0, note), place, profile)) return out("rise");

  const reasons: Reason[] = [];
  if (wanted > cap) reasons.push("loudness");
  else if (wanted > most) reasons.push("rise");
  if (voice === "drum" ? pitch !== Math.round(planned.pitch) : false) reasons.push("blocked");
  else if (pitch !== planned.pitch) reasons.push("pitch");
  const shortened = planned.duration > LONGEST || planned.duration > end - onset + SHORTEST;
  if (shortened) reasons.push("length");
  return { note, place, share, reasons, commands: commandsFor(note, velocity, planned, shortened) };
}

/** The share after so much more sound of the partner, or a partner that rests. */
function takeShare(limits: Limits, profile: Profile, added: Millis): Share {
  const { share } = limits;
  const left = shareLeft(limits, profile);
  if (added > left || (share.rests && left < RESUME)) return { ...share, rests: true };
  return { ...share, rests: false, partner: share.partner + added };
}

function commandsFor(
  { onset, end, pitch, voice }: AllowedNote,
  velocity: number,
  planned: PlannedNote,
  shortened: boolean,
): (NoteOnCommand | NoteOffCommand)[] {
  const spoken = planned.voice === undefined ? {} : { voice };
  const requested = {
    pitch: planned.pitch,
    velocity: planned.velocity,
    ...(shortened ? { duration: planned.duration } : {}),
  };
  const changed = pitch !== planned.pitch || velocity !== planned.velocity || shortened;
  return [
    { kind: "noteOn", at: onset, player: "partner", pitch, velocity, ...spoken, ...(changed ? { requested } : {}) },
    { kind: "noteOff", at: end, player: "partner", pitch, ...spoken },
  ];
}
