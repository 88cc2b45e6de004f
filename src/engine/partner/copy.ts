import { onsetsOf } from "../listening/onsets.ts";
import type { PlayedNote } from "../listening/phrase.ts";
import { LONGEST_NOTE } from "../music/fit.ts";
import { levelOf, velocityOf } from "../music/level.ts";
import { inKey } from "../music/transcription.ts";
import type { Decibels, Millis, Pitch, Velocity } from "../time/units.ts";
import { scaleHeard } from "./footing.ts";
import { drumsOf } from "./hand-drums.ts";
import { isPitched } from "./harmony.ts";
import { keyNow } from "./hearing.ts";
import { topLine } from "./material.ts";
import type { PlannedNote } from "./partner.ts";
import type { Scene } from "./technique.ts";

/** A stroke on a hand drum. */
export const STROKE: Millis = 150;

/** Softer by so much, and never silent. */
function softer(velocity: Velocity, by: Decibels): Velocity {
  return Math.max(1, Math.floor(velocityOf(levelOf(velocity) + by)));
}

/** The last part of a phrase, no longer than `longest`, from a note on. */
export function lastPart(phrase: readonly PlayedNote[], longest: Millis): readonly PlayedNote[] {
  const end = Math.max(...phrase.map(({ onset, duration }) => onset + (duration ?? 0)));
  const part = phrase.filter(({ onset }) => onset >= end - longest);
  return part.length > 0 ? part : phrase.slice(-1);
}

/** Octaves that bring a line into the range, as many of its notes as can be. */
function octavesInto(pitches: readonly Pitch[], { range }: Scene): number {
  const middle = (range.low + range.high) / 2;
  const mean = pitches.reduce((sum, pitch) => sum + pitch, 0) / Math.max(1, pitches.length);
  const inside = (shift: number) =>
    pitches.filter((pitch) => pitch + shift >= range.low && pitch + shift <= range.high).length;
  if (inside(0) === pitches.length) return 0;
  const towards = mean < middle ? 12 : -12;
  let best = 0;
  for (let shift = towards; Math.abs(shift) <= 60; shift += towards) if (inside(shift) > inside(best)) best = shift;
  return best;
}

function foldInto(pitch: Pitch, { range }: Scene): Pitch {
  let folded = pitch;
  while (folded > range.high) folded -= 12;
  while (folded < range.low) folded += 12;
  return folded;
}

/**
 * A phrase as the partner would play it: each note softer, by 6 dB or as set; of keys the upper line, in the scale and the range, no note
 * over 2 s; of pads the strokes on hand drums. Its last 8 s, or as much as is set. Onsets from 0, in order.
 */
export function copyPhrase(scene: Scene, phrase: readonly PlayedNote[]): PlannedNote[] {
  const part = lastPart(phrase, scene.steering.answerLength);
  const key = keyNow(scene);
  const scale = scaleHeard(scene, key);
  const line = topLine(part.filter(isPitched));
  const shift = octavesInto(
    line.map(({ pitch }) => pitch),
    scene,
  );
  const pitches = inKey(
    key,
    scale,
    line.map(({ pitch }) => pitch + shift - key.tonic),
  );
  const melody = line.map(
    ({ onset, duration, velocity }, place): PlannedNote => ({
      onset,
      duration: Math.max(1, Math.min(LONGEST_NOTE, duration)),
      pitch: foldInto(key.tonic + (pitches[place] ?? 0), scene),
      velocity: softer(velocity, scene.steering.softer),
    }),
  );
  const pads = part.filter((note) => !isPitched(note));
  const drumOf = drumsOf(scene, phrase);
  const struck = new Set(onsetsOf(pads));
  const strokes = pads
    .filter(({ onset }) => struck.has(onset))
    .map(
      ({ onset, pitch, velocity }): PlannedNote => ({
        onset,
        duration: STROKE,
        pitch: drumOf(pitch),
        velocity: softer(velocity, scene.steering.softer),
        voice: "drum",
      }),
    );
  const all = [...melody, ...strokes].sort((a, b) => a.onset - b.onset);
  const start = all[0]?.onset ?? 0;
  return all.map((note) => ({ ...note, onset: note.onset - start }));
}
