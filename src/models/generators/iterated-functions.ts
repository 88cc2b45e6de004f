import type { Melody } from "../../engine/music/melody.ts";
import { Draws, seeded } from "../../engine/random.ts";
import type { Generator } from "./generator.ts";
import { nearestTone, sourceSegments, tonesOf } from "./source-line.ts";
import { repitchSource } from "./source-rhythm.ts";

/** How much of the point before is left after a map: all maps are contractions by this factor. */
const CONTRACTION = 0.5;

/** One map, x → c·x + (1 − c)·target, and its share of the steps. */
export interface Contraction {
  readonly target: number;
  readonly share: number;
}

/** One map a pitch of the source, drawn as often as the pitch sounds (by duration). */
export function contractionsOf({ notes }: Pick<Melody, "notes">): Contraction[] {
  const total = notes.reduce((sum, { duration }) => sum + duration, 0);
  return tonesOf({ notes }).map((target) => ({
    target,
    share: notes.reduce((sum, { pitch, duration }) => (pitch === target ? sum + duration : sum), 0) / total,
  }));
}

/** The point after one step of the chaos game. */
export function iterate(x: number, contractions: readonly Contraction[], draws: Draws): number {
  let point = draws.unit();
  const chosen = contractions.find(({ share }) => {
    point -= share;
    return point < 0;
  });
  return CONTRACTION * x + (1 - CONTRACTION) * (chosen ?? contractions.at(-1) ?? { target: x }).target;
}

/**
 * An iterated function system. The laboratory's own (He et al., patent CN 107049598: the fractal sequence of an IFS, taken
 * modulo, amplified and rounded to whole numbers that name tones) leaves the functions open. Here: the chaos game (Barnsley
 * 1988) of one contraction by a half towards each pitch of the source, drawn as often as that pitch sounds; the orbit is
 * self-similar by construction, moves less than independent draws would, and is amplified about its mean to the source's own
 * spread, then rounded to the nearest pitch that the source has. It is given the source's pitches, their shares and its rhythm.
 */
export const ITERATED_FUNCTIONS: Generator = {
  name: "ifs",
  title: "Iterated function system",
  generate(task) {
    sourceSegments(task.source);
    const tones = tonesOf(task.source);
    const contractions = contractionsOf(task.source);
    const mean = contractions.reduce((sum, { target, share }) => sum + target * share, 0);
    // The orbit's variance is (1 − c) / (1 + c) of the targets'.
    const gain = Math.sqrt((1 + CONTRACTION) / (1 - CONTRACTION));
    const draws = new Draws(seeded(task.seed, `ifs ${task.source.id}`));
    let x = mean;
    for (let i = 0; i < 20; i++) x = iterate(x, contractions, draws);
    return repitchSource(task, () => {
      x = iterate(x, contractions, draws);
      return nearestTone(tones, mean + gain * (x - mean));
    });
  },
};
