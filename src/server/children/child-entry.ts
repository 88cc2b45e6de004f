import type { ChildCard } from "./child-card.ts";

/** A child in the list of the panel. */
export interface ChildEntry {
  readonly card: ChildCard;
  /** When the last session began, ISO 8601 in UTC; null before the first. */
  readonly lastSession: string | null;
  readonly sessions: number;
  /** The newest first, a hundred at the most. */
  readonly past: readonly PastSession[];
}

/** A session of a child's, as far as it can be told without opening its seal. */
export interface PastSession {
  readonly id: string;
  /** ISO 8601 in UTC. */
  readonly startedAt: string;
  /** From Start to the last thing that is on disk. */
  readonly minutes: number;
  /** Minutes that were planned; null: without a plan. */
  readonly planned: number | null;
  readonly state: "open" | "ended" | "interrupted";
}
