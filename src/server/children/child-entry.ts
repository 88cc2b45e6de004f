import type { ChildCard } from "./child-card.ts";

/** A child in the list of the panel. */
export interface ChildEntry {
  readonly card: ChildCard;
  /** When the last session began, ISO 8601 in UTC; null before the first. */
  readonly lastSession: string | null;
  readonly sessions: number;
}
