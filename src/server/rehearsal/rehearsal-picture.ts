/** A recorded session that the partner can be rehearsed with. */
export interface RehearsableSession {
  readonly id: string;
  /** Wall clock, ISO 8601 in UTC. */
  readonly startedAt: string;
  readonly minutes: number;
}

/** What the partner did in a session, in three figures. A null was not to be measured: too little was played. */
export interface PartnerFigures {
  /** Of the sounding time, 0–1: its melody's. */
  readonly share: number | null;
  /** Its onsets a minute. */
  readonly density: number;
  /** From the end of the child's playing to its own, in seconds, in the middle of all turns. */
  readonly gap: number | null;
}

/** A note for the picture: [onset in ms from the picture's beginning, duration in ms, pitch]. */
export type RehearsedNote = readonly [onset: number, duration: number, pitch: number];

/** A session's child with the partner as it was, and as it would be. */
export interface Rehearsal {
  readonly minutes: number;
  readonly was: PartnerFigures;
  readonly now: PartnerFigures;
  /** The minute in which the child played most. */
  readonly picture: {
    readonly length: number;
    readonly child: readonly RehearsedNote[];
    readonly was: readonly RehearsedNote[];
    readonly now: readonly RehearsedNote[];
  };
}
