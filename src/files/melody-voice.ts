import { singleness } from "./melody-line.ts";
import { type MidiNote, type MidiScore, PERCUSSION } from "./midi-score.ts";

/** One channel of one track: what one instrument or singer has. */
export interface Voice {
  readonly name: string;
  readonly notes: readonly MidiNote[];
}

/** A voice with fewer notes than this share of the busiest one is an ornament, not the tune. */
const ENOUGH = 0.2;
/** Semitones of height that a voice loses when it is all chords: two octaves. */
const CHORDS_COST = 24;
/** Semitones of height that a name such as "Melody" or "Vocals" is worth. */
const NAME_WORTH = 12;
const TUNE_NAMES = /melod|vocal|voice|lead|sopran|sing|song|tune|canto|chant|gesang|stimme/i;

/** The voices of a score without percussion. */
export function voices(score: MidiScore): Voice[] {
  return score.tracks.flatMap(({ name, notes }) => {
    const channels = new Map<number, MidiNote[]>();
    for (const note of notes) {
      if (note.midiChannel === PERCUSSION) continue;
      const voice = channels.get(note.midiChannel);
      if (voice) voice.push(note);
      else channels.set(note.midiChannel, [note]);
    }
    return [...channels.values()].map((voice) => ({ name, notes: voice }));
  });
}

/** The voice that most likely has the tune: high, one note at a time, with enough notes. Undefined when there is none. */
export function melodyVoice(score: MidiScore, fewest: number): Voice | undefined {
  const all = voices(score);
  const busiest = all.reduce((most, { notes }) => Math.max(most, notes.length), 0);
  const likelihood = ({ name, notes }: Voice) =>
    notes.reduce((sum, { pitch }) => sum + pitch, 0) / notes.length -
    CHORDS_COST * (1 - singleness(notes)) +
    (TUNE_NAMES.test(name) ? NAME_WORTH : 0);
  return all
    .filter(({ notes }) => notes.length >= Math.max(fewest, ENOUGH * busiest))
    .map((voice) => ({ voice, likely: likelihood(voice) }))
    .sort((a, b) => b.likely - a.likely)[0]?.voice;
}
