import type { Millis, Pitch, Velocity } from "../time/units.ts";
import { hearOnset, NO_PULSE, type Pulse } from "./pulse-tracker.ts";

/** A note as it was played, in session time. `duration` is null while the key is down. */
export interface PlayedNote {
  readonly onset: Millis;
  readonly duration: Millis | null;
  readonly pitch: Pitch;
  readonly velocity: Velocity;
  readonly pad?: true;
}

/** What has been heard of one player. Immutable. */
export interface Listening {
  /** Notes of the present phrase, in order of onset. */
  readonly phrase: readonly PlayedNote[];
  /** The last nine onsets: eight intervals between onsets. */
  readonly onsets: readonly Millis[];
  /** The last 64 finished notes, for key and tempo. */
  readonly memory: readonly PlayedNote[];
  readonly pulse: Pulse;
}

/** Nothing heard yet. */
export const NOTHING_HEARD: Listening = { phrase: [], onsets: [], memory: [], pulse: NO_PULSE };

/** Notes this near together are one onset (a chord). measures.md section 2. */
export const CHORD_MERGE: Millis = 35;
/** A key held longer than this no longer holds the phrase open: an arm leans on it, or its note-off was lost. */
export const LONGEST_HOLD: Millis = 12_000;
/** Silence that ends a phrase, at least and at most; and times the median interval between onsets. practice.md 8. */
const SILENCE = { least: 600, most: 2_500, intervals: 1.5 } as const;

/** The middle value; of an even number of values the mean of the two; undefined for none. */
export function median(values: readonly number[]): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle];
  const lower = sorted[middle - 1];
  if (upper === undefined) return undefined;
  return sorted.length % 2 === 1 || lower === undefined ? upper : (lower + upper) / 2;
}

/** Intervals between the last onsets, eight at the most. Pauses between phrases (over 2.5 s) are no intervals. */
export function intervalsBetweenOnsets({ onsets }: Listening): Millis[] {
  const intervals: Millis[] = [];
  for (let i = 1; i < onsets.length; i++) {
    const interval = (onsets[i] ?? 0) - (onsets[i - 1] ?? 0);
    if (interval <= SILENCE.most) intervals.push(interval);
  }
  return intervals;
}

/** How long a silence ends the phrase: max(600 ms, 1.5 × median interval between the last 8 onsets), at most 2.5 s. */
export function phraseSilence(listening: Listening): Millis {
  const interval = median(intervalsBetweenOnsets(listening)) ?? 0;
  return Math.min(SILENCE.most, Math.max(SILENCE.least, SILENCE.intervals * interval));
}

/** A key goes down. */
export function hearNoteOn(listening: Listening, at: Millis, pitch: Pitch, velocity: Velocity, pad = false): Listening {
  const last = listening.onsets[listening.onsets.length - 1];
  const sameOnset = last !== undefined && at - last <= CHORD_MERGE;
  const released = hearNoteOff(listening, at, pitch);
  return {
    ...released,
    phrase: [...released.phrase, { onset: at, duration: null, pitch, velocity, ...(pad ? { pad } : {}) }],
    pulse: sameOnset ? released.pulse : hearOnset(released.pulse, at),
    onsets: sameOnset ? released.onsets : [...released.onsets, at].slice(-9),
  };
}

/** A key comes up; ignored when it was not down. */
export function hearNoteOff(listening: Listening, at: Millis, pitch: Pitch): Listening {
  const index = listening.phrase.findLastIndex((note) => note.pitch === pitch && note.duration === null);
  const note = listening.phrase[index];
  if (!note) return listening;
  const ended = { ...note, duration: Math.max(1, at - note.onset) };
  return {
    ...listening,
    phrase: listening.phrase.with(index, ended),
    memory: [...listening.memory, ended].slice(-64),
  };
}

/** When the player last sounded: the end of the last finished note; −∞ before the first. */
export function lastSound({ memory }: Listening): Millis {
  const last = memory[memory.length - 1];
  return last ? last.onset + (last.duration ?? 0) : Number.NEGATIVE_INFINITY;
}

/** When the phrase ends if nothing more is played: its last sound plus the silence. Undefined without a phrase. */
export function phraseEnd(listening: Listening): Millis | undefined {
  if (listening.phrase.length === 0) return undefined;
  const sounds = listening.phrase.map((note) => note.onset + (note.duration ?? LONGEST_HOLD));
  return Math.max(...sounds) + phraseSilence(listening);
}

/** Takes the finished phrase out: its notes, all with a duration, and the listening that goes on. */
export function takePhrase(listening: Listening, at: Millis): { phrase: PlayedNote[]; listening: Listening } {
  const phrase = listening.phrase.map((note) => ({ ...note, duration: note.duration ?? at - note.onset }));
  return { phrase, listening: { ...listening, phrase: [] } };
}
