import type { Note } from "../note.ts";
import { intervalsOf } from "./intervals.ts";
import { buildSuffixAutomaton, type SuffixAutomaton } from "./suffix-automaton.ts";
import { tokensOf } from "./token.ts";

/** A tune as an index takes it. */
export interface IndexedTune {
  readonly id: string;
  readonly notes: readonly Note[];
}

/** What of the notes is compared: (interval, duration) tokens, or intervals alone. */
export type Alphabet = "tokens" | "intervals";

/** A set of tunes in which passages are found. Built once, in a time that grows with its notes; read only. */
export interface TuneIndex {
  readonly alphabet: Alphabet;
  readonly tunes: readonly string[];
  readonly automaton: SuffixAutomaton;
  /** Of each state: the number of the one tune that holds its strings, or {@link SEVERAL}. */
  readonly owner: Int32Array;
  /** Where in the joined text each tune begins, and, at the end, the text's length. */
  readonly begins: Int32Array;
}

/** Held by more than one tune. */
export const SEVERAL = -2;
const NOBODY = -1;

/** The symbols of a line of notes in an alphabet: one fewer than notes, none negative. */
export function symbolsOf(notes: readonly Note[], alphabet: Alphabet): Int32Array {
  return alphabet === "tokens" ? tokensOf(notes) : intervalsOf(notes).map((interval) => interval + 128);
}

/** The number of the tune that a place of the joined text lies in. */
export function tuneAt(begins: Int32Array, place: number): number {
  let low = 0;
  let high = begins.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((begins[middle] as number) <= place) low = middle;
    else high = middle - 1;
  }
  return low;
}

function ownersOf({ states, length, link, end }: SuffixAutomaton, begins: Int32Array): Int32Array {
  const owner = new Int32Array(states).fill(NOBODY);
  const ordered = new Int32Array(states).map((_, state) => state).sort((a, b) => (length[b] ?? 0) - (length[a] ?? 0));
  for (const state of ordered) {
    // What a longer string's tunes are has been handed down by now; the state's own first end comes on top.
    const own = (end[state] as number) < 0 ? NOBODY : tuneAt(begins, end[state] as number);
    owner[state] = together(owner[state] as number, own);
    const shorter = link[state] as number;
    if (shorter >= 0) owner[shorter] = together(owner[shorter] as number, owner[state] as number);
  }
  return owner;
}

function together(a: number, b: number): number {
  if (a === NOBODY || a === b) return b;
  return b === NOBODY ? a : SEVERAL;
}

/** Indexes tunes. Tunes are joined by symbols that occur nowhere else, so that no passage runs from one into another. */
export function indexTunes(tunes: readonly IndexedTune[], alphabet: Alphabet): TuneIndex {
  const lines = tunes.map(({ notes }) => symbolsOf(notes, alphabet));
  const begins = new Int32Array(tunes.length + 1);
  for (const [i, line] of lines.entries()) begins[i + 1] = (begins[i] as number) + line.length + 1;
  const text = new Int32Array(begins[tunes.length] as number);
  for (const [i, line] of lines.entries()) {
    text.set(line, begins[i] as number);
    text[(begins[i + 1] as number) - 1] = -1 - i;
  }
  const automaton = buildSuffixAutomaton(text);
  return { alphabet, tunes: tunes.map(({ id }) => id), automaton, owner: ownersOf(automaton, begins), begins };
}
