import type { Melody } from "../../engine/music/melody.ts";
import { pitchClass } from "../../engine/music/note.ts";
import { Draws, seeded } from "../../engine/random.ts";
import type { Pitch } from "../../engine/time/units.ts";
import type { Generator } from "./generator.ts";
import { evenOut, logisticSeries } from "./logistic.ts";
import { sourceSegments } from "./source-line.ts";
import { repitchSource } from "./source-rhythm.ts";

const PENTATONIC = { major: [0, 2, 4, 7, 9], minor: [0, 3, 5, 7, 10] } as const;
/** Steps of the scale that a tone may be from the one before: a fourth or a fifth at the most. */
const LARGEST_STEP = 2;

/** The tones of the key's pentatonic scale in the source's range, two semitones more on either side; at least three. */
export function pentatonicTones({ key, notes }: Pick<Melody, "key" | "notes">): Pitch[] {
  const steps: readonly number[] = PENTATONIC[key.mode];
  const low = notes.reduce((least, { pitch }) => Math.min(least, pitch), 127);
  const high = notes.reduce((most, { pitch }) => Math.max(most, pitch), 0);
  for (let margin = 2; ; margin++) {
    const tones: Pitch[] = [];
    for (let pitch = Math.max(0, low - margin); pitch <= Math.min(127, high + margin); pitch++) {
      if (steps.includes(pitchClass(pitch - key.tonic))) tones.push(pitch);
    }
    if (tones.length >= 3) return tones;
  }
}

/**
 * Chaos on a pentatonic scale. Chen, He & Pan 2015 ("A method of synthesizing tinnitus rehabilitation sound based on
 * pentatonic scale and chaos", Journal of Biomedical Engineering 32(6):1329–1334) claim for theirs that it neither repeats a
 * tone again and again nor leaps; how it is done is not known to us. Here: the logistic map's value, evened out, names a tone
 * of the pentatonic scale in the source's range; the melody goes towards it by two steps of the scale at the most, and by one
 * step away from a tone that would come twice. It is given the source's key, range and rhythm.
 */
export const PENTATONIC_CHAOS: Generator = {
  name: "pentatonic",
  title: "Pentatonic chaos",
  generate(task) {
    sourceSegments(task.source);
    const tones = pentatonicTones(task.source);
    const next = logisticSeries(new Draws(seeded(task.seed, `pentatonic ${task.source.id}`)));
    let at = Math.floor(evenOut(next()) * tones.length);
    return repitchSource(task, () => {
      const value = evenOut(next());
      const named = Math.min(tones.length - 1, Math.floor(value * tones.length));
      const step = Math.max(-LARGEST_STEP, Math.min(LARGEST_STEP, named - at));
      const aside = value * tones.length - named < 0.5 ? -1 : 1;
      const moved = at + (step === 0 ? aside : step);
      // At the ends of the range there is only one way to go.
      at = moved < 0 ? 1 : moved >= tones.length ? tones.length - 2 : moved;
      return tones[at] ?? 60;
    });
  },
};
