import { LONGEST_HOLD, type PlayedNote, phraseSilence } from "../listening/phrase.ts";
import { copyPhrase } from "./copy.ts";
import type { PlannedNote } from "./partner.ts";
import type { Scene } from "./technique.ts";

/** Notes of a motif. practice.md 5. */
const NOTES = { fewest: 2, most: 6 } as const;

/** The notes of the phrase that was finished last. */
function lastPhrase({ listening }: Scene): readonly PlayedNote[] {
  const notes = [...listening.memory].sort((a, b) => a.onset - b.onset);
  const silence = phraseSilence(listening);
  let from = notes.length - 1;
  while (from > 0) {
    const before = notes[from - 1];
    const end = (before?.onset ?? 0) + (before?.duration ?? LONGEST_HOLD);
    if ((notes[from]?.onset ?? 0) - end >= silence) break;
    from--;
  }
  return notes.slice(Math.max(0, from));
}

/** A motif of the child's, softer, onsets from 0: how its last phrase began. Undefined where none is known. */
export function knownMotif(scene: Scene): PlannedNote[] | undefined {
  const phrase = lastPhrase(scene);
  if (phrase.length === 0) return undefined;
  const motif = copyPhrase(scene, phrase).slice(0, NOTES.most);
  return motif.length >= NOTES.fewest ? motif : undefined;
}
