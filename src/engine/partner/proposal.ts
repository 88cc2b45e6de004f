/** A card that might suit now, and why, in words about the playing and never about the child's feelings. */
export interface Proposal {
  readonly technique: string;
  readonly reason: string;
}

/** The proposal as a sentence of the log, when the engine itself takes it. */
export function listed({ technique, reason }: Proposal): string {
  return `Changes to ${technique}: ${reason}`;
}
