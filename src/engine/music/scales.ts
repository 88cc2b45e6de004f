import type { Semitones } from "../time/units.ts";

/** A scale that can be set: its steps above the tonic, ascending, 0 first, and where they are written down. */
export interface KnownScale {
  readonly steps: readonly Semitones[];
  readonly source: string;
}

/** The scales that can be set by name, in the order of the panel: the ones that hardly clash first. */
export const SCALE_NAMES = [
  "majorPentatonic",
  "minorPentatonic",
  "major",
  "minor",
  "dorian",
  "mixolydian",
  "lydian",
  "phrygian",
  "blues",
  "wholeTone",
  "hirajoshi",
  "pelogLike",
  "chromatic",
] as const;
export type ScaleName = (typeof SCALE_NAMES)[number];

const MODES = "Glarean, Dodecachordon (1547); Persichetti, Twentieth-Century Harmony (1961), chapter 2";
const FIVE_NOTES = "Persichetti, Twentieth-Century Harmony (1961), chapter 2, pentatonic scales";

/** Every scale by name, on the twelve keys of a piano. */
export const SCALES: Readonly<Record<ScaleName, KnownScale>> = {
  majorPentatonic: { steps: [0, 2, 4, 7, 9], source: FIVE_NOTES },
  minorPentatonic: { steps: [0, 3, 5, 7, 10], source: "the major pentatonic from its fifth step on" },
  major: { steps: [0, 2, 4, 5, 7, 9, 11], source: MODES },
  /** Natural minor: the seventh is never raised. */
  minor: { steps: [0, 2, 3, 5, 7, 8, 10], source: MODES },
  dorian: { steps: [0, 2, 3, 5, 7, 9, 10], source: MODES },
  mixolydian: { steps: [0, 2, 4, 5, 7, 9, 10], source: MODES },
  lydian: { steps: [0, 2, 4, 6, 7, 9, 11], source: MODES },
  phrygian: { steps: [0, 1, 3, 5, 7, 8, 10], source: MODES },
  blues: {
    steps: [0, 3, 5, 6, 7, 10],
    source: "the minor pentatonic with the flat fifth; Levine, The Jazz Theory Book (1995)",
  },
  wholeTone: { steps: [0, 2, 4, 6, 8, 10], source: "Messiaen, Technique de mon langage musical (1944), first mode" },
  hirajoshi: { steps: [0, 2, 3, 7, 8], source: FIVE_NOTES },
  /** Pelog is tuned otherwise on every gamelan; this is how it is written for twelve keys. */
  pelogLike: { steps: [0, 1, 3, 7, 8], source: FIVE_NOTES },
  chromatic: { steps: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], source: "all twelve keys" },
};

/** Notes of a scale of one's own. */
export const OWN_SCALE = { fewest: 3, most: 12 } as const;

/** A scale that is set: by its name, or the steps of one's own ({@link OWN_SCALE}), ascending, 0 first. */
export type ScaleChoice = ScaleName | readonly Semitones[];

/** The steps of a scale above its tonic. */
export function stepsOf(choice: ScaleChoice): readonly Semitones[] {
  return typeof choice === "string" ? SCALES[choice].steps : choice;
}

/** Whether steps are those of a scale: whole numbers from 0 on, each higher than the one before, under an octave. */
export function isOwnScale(steps: readonly number[]): boolean {
  return (
    steps.length >= OWN_SCALE.fewest &&
    steps.length <= OWN_SCALE.most &&
    steps[0] === 0 &&
    steps.every((step, i) => Number.isInteger(step) && step < 12 && (i === 0 || step > (steps[i - 1] ?? 0)))
  );
}
