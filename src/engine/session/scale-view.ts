import { scaleOf } from "../music/scale.ts";
import type { ScaleName } from "../music/scales.ts";
import { blendAt } from "../partner/blend.ts";
import { scaleHeard } from "../partner/footing.ts";
import { keyNow } from "../partner/hearing.ts";
import type { Millis, PitchClass, Semitones } from "../time/units.ts";
import { mayLock } from "./child-keys.ts";
import type { Session } from "./session.ts";

/** The root and the scale that the partner plays in, as the panel shows them. */
export interface ScaleView {
  readonly tonic: PitchClass;
  /** Null for one of the therapist's own. */
  readonly name: ScaleName | null;
  /** Semitones above the tonic, ascending, 0 first. */
  readonly steps: readonly Semitones[];
  /** Whether it is the child's own, as it is heard. */
  readonly follows: boolean;
  /** When it comes, while the one before gives way to it; else null. */
  readonly comesAt: Millis | null;
  /** Whether the child's keys can be held to it: it is set, and the engine sounds them. */
  readonly mayLock: boolean;
}

/** The scale of a session at a time. */
export function scaleViewOf(session: Session, at: Millis): ScaleView {
  const { partner, steering, listening } = session;
  const place = { partner: { ...partner, blend: null }, steering, listening: listening.child };
  const key = keyNow(place);
  const { steps } = steering.key ? scaleOf(key, []) : scaleHeard(place, key);
  const scale = key.scale ?? key.mode;
  return {
    tonic: key.tonic,
    name: typeof scale === "string" ? scale : null,
    steps,
    follows: steering.key === null,
    comesAt: blendAt(partner, at)?.until ?? null,
    mayLock: mayLock(session),
  };
}
