import type { Melody } from "../../engine/music/melody.ts";
import { pitchClass } from "../../engine/music/note.ts";
import { Draws, seeded } from "../../engine/random.ts";
import type { Pitch } from "../../engine/time/units.ts";
import type { Generator } from "./generator.ts";
import { evenOut, logisticSeries } from "./logistic.ts";
import { sourceSegments } from "./source-line.ts";
import { repitchSource } from "./source-rhythm.ts";

const PENTATONIC = { major: [0, 2, 4, 7, 9], minor: [0, 3, 5, 7, 10] } as const;
/** The step of the scale that an evened-out value of the map means: a neighbour twice as often as the tone beyond it. */
function stepOf(value: number): number {
  if (value < 1 / 6) return -2;
  if (value < 1 / 2) return -1;
  return value < 5 / 6 ? 1 : 2;
}

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
 * tone again and again nor changes suddenly; how it is done is not known to us. Here the melody walks on the pentatonic scale:
 * the logistic map's value, evened out, is a step down or up to the next tone or the one beyond it; at the ends of the range
 * the step is turned round. It is given the source's key, range and rhythm.
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
      const step = stepOf(evenOut(next()));
      const within = (place: number) => place >= 0 && place < tones.length;
      // On three tones two steps may lead out both ways: then to the neighbour.
      const moved = [at + step, at - step, at + Math.sign(step), at - Math.sign(step)].find(within);
      at = moved ?? at;
      return tones[at] ?? tones[0] ?? 60;
    });
  },
};
