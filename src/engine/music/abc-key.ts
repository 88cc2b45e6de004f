import type { Key, Mode } from "./key.ts";
import { pitchClass } from "./note.ts";

/** What a key signature does to each letter: −1 flat, 0 natural, 1 sharp. */
export type KeySignature = Readonly<Record<string, number>>;

/** Fifths from the letter's own major key to the mode's signature, and which of our two modes is nearer by its third. */
const MODES: Record<string, { readonly fifths: number; readonly mode: Mode }> = {
  "": { fifths: 0, mode: "major" },
  maj: { fifths: 0, mode: "major" },
  ion: { fifths: 0, mode: "major" },
  lyd: { fifths: 1, mode: "major" },
  mix: { fifths: -1, mode: "major" },
  m: { fifths: -3, mode: "minor" },
  min: { fifths: -3, mode: "minor" },
  aeo: { fifths: -3, mode: "minor" },
  dor: { fifths: -2, mode: "minor" },
  phr: { fifths: -4, mode: "minor" },
  loc: { fifths: -5, mode: "minor" },
};

/** The letters in the order in which sharps are added; flats are added backwards. */
const FIFTHS = ["F", "C", "G", "D", "A", "E", "B"];
const SIGNS: Record<string, number> = { __: -2, _: -1, "=": 0, "^": 1, "^^": 2 };

/**
 * Reads an ABC key field such as `G`, `Bb`, `F#m`, `D dorian`, `A mix` or `Em ^c` (a signature with an accidental of its
 * own). Modes keep their true signature; the key itself is major or minor, by the mode's third. Undefined when it is none.
 */
export function readAbcKey(text: string): { key: Key; signature: KeySignature } | undefined {
  const match = /^([A-G])([#b]?)\s*([A-Za-z]*)((?:\s+(?:\^\^|\^|__|_|=)[A-Ga-g])*)$/.exec(text.trim());
  if (!match) return undefined;
  const [, letter = "C", sign = "", word = "", accidentals = ""] = match;
  // Only the first three letters of a mode count, in either case; but "m" is minor and "M" is nothing.
  const mode = word === "M" ? undefined : MODES[word.slice(0, 3).toLowerCase()];
  if (!mode) return undefined;
  const shift = sign === "#" ? 1 : sign === "b" ? -1 : 0;
  const fifths = FIFTHS.indexOf(letter) - 1 + 7 * shift + mode.fifths;
  if (Math.abs(fifths) > 7) return undefined;
  const signature: Record<string, number> = {};
  for (const [place, name] of FIFTHS.entries()) {
    signature[name] = place < fifths ? 1 : place >= 7 + fifths ? -1 : 0;
  }
  for (const [, mark = "=", name = "C"] of accidentals.matchAll(/(\^\^|\^|__|_|=)([A-Ga-g])/g)) {
    signature[name.toUpperCase()] = SIGNS[mark] ?? 0;
  }
  return { key: { tonic: pitchClass((FIFTHS.indexOf(letter) - 1 + 7 * shift) * 7), mode: mode.mode }, signature };
}
