import type { Millis, Pitch, Semitones } from "../time/units.ts";
import {
  chanceOfMany,
  chanceOfMove,
  chanceOfTiming,
  isEven,
  isPlain,
  shareApart,
  standsApart,
} from "./motif-chance.ts";
import { addNote, type LineNote, type MotifLine, NO_LINE } from "./motif-line.ts";
import { FEWEST, type Match, MOST, matchBack } from "./motif-match.ts";

/** A tune of two to six notes that somebody played twice or more, on any pitch. Immutable. */
export interface Motif {
  /** Whether it was played on pads: then its pitches are pads, and it is told by them and its rhythm. */
  readonly pad: boolean;
  /** As it was played the first time. */
  readonly pitches: readonly Pitch[];
  /** From note to note, the first time. */
  readonly intervals: readonly Semitones[];
  /** Intervals between onsets, relative to their mean, the first time. */
  readonly rhythm: readonly number[];
  /** The mean interval between onsets, the first time. */
  readonly pace: Millis;
  /** How often it was heard, each time by itself: none overlaps another. */
  readonly count: number;
  /** When each time began, its first onset: of the last sixteen times. */
  readonly times: readonly Millis[];
  /** The last onset of the last time. */
  readonly lastHeard: Millis;
}

/** A motif with its notes, and the place of its last note in the line, the last time. */
interface Known {
  readonly motif: Motif;
  readonly notes: readonly LineNote[];
  readonly end: number;
  /** The place of the note that made it known. */
  readonly found: number;
}

/** What comes again in one player's line on keys, or on pads. Immutable. */
export interface Repeats {
  readonly pad: boolean;
  readonly line: MotifLine;
  readonly known: readonly Known[];
  /** The last onset, whose chord may still grow. */
  readonly open: { readonly at: Millis; readonly pitch: Pitch } | undefined;
}

export const NO_REPEATS = { pad: false, line: NO_LINE, known: [], open: undefined } as const satisfies Repeats;

/** Motifs kept for each of keys and pads: those heard last. */
const MOST_MOTIFS = 12;
const MOST_TIMES = 16;
/** Earlier times that are weighed when a motif is looked for: what is rare enough is so long before. */
const MOST_WEIGHED = 8;
/**
 * A repetition is a tune when playing without one would bring it by chance at fewer than this share of the notes; with two and
 * three notes it must be less likely still, since there are so many of them.
 */
const CHANCE = 0.0003;
/** Looked for at several lengths and distances at once: the chance counts as so many. */
const LOOKS = 2;
const LOOKS_SHORT: Readonly<Record<number, number>> = { 2: 300, 3: 10 };
/** Scales, trills, and one note again and again: what everybody falls into is a tune by its rhythm alone. */
const PLAIN = 200;

/** A strike: it begins an onset, or is one more note of the last chord. Of a chord the highest key and the lowest pad is heard. */
export function hearMotif(repeats: Repeats, at: Millis, pitch: Pitch, onset: boolean): Repeats {
  const { open, pad } = repeats;
  if (onset || !open) return { ...settle(repeats), open: { at, pitch } };
  const heard = pad ? Math.min(open.pitch, pitch) : Math.max(open.pitch, pitch);
  return heard === open.pitch ? repeats : { ...repeats, open: { at: open.at, pitch: heard } };
}

/** Takes the last onset into the line, and says what came again with it. */
export function settle(repeats: Repeats): Repeats {
  const { open, pad } = repeats;
  if (!open) return repeats;
  const line = addNote(repeats.line, open.at, open.pitch);
  const heard = repeats.known.map((one) => hearAgain(one, line, pad));
  const again = heard.filter((one, i) => one !== repeats.known[i]);
  // What seemed to be new while a known motif came again was a part of it.
  const known = heard.filter((one) => !again.some((tune) => one !== tune && one.found > tune.end - tune.notes.length));
  const found = again.length > 0 ? undefined : discover(line, pad, known);
  return { pad, line, known: found ? admit(known, found) : known, open: undefined };
}

/** The motifs heard, the one heard last at the end. */
export function motifsOf(repeats: Repeats): Motif[] {
  return settle(repeats)
    .known.map(({ motif }) => motif)
    .sort((a, b) => a.lastHeard - b.lastHeard);
}

/** A known motif, counted once more where the line has just ended with it. */
function hearAgain(known: Known, { notes, before }: MotifLine, pad: boolean): Known {
  const { motif } = known;
  const size = known.notes.length;
  const last = notes.length - 1;
  if (before + last - known.end < size) return known;
  if (matchBack(notes, size - 1, last, size, pad, known.notes).length < size) return known;
  const times = [...motif.times.slice(1 - MOST_TIMES), notes[last - size + 1]?.at ?? 0];
  const lastHeard = notes[last]?.at ?? motif.lastHeard;
  return { ...known, end: before + last, motif: { ...motif, count: motif.count + 1, times, lastHeard } };
}

interface Candidate {
  readonly length: number;
  /** Where it ended before, the latest first. */
  readonly ends: readonly number[];
  readonly chance: number;
}

/** The repetition that ends with the line's last note and is the least likely one by chance, where it is unlikely enough. */
function discover(line: MotifLine, pad: boolean, known: readonly Known[]): Known | undefined {
  const { notes, before } = line;
  const last = notes.length - 1;
  if (notes[last]?.gap === undefined) return undefined;
  const matches: { end: number; match: Match }[] = [];
  const move = (notes[last]?.pitch ?? 0) - (notes[last - 1]?.pitch ?? 0);
  for (let end = last - FEWEST; end >= FEWEST - 1; end--) {
    if (Math.abs((notes[end]?.pitch ?? 0) - (notes[end - 1]?.pitch ?? 0) - move) > 1) continue;
    const match = matchBack(notes, end, last, Math.min(MOST, last - end), pad);
    if (match.length >= FEWEST) matches.push({ end, match });
  }
  let best: Candidate | undefined;
  for (let length = FEWEST; length <= MOST; length++) {
    const candidate = weigh(notes, pad, length, matches);
    if (candidate && candidate.chance < (best?.chance ?? CHANCE)) best = candidate;
  }
  if (!best) return undefined;
  const { length, ends } = best;
  const from = before + last - length + 1;
  const covered = known.some((one) => one.end >= from && !extendedBy(one, best, before + last));
  if (covered || known.some((one) => holds(one, notes, length, pad))) return undefined;
  const first = ends[ends.length - 1] ?? last;
  const heard = notes.slice(first - length + 1, first + 1);
  const times = [...ends]
    .reverse()
    .concat(last)
    .map((end) => notes[end - length + 1]?.at ?? 0);
  return {
    notes: heard,
    end: before + last,
    found: before + last,
    motif: motifOf(heard, pad, times, notes[last]?.at ?? 0),
  };
}

/** A motif just heard that turns out a note longer, each time. */
function extendedBy({ notes, end, motif }: Known, { length, ends }: Candidate, last: number): boolean {
  return end === last - 1 && length > notes.length && ends.length + 1 >= motif.count;
}

/** Whether the line's last notes are a part of a motif known already. */
function holds({ notes: motif }: Known, notes: readonly LineNote[], length: number, pad: boolean): boolean {
  for (let end = length - 1; end < motif.length; end++) {
    if (matchBack(notes, end, notes.length - 1, length, pad, motif).length >= length) return true;
  }
  return false;
}

/** How likely the last `length` notes come so often, so soon, by chance. */
function weigh(
  notes: readonly LineNote[],
  pad: boolean,
  length: number,
  matches: readonly { end: number; match: Match }[],
): Candidate | undefined {
  const last = notes.length - 1;
  const ends: number[] = [];
  let best: Candidate | undefined;
  const plain = isPlain(notes, length, pad);
  if (plain && isEven(notes, length)) return undefined;
  const looks = (LOOKS_SHORT[length] ?? 1) * (plain ? PLAIN : 1);
  let next = last;
  let bends: readonly number[] = [];
  for (const { end, match } of matches) {
    // Two notes in turn are no tune of two notes: something else stands between its times.
    if (match.length < length || next - end < length + (length === FEWEST ? 1 : 0)) continue;
    if (ends.length === MOST_WEIGHED) break;
    ends.push(end);
    next = end;
    bends = match.bends.map((bend, i) => Math.max(bend, bends[i] ?? 0));
    const once = chanceOnce(notes, length, end, bends, ends.length + 1, pad);
    const places = last - end - length + 1;
    const chance = looks * chanceOfMany(ends.length, LOOKS * once * places);
    if (!best || chance < best.chance) best = { length, ends: [...ends], chance };
  }
  return best;
}

/** The chance that a place of the line would match the last notes. */
function chanceOnce(
  notes: readonly LineNote[],
  length: number,
  end: number,
  bends: readonly number[],
  times: number,
  pad: boolean,
): number {
  const last = notes.length - 1;
  const steps = length - 1;
  const apart = [last, end].every((place) => standsApart(notes, place - steps, length));
  let drift = 0;
  for (let back = 0; back < steps; back++) drift += (notes[last - back]?.gap ?? 0) - (notes[end - back]?.gap ?? 0);
  let chance = pad ? chanceOfMove(notes, last - steps, 0, 0, times, pad) : 1;
  if (apart) chance *= shareApart(notes, length, times);
  for (let back = 0; back < steps; back++) {
    const [now, past] = [notes[last - back]?.gap ?? 0, notes[end - back]?.gap ?? 0];
    const moves = pad ? steps - back : steps - back - 1;
    chance *= chanceOfMove(notes, last - back, moves, bends[back] ?? 0, times, pad);
    chance *= chanceOfTiming(notes, now, now - past - drift / steps, times);
  }
  return chance;
}

function admit(known: readonly Known[], found: Known): Known[] {
  const others = known.filter((one) => one.end < found.end - found.notes.length + 1);
  const kept = [...others].sort((a, b) => a.end - b.end).slice(1 - MOST_MOTIFS);
  return [...kept, found];
}

function motifOf(notes: readonly LineNote[], pad: boolean, times: readonly Millis[], lastHeard: Millis): Motif {
  const pitches = notes.map(({ pitch }) => pitch);
  const gaps = notes.slice(1).map(({ at }, i) => at - (notes[i]?.at ?? 0));
  const pace = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
  return {
    pad,
    pitches,
    intervals: pitches.slice(1).map((pitch, i) => pitch - (pitches[i] ?? 0)),
    rhythm: gaps.map((gap) => gap / pace),
    pace,
    count: times.length,
    times: times.slice(-MOST_TIMES),
    lastHeard,
  };
}
