import { hearNoteOff, hearNoteOn, type Listening, NOTHING_HEARD } from "../../../src/engine/listening/phrase.ts";
import type { Millis, Pitch, Velocity } from "../../../src/engine/time/units.ts";

const LETTERS: Readonly<Record<string, number>> = { C: 0, D: 2, E: 4, F: 5, G: 7, A: 9, B: 11 };

/** The pitch of a name: "C4" is 60, "F#3" 54, "Bb4" 70. */
export function pitchNamed(name: string): Pitch {
  const [, letter = "", sign = "", octave = ""] = /^([A-G])([#b]?)(-?\d)$/.exec(name) ?? [];
  const pitch = LETTERS[letter];
  if (pitch === undefined) throw new RangeError(`"${name}" is no note: write C4, F#3 or Bb4.`);
  return pitch + (sign === "#" ? 1 : sign === "b" ? -1 : 0) + 12 * (Number(octave) + 1);
}

/** How a list of notes is played. */
export interface Playing {
  readonly from?: Millis;
  /** From onset to onset. */
  readonly interval?: Millis;
  /** How long each key is down. */
  readonly held?: Millis;
  readonly velocity?: Velocity;
  readonly pad?: boolean;
}

/** Plays notes by name one after the other: "C4 D4 E4". */
export function play(notes: string, how: Playing = {}, listening: Listening = NOTHING_HEARD): Listening {
  const { from = 0, interval = 500, held = 100, velocity = 64, pad = false } = how;
  return notes.split(" ").reduce((heard, name, place) => {
    const at = from + place * interval;
    const pitch = pitchNamed(name);
    return hearNoteOff(hearNoteOn(heard, at, pitch, velocity, pad), at + held, pitch);
  }, listening);
}
