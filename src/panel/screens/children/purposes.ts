import { words } from "../../language.ts";

export const PURPOSES = [
  "sessionData",
  "eeg",
  "audio",
  "video",
  "parents",
  "team",
  "research",
  "training",
  "photos",
] as const;
export type Purpose = (typeof PURPOSES)[number];

/** What consent is asked for, in words. */
export function purposeWords(purpose: Purpose): string {
  const { children, card } = words.value;
  return purpose === "video" ? card.video : children.purposes[purpose];
}
