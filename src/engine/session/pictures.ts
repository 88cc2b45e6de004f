import { PHASE_NAMES } from "./plan.ts";

/** Pictures of our own that a child's screen can show: what to play, what sounds how, what to do. Each stands beside its word. */
const DRAWN = [
  "drum",
  "keys",
  "xylophone",
  "guitar",
  "shaker",
  "bells",
  "voice",
  "song",
  "loud",
  "quiet",
  "high",
  "low",
  "fast",
  "slow",
  "robot",
  "dance",
  "again",
  "break",
  "done",
] as const;

/** All pictures that Antiphon brings, those of the phases among them. */
export const PICTURES = [...DRAWN, ...PHASE_NAMES] as const;

/** A picture of the child's own, kept on this machine alone: "own-" and its number in the child's album. */
export type OwnPicture = `own-${string}`;
export type Picture = (typeof PICTURES)[number] | OwnPicture;

/** What an own picture's name looks like. */
export const OWN_PICTURE = /^own-[0-9a-f]{16}$/;
