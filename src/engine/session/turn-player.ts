import type { Decibels, Millis } from "../time/units.ts";
import { limitLevel } from "./limits/level.ts";
import type { Step } from "./perform.ts";
import type { Player } from "./player.ts";
import type { Session } from "./session.ts";

/** A player is turned up or down, inside the limits. */
export function turnPlayer(session: Session, at: Millis, player: Player, level: Decibels, over: Millis): Step {
  const { limits, commands } = limitLevel(session.limits, session.settings.profile, { at, player, level, over });
  return { session: { ...session, limits }, commands };
}
