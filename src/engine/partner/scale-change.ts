import type { Home } from "../music/home.ts";
import { keyOf } from "../music/home.ts";
import type { Millis } from "../time/units.ts";
import { beginBlend, blendAt, type Sounded, withScale } from "./blend.ts";
import { scaleHeard, tempoNow } from "./footing.ts";
import { keyNow } from "./hearing.ts";
import type { Partner } from "./partner.ts";
import type { Scene } from "./technique.ts";

type Place = Pick<Scene, "partner" | "listening" | "steering" | "tempoRange">;

/** What a home sounds like: the scale that is set, or the child's key as the child uses it. */
function soundedIn(place: Place, home: Home | null): Sounded {
  const { partner, listening, steering } = place;
  if (home) return withScale(keyOf(home));
  const free = { partner: { ...partner, blend: null }, listening, steering: { ...steering, key: null } };
  const key = keyNow(free);
  return { key, scale: scaleHeard(place, key) };
}

/** What holds before a change: what another one has come to, the accompaniment's chord and key, or the home that was set. */
function soundedNow(place: Place, home: Home | null, at: Millis): Sounded {
  const { partner } = place;
  const blend = blendAt(partner, at);
  if (blend) return withScale(blend.key);
  const { key, scale, voicing } = partner.harmony;
  return !home && partner.grid && voicing.length > 0 ? { key, scale } : soundedIn(place, home);
}

/**
 * The partner once another home is set (`steering`: as it is now; `before`: the home before): the scale before gives way over the
 * bars that are set. Between homes without a scale, as they were before there were any, nothing gives way: the next bar line
 * brings the other.
 */
export function changeHome(place: Place, before: Home | null, at: Millis): Partner {
  const { partner, steering } = place;
  const hasScale = [before, steering.key].some((home) => home && "scale" in home) || partner.blend !== null;
  if (!hasScale) return partner;
  const tempo = partner.grid ? partner.sounding.tempo : tempoNow(place);
  const after = soundedIn(place, steering.key);
  const blend = beginBlend(partner, tempo, soundedNow(place, before, at), after, at, steering.blend);
  return { ...partner, blend };
}
