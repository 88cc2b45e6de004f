import type { PlayedNote } from "../listening/phrase.ts";
import type { Millis } from "../time/units.ts";
import { median } from "./statistics.ts";

/** A note of one player. `pad`: struck on a drum pad, its pitch says which one. */
export interface HeardNote extends Omit<PlayedNote, "pad"> {
  readonly pad: boolean;
}

/** One onset: notes of one player that began together. `at` is the first one's onset, `end` the last one's end. */
export interface Onset {
  readonly at: Millis;
  readonly end: Millis;
  readonly notes: readonly HeardNote[];
}

/** A run of onsets of one player: a bout or a phrase. `start` is the first onset, `end` the end of its sound. */
export interface Run {
  readonly start: Millis;
  readonly end: Millis;
  readonly onsets: readonly Onset[];
}

/** A stretch of time, `end` ≥ `start`. */
export interface Span {
  readonly start: Millis;
  readonly end: Millis;
}

/** Constants of measures.md section 2; a changed one makes new versions of the measures. */
const BOUNCE: Millis = 30;
const CHORD: Millis = 35;
const PAD_SOUND: Millis = 150;
/** Gap between onsets that ends a bout. */
export const BOUT_GAP: Millis = 2_000;
const PHRASE_SILENCE = { least: 600, most: 2_500, intervals: 1.5 } as const;

/** When a note stops to count as sounding: its note-off, or `until` for a key still down; a pad sounds for 150 ms. */
function noteEnd(note: HeardNote, until: Millis): Millis {
  if (note.pad) return note.onset + PAD_SOUND;
  return note.duration === null ? Math.max(until, note.onset) : note.onset + note.duration;
}

/** Takes out strokes of a pad less than 30 ms after the last one that was kept on that pad. `notes` in order of onset. */
export function dropBounces(notes: readonly HeardNote[]): HeardNote[] {
  const kept = new Map<number, Millis>();
  return notes.filter((note) => {
    if (!note.pad) return true;
    const last = kept.get(note.pitch);
    if (last !== undefined && note.onset - last < BOUNCE) return false;
    kept.set(note.pitch, note.onset);
    return true;
  });
}

/**
 * The onsets of one player: bounces dropped, notes up to 35 ms after an onset's first note merged into it. `notes` in any
 * order; `until` ends keys that are still down.
 */
export function findOnsets(notes: readonly HeardNote[], until: Millis): Onset[] {
  const groups: HeardNote[][] = [];
  for (const note of dropBounces([...notes].sort((a, b) => a.onset - b.onset))) {
    const group = groups[groups.length - 1];
    const first = group?.[0];
    if (group && first && note.onset - first.onset <= CHORD) group.push(note);
    else groups.push([note]);
  }
  return groups.map((group) => ({
    at: group[0]?.onset ?? 0,
    end: Math.max(...group.map((note) => noteEnd(note, until))),
    notes: group,
  }));
}

function toRun(onsets: readonly Onset[], next: Onset | undefined): Run {
  const end = onsets.reduce((latest, onset) => Math.max(latest, onset.end), Number.NEGATIVE_INFINITY);
  return { start: onsets[0]?.at ?? 0, end: Math.min(end, next?.at ?? end), onsets };
}

/** Splits onsets before each one that `parts` says begins something new. A run's sound ends where the next run begins. */
function splitRuns(onsets: readonly Onset[], parts: (run: readonly Onset[], next: Onset) => boolean): Run[] {
  const runs: Run[] = [];
  let run: Onset[] = [];
  for (const onset of onsets) {
    if (run.length > 0 && parts(run, onset)) {
      runs.push(toRun(run, onset));
      run = [];
    }
    run.push(onset);
  }
  if (run.length > 0) runs.push(toRun(run, undefined));
  return runs;
}

/** Bouts: runs of onsets with gaps of at most `gap` from onset to onset. */
export function findBouts(onsets: readonly Onset[], gap: Millis = BOUT_GAP): Run[] {
  return splitRuns(onsets, (run, next) => next.at - (run[run.length - 1]?.at ?? 0) > gap);
}

/**
 * Phrases: a phrase ends with a silence of max(600 ms, 1.5 × median interval between the last 8 onsets), 2.5 s at most,
 * after its last sound. Pauses over 2.5 s are no intervals. The same rule as listening/phrase.ts, which finds phrases live.
 */
export function findPhrases(onsets: readonly Onset[]): Run[] {
  const recent: Millis[] = [];
  return splitRuns(onsets, (run, next) => {
    const last = run[run.length - 1];
    const before = run[run.length - 2];
    if (last && before && last.at - before.at <= PHRASE_SILENCE.most) recent.push(last.at - before.at);
    const interval = median(recent.slice(-8)) ?? 0;
    const silence = Math.min(PHRASE_SILENCE.most, Math.max(PHRASE_SILENCE.least, PHRASE_SILENCE.intervals * interval));
    const sounded = run.reduce((latest, onset) => Math.max(latest, onset.end), 0);
    const parts = next.at - sounded >= silence;
    if (parts && last && next.at - last.at <= PHRASE_SILENCE.most) recent.push(next.at - last.at);
    return parts;
  });
}

/** Intervals between neighbouring onsets, one list a run. */
export function intervalsOf(runs: readonly Run[]): Millis[][] {
  return runs.map(({ onsets }) => onsets.slice(1).map((onset, i) => onset.at - (onsets[i]?.at ?? 0)));
}
