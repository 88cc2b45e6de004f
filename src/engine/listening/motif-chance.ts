import type { Semitones } from "../time/units.ts";
import type { LineNote } from "./motif-line.ts";

/** How much what people play anyway counts beside what this player played, in notes. */
const PRIOR = 10;
/** A semitone larger makes an interval so much rarer; and what lies on either side of a unison. */
const LARGER = 0.82;
/** Timing nearer than this says no more (natural logarithms). */
const NEAR = 0.2;
/** Intervals between onsets of people who play freely: spread of the logarithm. */
const SPREAD = 0.45;

/** Moves that anybody falls into, at the least this likely: to go on as before or back again, and to begin with a step. */
const EASY = { next: 0.8, first: 0.3 } as const;

/** An interval alone is plain when it is a step. */
const FEWEST_MOVES = 2;

const isStep = (interval: Semitones) => Math.abs(interval) <= 2;

/** The chance of an interval in anybody's free playing. */
function habitual(interval: Semitones): number {
  const size = Math.abs(interval);
  return size === 0 ? 0.14 : 0.43 * (1 - LARGER) * LARGER ** (size - 1);
}

/** What a move is worth at the least: scales, trills, and one note again and again are no tunes. */
function easeOf(move: number, before: number | undefined, twoBefore: number | undefined, pad: boolean): number {
  if (pad) return move === before || move === twoBefore ? EASY.next : 0;
  if (before === undefined) return isStep(move) ? EASY.first : 0;
  const onward = move === before || (isStep(move) && isStep(before) && Math.sign(move) === Math.sign(before));
  return onward || move === -before ? EASY.next : 0;
}

/** What a note says beside the one before it: the interval, or on pads the pad. */
const moveOf = (notes: readonly LineNote[], at: number, pad: boolean): number =>
  pad ? (notes[at]?.pitch ?? 0) : (notes[at]?.pitch ?? 0) - (notes[at - 1]?.pitch ?? 0);

/**
 * The chance that the interval to the note at `at` comes again after the one before it, within `bend` semitones, by what else
 * the player played: `moves` of the motif come before it, and `times` is how often it belongs to the motif itself, which counts for nothing.
 */
export function chanceOfMove(
  notes: readonly LineNote[],
  at: number,
  moves: number,
  bend: number,
  times: number,
  pad: boolean,
): number {
  const move = moveOf(notes, at, pad);
  const before = moves > 0 ? moveOf(notes, at - 1, pad) : undefined;
  const twoBefore = moves > 1 ? moveOf(notes, at - 2, pad) : undefined;
  let [here, all, hereAfter, after] = [0, 0, 0, 0];
  for (let i = 1; i < notes.length; i++) {
    if (notes[i]?.gap === undefined) continue;
    const same = Math.abs(moveOf(notes, i, pad) - move) <= bend;
    all++;
    if (same) here++;
    if (before === undefined || i < 2 || moveOf(notes, i - 1, pad) !== before) continue;
    after++;
    if (same) hereAfter++;
  }
  const out = (count: number) => Math.max(0, count - times);
  let prior = 0;
  if (pad) prior = 0.3;
  else for (let off = -bend; off <= bend; off++) prior += habitual(move + off);
  const own = (out(here) + PRIOR * Math.min(1, prior)) / (out(all) + PRIOR);
  return Math.max(easeOf(move, before, twoBefore, pad), (out(hereAfter) + PRIOR * own) / (out(after) + PRIOR));
}

/** The chance that an interval between onsets is as near to `gap` as `off`, by what else the player played. */
export function chanceOfTiming(notes: readonly LineNote[], gap: number, off: number, times: number): number {
  const near = Math.max(NEAR, Math.abs(off));
  let [here, all] = [0, 0];
  for (const note of notes) {
    if (note.gap === undefined) continue;
    all++;
    if (Math.abs(note.gap - gap) <= near) here++;
  }
  const prior = Math.min(0.9, (2 * near) / (SPREAD * Math.sqrt(2 * Math.PI)));
  return (Math.max(0, here - times) + PRIOR * prior) / (Math.max(0, all - times) + PRIOR);
}

/** The chance of `count` events or more where `mean` are expected (Poisson). */
export function chanceOfMany(count: number, mean: number): number {
  let term = Math.exp(-mean);
  let below = 0;
  for (let k = 0; k < count; k++) {
    below += term;
    term *= mean / (k + 1);
  }
  if (below < 0.999) return 1 - below;
  // Near one the difference is lost in rounding: the tail's own first terms.
  let tail = 0;
  for (let k = count; k < count + 8; k++) {
    tail += term;
    term *= mean / (k + 1);
  }
  return tail;
}

/** Whether the last `length` notes are only what anybody falls into. */
export function isPlain(notes: readonly LineNote[], length: number, pad: boolean): boolean {
  const end = notes.length - 1;
  const from = pad ? end - length + 1 : end - length + 2;
  for (let at = from + 1; at <= end; at++) {
    const twoBefore = at - 2 >= from ? moveOf(notes, at - 2, pad) : undefined;
    if (easeOf(moveOf(notes, at, pad), moveOf(notes, at - 1, pad), twoBefore, pad) === 0) return false;
  }
  return pad || length > FEWEST_MOVES || isStep(moveOf(notes, end, false));
}

/** Intervals between onsets are even when the longest is no longer than this (natural logarithms) beside the shortest. */
const EVEN = 0.45;

/** Whether the last `length` notes have no rhythm of their own. */
export function isEven(notes: readonly LineNote[], length: number): boolean {
  const gaps = notes.slice(1 - length).map(({ gap }) => gap ?? 0);
  return Math.max(...gaps) - Math.min(...gaps) < EVEN;
}

/** A note stands apart when the interval before it is this much longer than those after it (natural logarithms). */
const APART = 0.5;

/** Whether `length` notes from `start` on begin after a wait. */
export function standsApart(notes: readonly LineNote[], start: number, length: number): boolean {
  const before = notes[start]?.gap;
  if (before === undefined) return true;
  let sum = 0;
  for (let i = start + 1; i < start + length; i++) sum += notes[i]?.gap ?? 0;
  return before > sum / (length - 1) + APART;
}

/** The chance that some `length` notes begin after a wait, by what else the player played. */
export function shareApart(notes: readonly LineNote[], length: number, times: number): number {
  let [apart, all] = [0, 0];
  for (let start = 0; start + length <= notes.length; start++) {
    all++;
    if (standsApart(notes, start, length)) apart++;
  }
  return (Math.max(0, apart - times) + 0.25 * PRIOR) / (Math.max(0, all - times) + PRIOR);
}
