import type { Millis, Pitch, Velocity } from "../../time/units.ts";
import type { NoteOffCommand, NoteOnCommand } from "../command.ts";
import { CEILING, type Profile } from "../profile.ts";
import { mayUseAnySound } from "../sounds.ts";
import type { Limits } from "./memory.ts";
import { allowedDrum } from "./sounds.ts";

/** Above the cap the child's own sound is bent, not cut: a soft knee towards the cap, which it never passes. */
export function bendToCap(velocity: Velocity, cap: Velocity): Velocity {
  const knee = 0.75 * cap;
  if (velocity <= knee) return velocity;
  const room = cap - knee;
  return Math.max(1, Math.floor(knee + room * (1 - Math.exp(-(velocity - knee) / room))));
}

/** What sounds for a key or pad: keys sound as they are; a pad whose sound is off sounds a soft one, or not at all. */
function soundOf(profile: Profile, pitch: Pitch, pad: boolean): Pitch | undefined {
  if (!Number.isInteger(pitch) || pitch < 0 || pitch > 127) return undefined;
  if (pad) return allowedDrum(pitch, profile);
  return mayUseAnySound(profile) ? pitch : undefined;
}

/** A person who plays: the child, or an adult with it. */
type Person = "child" | "therapist";

/**
 * Lets a note of the child's own instrument sound at once: bent to the cap, a pad's sound replaced where it is off, and a pad
 * that bounces faster than 20 times a second not struck again (the note is heard all the same). What the therapist plays on an
 * instrument that Antiphon sounds is held to the same.
 */
export function limitChild(
  limits: Limits,
  profile: Profile,
  at: Millis,
  pitch: Pitch,
  velocity: Velocity,
  pad = false,
  player: Person = "child",
): { readonly limits: Limits; readonly commands: readonly NoteOnCommand[]; readonly held: null } {
  const sound = soundOf(profile, pitch, pad);
  if (sound === undefined || !(velocity > 0)) return { limits, commands: [], held: null };
  const place = (player === "therapist" ? 256 : 0) + (pad ? 128 : 0) + sound;
  const last = limits.childOnsets.get(place);
  if (last !== undefined && at - last < CEILING.leastRetrigger) return { limits, commands: [], held: null };
  const bent = Math.max(1, bendToCap(Math.min(127, velocity), profile.velocityCap));
  const command: NoteOnCommand = {
    kind: "noteOn",
    at,
    player,
    pitch: sound,
    velocity: bent,
    ...(pad ? { voice: "drum" } : {}),
    ...(bent === velocity && sound === pitch ? {} : { requested: { pitch, velocity } }),
  };
  return {
    limits: { ...limits, childOnsets: stillRinging(limits.childOnsets, at).set(place, at) },
    commands: [command],
    held: null,
  };
}

/** The onsets that may still be bounced upon. */
function stillRinging(onsets: Limits["childOnsets"], at: Millis): Map<number, Millis> {
  return new Map([...onsets].filter(([, onset]) => at - onset < CEILING.leastRetrigger));
}

/** Ends what sounds for a key or pad of the child, or of the therapist. */
export function endChild(
  profile: Profile,
  at: Millis,
  pitch: Pitch,
  pad = false,
  player: Person = "child",
): NoteOffCommand[] {
  const sound = soundOf(profile, pitch, pad);
  if (sound === undefined) return [];
  return [{ kind: "noteOff", at, player, pitch: sound, ...(pad ? { voice: "drum" as const } : {}) }];
}
