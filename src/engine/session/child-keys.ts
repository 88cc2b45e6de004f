import { inScale, scaleOf, snapWithin } from "../music/scale.ts";
import { blendAt } from "../partner/blend.ts";
import { keyInForce } from "../partner/tones.ts";
import type { Millis, Pitch } from "../time/units.ts";
import type { NoteOffEvent, NoteOnEvent } from "./event.ts";
import type { Session } from "./session.ts";

/** A key of the child's that is down, and what it has sounded as since it was struck; null: nothing. */
export interface HeldKey {
  readonly device: string;
  readonly pitch: Pitch;
  readonly sounds: Pitch | null;
}

const isOf = ({ device, pitch }: Pick<NoteOnEvent, "device" | "pitch">) => {
  return (held: HeldKey) => held.device === device && held.pitch === pitch;
};

/** Whether the child's keys can be held to a scale now: the engine sounds them, and a scale is set. */
export function mayLock({ settings, steering }: Pick<Session, "settings" | "steering">): boolean {
  return settings.childSound && steering.key !== null;
}

/**
 * What a key sounds as when it is struck at a time: itself, or, as the therapist has set it, the nearest tone of the scale (of two,
 * the lower) or nothing. While one scale gives way to another, what both have counts. Pads are always themselves.
 */
export function soundOfKey(session: Session, at: Millis, pitch: Pitch, pad = false): Pitch | null {
  const { partner, steering } = session;
  if (pad || steering.lock === "off" || !mayLock(session)) return pitch;
  const key = keyInForce(blendAt(partner, at), steering.key);
  if (!key) return pitch;
  const scale = scaleOf(key, []);
  if (inScale(scale, pitch - key.tonic)) return pitch;
  return steering.lock === "only"
    ? null
    : key.tonic + snapWithin(scale, pitch - key.tonic, -key.tonic, 127 - key.tonic);
}

/** What a key has sounded as since it was struck (null: nothing); undefined where it is not down. */
export function soundOfHeld(keys: readonly HeldKey[], key: Pick<NoteOffEvent, "device" | "pitch">) {
  return keys.find(isOf(key))?.sounds;
}

/** The keys that are down after one was struck. */
export function holdKey(keys: readonly HeldKey[], key: HeldKey): readonly HeldKey[] {
  return [...keys.filter((held) => !isOf(key)(held)), key];
}

/** The keys that are down after one was let go of. */
export function letGo(keys: readonly HeldKey[], key: Pick<NoteOffEvent, "device" | "pitch">): readonly HeldKey[] {
  return keys.some(isOf(key)) ? keys.filter((held) => !isOf(key)(held)) : keys;
}

/** Whether `sounds` sounds on when a key that sounded as it is let go of: two were brought together there, and the other is down. */
export function soundsOn(
  keys: readonly HeldKey[],
  key: Pick<NoteOffEvent, "device" | "pitch">,
  sounds: Pitch,
): boolean {
  return keys.some(
    (held) => !isOf(key)(held) && held.sounds === sounds && (held.pitch !== sounds || key.pitch !== sounds),
  );
}
