import type { Millis, Pitch, Velocity } from "../time/units.ts";
import { intervalsBetween, median, PAUSE } from "./interval.ts";
import { hearMotif, NO_REPEATS, type Repeats, settle } from "./motif.ts";
import { hearStrike, NO_STROKES, type Strokes } from "./onsets.ts";
import { hearOnset, NO_PULSE, type Pulse } from "./pulse-tracker.ts";
import { hearPitch, NO_TONALITY, type Tonality } from "./tonality.ts";
import { type Recent, remember } from "./window.ts";

/** A note as it was played, in session time. `duration` is null while the key is down. */
export interface PlayedNote {
  readonly onset: Millis;
  readonly duration: Millis | null;
  readonly pitch: Pitch;
  readonly velocity: Velocity;
  readonly pad?: true;
}

/** What has been heard of one player. Immutable, and no larger after an hour than after some minutes. */
export interface Listening {
  /** Notes of the present phrase, in order of onset: the last 256 of them. */
  readonly phrase: readonly PlayedNote[];
  /** The phrases before it, four at the most, the last one last. */
  readonly phrases: readonly (readonly PlayedNote[])[];
  /** The last nine onsets: eight intervals between onsets. */
  readonly onsets: readonly Millis[];
  /** The last 64 finished notes. */
  readonly memory: readonly PlayedNote[];
  readonly strokes: Strokes;
  readonly recent: Recent;
  readonly pulse: Pulse;
  readonly tonality: Tonality;
  /** What comes again on keys and on pads. */
  readonly repeats: { readonly keys: Repeats; readonly pads: Repeats };
}

/** Nothing heard yet. */
export const NOTHING_HEARD: Listening = {
  phrase: [],
  phrases: [],
  onsets: [],
  memory: [],
  strokes: NO_STROKES,
  recent: [],
  pulse: NO_PULSE,
  tonality: NO_TONALITY,
  repeats: { keys: NO_REPEATS, pads: { ...NO_REPEATS, pad: true } },
};

/** A key held longer than this no longer holds the phrase open: an arm leans on it, or its note-off was lost. */
export const LONGEST_HOLD: Millis = 12_000;
/** A stroke on a pad sounds at least this long, whenever its note-off comes. measures.md section 2. */
const STROKE: Millis = 150;
const MOST_PHRASES = 4;
const MOST_NOTES = 256;
const MOST_MEMORY = 64;
const MOST_ONSETS = 9;
/** Silence that ends a phrase, at least, and times the median interval between onsets; and what it may be set to. practice.md 8. */
const SILENCE = { least: 600, intervals: 1.5, shortest: 300, longest: 4_000 } as const;

/**
 * How long a silence ends the phrase: max(600 ms, 1.5 × median interval between the last onsets), at most 2.5 s. `least` is
 * the therapist's setting in place of 600 ms, 300–4000 ms; one over 2.5 s is also the most.
 */
export function phraseSilence({ onsets }: Listening, least: Millis = SILENCE.least): Millis {
  const set = Math.min(SILENCE.longest, Math.max(SILENCE.shortest, least));
  const interval = median(intervalsBetween(onsets)) ?? 0;
  return Math.min(Math.max(PAUSE, set), Math.max(set, SILENCE.intervals * interval));
}

/** A key or pad goes down. A pad's bounce changes nothing. */
export function hearNoteOn(listening: Listening, at: Millis, pitch: Pitch, velocity: Velocity, pad = false): Listening {
  const { strokes, strike } = hearStrike(listening.strokes, at, pitch, pad);
  if (strike === "bounce") return listening;
  const { phrase, onsets, recent, pulse, repeats, ...rest } = endNote(listening, pitch, at, "struck again");
  const note: PlayedNote = { onset: at, duration: null, pitch, velocity, ...(pad ? { pad } : {}) };
  const onset = strike === "onset";
  return {
    ...rest,
    phrase: [...phrase.slice(1 - MOST_NOTES), note],
    onsets: onset ? [...onsets.slice(1 - MOST_ONSETS), at] : onsets,
    strokes,
    recent: remember(recent, { at, pitch, velocity, pad, onset }),
    pulse: onset ? hearOnset(pulse, at) : pulse,
    repeats: pad
      ? { ...repeats, pads: hearMotif(repeats.pads, at, pitch, onset) }
      : { ...repeats, keys: hearMotif(repeats.keys, at, pitch, onset) },
  };
}

/** A key or pad comes up; ignored when it was not down. */
export function hearNoteOff(listening: Listening, at: Millis, pitch: Pitch): Listening {
  return endNote(listening, pitch, at, "let go");
}

function endNote(listening: Listening, pitch: Pitch, at: Millis, why: "let go" | "struck again"): Listening {
  const index = listening.phrase.findLastIndex((note) => note.pitch === pitch && note.duration === null);
  const note = listening.phrase[index];
  if (!note) return listening;
  const held = Math.max(1, at - note.onset);
  const ended = { ...note, duration: note.pad ? (why === "let go" ? Math.max(STROKE, held) : STROKE) : held };
  return keep({ ...listening, phrase: listening.phrase.with(index, ended) }, ended);
}

/** Takes a finished note into what lasts longer than the phrase. */
function keep(listening: Listening, note: PlayedNote & { duration: Millis }): Listening {
  return {
    ...listening,
    memory: [...listening.memory.slice(1 - MOST_MEMORY), note],
    tonality: note.pad ? listening.tonality : hearPitch(listening.tonality, note.pitch, note.duration),
  };
}

/**
 * When the player last sounded: the end of the last finished note or stroke; −∞ before the first. Only notes that began from
 * `since` on and before `before` count.
 */
export function lastSound(
  { memory, phrase }: Listening,
  since = Number.NEGATIVE_INFINITY,
  before = Number.POSITIVE_INFINITY,
): Millis {
  let last = Number.NEGATIVE_INFINITY;
  const counts = (onset: Millis) => onset >= since && onset < before;
  for (const { onset, duration } of memory) if (counts(onset)) last = Math.max(last, onset + (duration ?? 0));
  for (const { onset, pad } of phrase) if (pad && counts(onset)) last = Math.max(last, onset + STROKE);
  return last;
}

/**
 * When the phrase ends if nothing more is played: its last sound plus the silence. Undefined without a phrase. `least`: the
 * shortest silence, as in {@link phraseSilence}.
 */
export function phraseEnd(listening: Listening, least?: Millis): Millis | undefined {
  if (listening.phrase.length === 0) return undefined;
  let last = Number.NEGATIVE_INFINITY;
  for (const { onset, duration, pad } of listening.phrase) {
    last = Math.max(last, onset + (duration ?? (pad ? STROKE : LONGEST_HOLD)));
  }
  return last + phraseSilence(listening, least);
}

/** Takes the finished phrase out: its notes, all with a duration, and the listening that goes on. */
export function takePhrase(listening: Listening, at: Millis): { phrase: PlayedNote[]; listening: Listening } {
  let next = listening;
  const phrase = listening.phrase.map((note) => {
    if (note.duration !== null) return note;
    const ended = { ...note, duration: note.pad ? STROKE : Math.max(1, at - note.onset) };
    next = keep(next, ended);
    return ended;
  });
  const phrases = phrase.length === 0 ? listening.phrases : [...listening.phrases.slice(1 - MOST_PHRASES), phrase];
  const { keys, pads } = next.repeats;
  return { phrase, listening: { ...next, phrase: [], phrases, repeats: { keys: settle(keys), pads: settle(pads) } } };
}
