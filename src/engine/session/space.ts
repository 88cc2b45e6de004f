import type { Millis } from "../time/units.ts";
import { decide, enterTechnique, type Step } from "./perform.ts";
import type { Resources, Session } from "./session.ts";

/** What the therapist may say of a space. */
export const SPACE_CUES = ["start", "extend", "end"] as const;
export type SpaceCue = (typeof SPACE_CUES)[number];

/** A space is made longer by so much at a time, and from now on it lasts no longer than this. panel.md 6, practice.md 8. */
const MORE: Millis = 5_000;
const LONGEST: Millis = 60_000;

/** The therapist begins a space, makes the present one longer, or ends it: then the partner listens, and offers nothing by itself. */
export function leaveRoom(session: Session, at: Millis, cue: SpaceCue, resources: Resources): Step {
  if (cue === "start") {
    return enterTechnique(decide(session, at, "Leaves space, by the therapist"), "makeSpace", at, resources);
  }
  const { partner } = session;
  if (partner.state !== "space" || partner.spaceEndsAt === null) return { session, commands: [] };
  if (cue === "end") {
    const over = { ...session, partner: { ...partner, state: "listening" as const, spaceEndsAt: null } };
    return { session: decide(over, at, "The space is over, by the therapist"), commands: [] };
  }
  const spaceEndsAt = Math.min(at + LONGEST, partner.spaceEndsAt + MORE);
  const longer = { ...session, partner: { ...partner, spaceEndsAt } };
  return {
    session: decide(longer, at, "Leaves 5 s more of space"),
    commands: [{ kind: "wake", at: spaceEndsAt, name: "spaceEnds" }],
  };
}
