import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { parseAbc } from "../../../../src/engine/music/abc.ts";
import type { Melody } from "../../../../src/engine/music/melody.ts";
import type { Note } from "../../../../src/engine/music/note.ts";
import { PPQ } from "../../../../src/engine/time/units.ts";

/** Notes one after another, from pitches and lengths in quarters. */
export function lineOf(steps: readonly (readonly [pitch: number, quarters: number])[]): Note[] {
  let onset = 0;
  return steps.map(([pitch, quarters]) => {
    const note = { onset, duration: quarters * PPQ, pitch, velocity: 72 };
    onset += note.duration;
    return note;
  });
}

/** Any line of so many notes, of few pitches and lengths, so that it repeats itself here and there. */
export function anyLine(minLength: number, maxLength: number): fc.Arbitrary<Note[]> {
  const step = fc.tuple(fc.constantFrom(60, 62, 64, 65, 67, 72), fc.constantFrom(0.5, 1, 2));
  return fc.array(step, { minLength, maxLength }).map(lineOf);
}

/** The notes moved by semitones. */
export function transposed(notes: readonly Note[], by: number): Note[] {
  return notes.map((note) => ({ ...note, pitch: note.pitch + by }));
}

const FOLDER = new URL("../../../../tunes/", import.meta.url);

/** The project's own tunes. */
export const OWN_TUNES: readonly Melody[] = readdirSync(FOLDER)
  .filter((file) => file.endsWith(".abc"))
  .map((file) => parseAbc(readFileSync(new URL(file, FOLDER), "utf8"), file.slice(0, -".abc".length)).melody);
