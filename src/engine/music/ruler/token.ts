import type { Note } from "../note.ts";

/**
 * A token is how a melody goes on: the interval to a note and that note's duration, as one whole number. Two tokens are
 * equal when both are. The duration is taken in units of {@link TOKEN_GRAIN}; the first note of a line has no token.
 */
export type Token = number;

/** Ticks in a unit of a token's duration: a 48th of a quarter, so that a tick lost in a file makes no new token. */
export const TOKEN_GRAIN = 10;

/** Longest duration told apart, in grains: 2¹⁶ − 1, over 340 whole notes. */
const LONGEST = 0xffff;

/** The token that leads from one note to the next. Intervals of −256…255 semitones are told apart. */
export function tokenOf(before: Note, note: Note): Token {
  const grains = Math.min(LONGEST, Math.round(note.duration / TOKEN_GRAIN));
  return (((note.pitch - before.pitch + 256) & 0x1ff) << 16) | grains;
}

/** Writes the tokens of the notes to `tokens` and returns how many: one fewer than notes, 0 for none. */
export function writeTokens(notes: readonly Note[], tokens: Int32Array): number {
  let before = notes[0];
  let count = 0;
  for (let i = 1; i < notes.length; i++) {
    const note = notes[i];
    if (!before || !note) break;
    tokens[count++] = tokenOf(before, note);
    before = note;
  }
  return count;
}

/** The tokens of the notes. */
export function tokensOf(notes: readonly Note[]): Int32Array {
  const tokens = new Int32Array(Math.max(0, notes.length - 1));
  writeTokens(notes, tokens);
  return tokens;
}
