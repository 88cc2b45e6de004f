import { velocityOf } from "../music/level.ts";
import { writtenIn } from "../music/transcription.ts";
import { STROKE } from "./copy.ts";
import type { Footing } from "./footing.ts";
import { periodOf } from "./grid.ts";
import type { PlannedNote } from "./partner.ts";

/** A note of written music: its degree of the scale, 0 the tonic, and its length in beats. A rest has no degree. */
export type WrittenNote = readonly [degree: number | null, beats: number];

/** A note sounds so long of its written length. */
const SOUNDING = 0.9;

/** Written notes at a tempo, from 0 on. */
export function played(written: readonly WrittenNote[], { tempo, key, scale, tonic, level }: Footing): PlannedNote[] {
  const period = periodOf(tempo);
  const line = writtenIn(
    key,
    scale,
    written.map(([degree]) => degree).filter((degree) => degree !== null),
  );
  let place = 0;
  const velocity = Math.max(1, Math.floor(velocityOf(level) + 1e-9));
  let beat = 0;
  return written.flatMap(([degree, beats]) => {
    const onset = beat * period;
    beat += beats;
    if (degree === null) return [];
    const pitch = tonic + (line[place++] ?? 0);
    return [{ onset, duration: SOUNDING * beats * period, pitch, velocity }];
  });
}

/** One bar to be copied, of our own: short, on the beat, and home again. */
export const MODEL_BAR: readonly WrittenNote[] = [
  [0, 1],
  [2, 1],
  [4, 1],
  [0, 1],
];

/** A bar to be copied on pads: which of a low and a high drum, in beats. */
const MODEL_STROKES = [
  [64, 0],
  [61, 1],
  [61, 1.5],
  [64, 2],
] as const;

/** The bar to be copied on pads. */
export function modelStrokes({ tempo, level }: Footing): PlannedNote[] {
  const velocity = Math.max(1, Math.floor(velocityOf(level) + 1e-9));
  return MODEL_STROKES.map(([pitch, beat]) => ({
    onset: beat * periodOf(tempo),
    duration: STROKE,
    pitch,
    velocity,
    voice: "drum",
  }));
}

/** A phrase that leads home and stops before it, of our own: what is left out is the tonic. */
export const LEADING_PHRASE: readonly WrittenNote[] = [
  [0, 1],
  [1, 1],
  [2, 1],
  [4, 1],
  [3, 1],
  [2, 1],
  [1, 2],
];
