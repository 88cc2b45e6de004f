import { Draws, seeded } from "../../engine/random.ts";
import type { Generator } from "./generator.ts";
import { sourceSegments, tonesOf } from "./source-line.ts";
import { repitchSource } from "./source-rhythm.ts";

/** The map's parameter: chaotic, and short of 4, where rounding can end the series. */
export const GROWTH = 3.99;

/** The logistic map x → r·x·(1 − x) on (0, 1). */
export function logisticMap(x: number): number {
  return GROWTH * x * (1 - x);
}

/** A chaotic series in (0, 1) from a random beginning, past its first steps. */
export function logisticSeries(draws: Draws): () => number {
  let x = draws.between(0.1, 0.9);
  for (let i = 0; i < 100; i++) x = logisticMap(x);
  return () => {
    x = logisticMap(x);
    return x;
  };
}

/**
 * The share of the series that lies below x, had the parameter been 4, whose density is known: (2/π)·asin √x. Even where the
 * series itself crowds at both ends.
 */
export function evenOut(x: number): number {
  return (2 / Math.PI) * Math.asin(Math.sqrt(x));
}

/**
 * Chaos mapped to pitch directly: the logistic map's value, rescaled to the range of pitches (as in Taube 2004, "Notes from
 * the Metalevel", chapter 17, r = 3.99; Chen, He & Pan 2015 report of such direct mapping that tones repeat and leap). It is
 * given the source's rhythm and the list of its notes' pitches: the evened-out value picks from that list in order of pitch, so
 * that the music has the source's own pitches as often as the source has them.
 */
export const LOGISTIC: Generator = {
  name: "logistic",
  title: "Logistic map to pitch",
  generate(task) {
    sourceSegments(task.source);
    const pitches = task.source.notes.map(({ pitch }) => pitch).sort((a, b) => a - b);
    const next = logisticSeries(new Draws(seeded(task.seed, `logistic ${task.source.id}`)));
    const tones = tonesOf(task.source);
    return repitchSource(task, () => {
      const at = Math.min(pitches.length - 1, Math.floor(evenOut(next()) * pitches.length));
      return pitches[at] ?? tones[0] ?? 60;
    });
  },
};
