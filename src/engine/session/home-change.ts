import type { Home } from "../music/home.ts";
import { isOffering } from "../partner/offer.ts";
import { changeHome } from "../partner/scale-change.ts";
import { techniqueNamed } from "../partner/techniques.ts";
import { keepInside } from "../partner/tones.ts";
import type { Millis } from "../time/units.ts";
import { plannedAfter } from "./limits/memory.ts";
import { perform, type Step } from "./perform.ts";
import type { Session } from "./session.ts";

/** Another home may be set: the one before gives way, and what the partner has planned of its turn keeps to what holds. */
export function goHome(session: Session, before: Home | null, at: Millis): Step {
  const { steering, settings, listening } = session;
  if (steering.key === before || !session.running) return { session, commands: [] };
  const place = { partner: session.partner, listening: listening.child, steering, tempoRange: settings.profile.tempo };
  const partner = changeHome(place, before, at);
  const next = { ...session, partner };
  if (!isOffering(partner) || techniqueNamed(session.technique)?.ritual) return { session: next, commands: [] };
  const planned = plannedAfter(session.limits, at, session.trim);
  const inside = keepInside(partner, steering.key, planned);
  if (inside.every((note) => planned.includes(note))) return { session: next, commands: [] };
  return perform(next, at, { partner, release: steering.yieldFade, play: inside });
}
