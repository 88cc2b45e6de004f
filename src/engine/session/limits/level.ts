import { type LevelRamp, levelAt } from "../../music/level.ts";
import type { Decibels, Millis } from "../../time/units.ts";
import type { LevelCommand } from "../command.ts";
import type { Player } from "../player.ts";
import { CEILING, type Profile, riseOf } from "../profile.ts";
import type { Limits } from "./memory.ts";
import { keepsRise } from "./rise.ts";

/** How a player is being turned up or down. */
export interface Ramp extends LevelRamp {
  /** A level that could not be gone to yet, for the notes that are planned; tried again with the next ones. */
  readonly wish?: { readonly level: Decibels; readonly over: Millis };
}

/** What counts as silent. */
export const SILENT: Decibels = -96;
const LONGEST_RAMP: Millis = 60_000;

interface Turned {
  readonly limits: Limits;
  readonly commands: readonly LevelCommand[];
}

/**
 * Turns a player up or down: never above full, down as fast as is asked, up by 6 dB a second at the most (a sensitive child:
 * 3), so that a fade-in lasts its stated time or as long as that needs, whichever is longer. From silence it begins 24 dB under
 * full, as the partner's notes do. Where notes are planned that would then rise too fast, since they rise themselves or counted
 * on a way down, the partner waits with it.
 */
export function limitLevel(
  limits: Limits,
  profile: Profile,
  { at, player, level, over }: Omit<LevelCommand, "kind">,
): Turned {
  if (Number.isNaN(level) || !Number.isFinite(at)) return { limits, commands: [] };
  const to = Math.max(SILENT, Math.min(0, level));
  const asked = over > 0 ? Math.min(over, LONGEST_RAMP) : 0;
  const now = levelAt(limits.levels[player], at);
  const from = to > now ? Math.min(to, Math.max(now, CEILING.quietStart)) : now;
  const ramp = { at, over: Math.max(asked, ((to - from) * 1_000) / riseOf(profile)), from, to };
  const turned = turn(limits, player, ramp);
  const before = limits.levels[player];
  if (before && player === "partner" && !keepsRise(turned.limits.allowed, at, profile)) {
    const levels = { ...limits.levels, [player]: { ...before, wish: { level: to, over: asked } } };
    return { limits: { ...limits, levels }, commands: [] };
  }
  if (from === now) return turned;
  return { limits: turned.limits, commands: [{ kind: "level", at, player, level: from, over: 0 }, ...turned.commands] };
}

function turn(limits: Limits, player: Player, ramp: Ramp): Turned {
  const levels = { ...limits.levels, [player]: ramp };
  const allowed =
    player === "partner"
      ? limits.allowed.map((note) =>
          note.onset >= ramp.at ? { ...note, heard: note.level + levelAt(ramp, note.onset) } : note,
        )
      : limits.allowed;
  const { at, over, to: level } = ramp;
  return { limits: { ...limits, levels, allowed }, commands: [{ kind: "level", at, player, level, over }] };
}

/** Tries again to turn the partner up, where it had to wait. */
export function retryLevel(limits: Limits, profile: Profile, at: Millis): Turned {
  const wish = limits.levels.partner?.wish;
  if (!wish) return { limits, commands: [] };
  const turned = limitLevel(limits, profile, { at, player: "partner", ...wish });
  return turned.limits.levels.partner?.wish ? { limits, commands: [] } : turned;
}
