import type { Pitch, PitchClass, Ticks, Velocity } from "../time/units.ts";

/** A note of written music: times in ticks from the start of its melody or segment. */
export interface Note {
  readonly onset: Ticks;
  readonly duration: Ticks;
  readonly pitch: Pitch;
  readonly velocity: Velocity;
}

const NAMES = ["C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B"] as const;
const STEPS: Record<string, number> = { C: 0, D: 2, E: 4, F: 5, G: 7, A: 9, B: 11 };

/** The name of a pitch: `pitchName(60)` is `"C4"`, `pitchName(61)` is `"C#4"`. */
export function pitchName(pitch: Pitch): string {
  return `${NAMES[pitchClass(pitch)]}${Math.floor(pitch / 12) - 1}`;
}

/** The pitch of a name such as `"C4"`, `"F#3"` or `"Bb5"`. Throws RangeError on anything else. */
export function pitchOf(name: string): Pitch {
  const match = /^([A-G])([#b]*)(-?\d+)$/.exec(name);
  if (!match) throw new RangeError(`"${name}" is not the name of a pitch (like C4, F#3 or Bb5)`);
  const [, letter = "C", signs = "", octave = "4"] = match;
  let pitch = (STEPS[letter] ?? 0) + 12 * (Number(octave) + 1);
  for (const sign of signs) pitch += sign === "#" ? 1 : -1;
  return pitch;
}

/** The pitch class, 0–11, of a pitch; works for negative (relative) pitches as well. */
export function pitchClass(pitch: number): PitchClass {
  return ((pitch % 12) + 12) % 12;
}

/** Where the note ends. */
export function noteEnd(note: Note): Ticks {
  return note.onset + note.duration;
}
