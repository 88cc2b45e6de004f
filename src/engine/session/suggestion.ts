import type { Proposal } from "../partner/proposal.ts";
import { techniqueNamed } from "../partner/techniques.ts";
import type { Millis } from "../time/units.ts";
import type { Session } from "./session.ts";

/** At most one suggestion in this time. panel.md 6. */
const EVERY: Millis = 60_000;
/** By itself the engine changes no card sooner after the last change. practice.md 5: one change in 20 s. */
const LEAST_BETWEEN_CARDS: Millis = 20_000;

/** What becomes of a proposal: passed over, offered, or taken now, as the therapist has set. */
export function takeProposal(session: Session, at: Millis, proposal: Proposal): { session: Session; now: boolean } {
  const { technique, reason } = proposal;
  if (technique === session.technique) return { session, now: false };
  const offered = { ...session, suggestion: { at, technique, reason }, suggestedAt: at };
  if (proposal.always) return { session: offered, now: false };
  if (!techniqueNamed(technique)) return { session, now: false };
  switch (session.steering.autonomy) {
    case "person":
      return { session, now: false };
    case "offers":
      return { session: at - session.suggestedAt < EVERY ? session : offered, now: false };
    case "acts":
      return { session, now: at - session.techniqueSince >= LEAST_BETWEEN_CARDS };
  }
}
