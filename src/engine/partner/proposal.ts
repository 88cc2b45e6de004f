/** A card that might suit now, and why, in words about the playing and never about the child's feelings. */
export interface Proposal {
  readonly technique: string;
  readonly reason: string;
  /** Part of what a verb means: offered whatever the setting, and left to the therapist. */
  readonly always?: true;
}
