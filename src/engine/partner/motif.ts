import type { PlayedNote } from "../listening/phrase.ts";
import { motifsHeard } from "../listening/readouts.ts";
import type { Segment } from "../music/segment.ts";
import type { Bpm, Pitch } from "../time/units.ts";
import { copyPhrase } from "./copy.ts";
import { type KeptTune, NO_TUNES } from "./kept-tune.ts";
import { segmentFromPhrase } from "./material.ts";
import type { PlannedNote } from "./partner.ts";
import type { Scene } from "./technique.ts";

/** Notes of a motif. practice.md 5. */
const NOTES = { fewest: 2, most: 6 } as const;
/** Of the interval to its next note a motif's note sounds so long. */
const SOUNDING = 0.85;
/** Motifs of the child's among the material, the last ones. */
const MOST_MOTIFS = 6;
/** Where motifs are counted among the material: after every phrase. */
const AFTER_PHRASES = 1_000;

/** A motif as it was played the first time, as loud as the child played last; onsets from 0. */
function playedMotif({ listening }: Scene, { pitches, rhythm, pace, pad }: Omit<KeptTune, "name">): PlayedNote[] {
  const velocity = listening.memory.at(-1)?.velocity ?? 64;
  let onset = 0;
  return pitches.map((pitch, i) => {
    const interval = (rhythm[i] ?? 1) * pace;
    const note: PlayedNote = { onset, duration: SOUNDING * interval, pitch, velocity, ...(pad ? { pad } : {}) };
    onset += interval;
    return note;
  });
}

/**
 * A motif of the child's, softer, onsets from 0: the kept one that was chosen, else the one it came back to last, else the one that was
 * kept last, else how its last phrase began.
 */
export function knownMotif(scene: Scene): PlannedNote[] | undefined {
  const { kept, chosen } = scene.tunes ?? NO_TUNES;
  const tune = (chosen === null ? undefined : kept[chosen]) ?? motifsHeard(scene.listening).at(-1) ?? kept.at(-1);
  const phrase = tune ? playedMotif(scene, tune) : scene.listening.phrases.at(-1);
  if (!phrase || phrase.length === 0) return undefined;
  const motif = copyPhrase(scene, phrase).slice(0, NOTES.most);
  return motif.length >= NOTES.fewest ? motif : undefined;
}

/** The child's motifs on keys as material, counted at a tempo from an anchor; the last ones. */
export function motifMaterial(scene: Scene, tempo: Bpm, anchor: Pitch): Segment[] {
  return motifsHeard(scene.listening)
    .filter(({ pad }) => !pad)
    .slice(-MOST_MOTIFS)
    .map((motif, i) => segmentFromPhrase(playedMotif(scene, motif), tempo, anchor, AFTER_PHRASES + i));
}
