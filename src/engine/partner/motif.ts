import { copyPhrase } from "./copy.ts";
import type { PlannedNote } from "./partner.ts";
import type { Scene } from "./technique.ts";

/** Notes of a motif. practice.md 5. */
const NOTES = { fewest: 2, most: 6 } as const;

/** A motif of the child's, softer, onsets from 0: how its last phrase began. Undefined where none is known. */
export function knownMotif(scene: Scene): PlannedNote[] | undefined {
  const phrase = scene.listening.phrases.at(-1);
  if (!phrase || phrase.length === 0) return undefined;
  const motif = copyPhrase(scene, phrase).slice(0, NOTES.most);
  return motif.length >= NOTES.fewest ? motif : undefined;
}
