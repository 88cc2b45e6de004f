import type { Pitch, Velocity } from "../server/protocol.ts";

const WHITES = [0, 2, 4, 5, 7, 9, 11];
const HAS_SHARP = [true, true, false, true, true, true, false];
const LOWEST_WHITE = 21; // C2, 36
const HIGHEST_WHITE = 56; // C7, 96
const NARROWEST_KEY = 52;
const MOST_WHITES = 15;
const FEWEST_WHITES = 5;

/** Velocity of the computer's keys, which feel no touch. */
export const PLAIN_VELOCITY: Velocity = 64;
const SOFTEST: Velocity = 48;
const LOUDEST: Velocity = 80;

/** The strip begins on C4: two octaves of a child's singing range. */
export const FIRST_WHITE = 28 + 7;

/** Pitch of the white key number `white`; 0 is MIDI pitch 0, 35 is C4. */
export function whitePitch(white: number): Pitch {
  return 12 * Math.floor(white / 7) + (WHITES[white % 7] as number);
}

/** Whether a black key stands right of the white one. */
export function hasSharp(white: number): boolean {
  return HAS_SHARP[white % 7] as boolean;
}

/** The pitches of a strip of white keys, in order: the whites and the blacks between them. */
export function stripPitches(whites: readonly number[]): Pitch[] {
  return whites.flatMap((white, index) =>
    hasSharp(white) && index < whites.length - 1 ? [whitePitch(white), whitePitch(white) + 1] : [whitePitch(white)],
  );
}

/** How many white keys of at least 52 px fit into `width` px: 5 to 15 (two octaves and a C). */
export function whitesIn(width: number): number {
  return Math.min(MOST_WHITES, Math.max(FEWEST_WHITES, Math.floor(width / NARROWEST_KEY)));
}

/** The strip moved by an octave, or by its own length where it is shorter. */
export function moveStrip(first: number, count: number, direction: -1 | 1): number {
  const moved = first + direction * Math.min(7, count);
  return Math.min(HIGHEST_WHITE - count + 1, Math.max(LOWEST_WHITE, moved));
}

/** Louder towards the near end of a key. `share` is 0 at its top, 1 at its bottom. */
export function touchVelocity(share: number): Velocity {
  return Math.round(SOFTEST + (LOUDEST - SOFTEST) * Math.min(1, Math.max(0, share)));
}

/** The usual piano of a computer keyboard: semitones above C by the *place* of a key, whatever is printed on it. */
const COMPUTER_KEYS = [
  "KeyA",
  "KeyW",
  "KeyS",
  "KeyE",
  "KeyD",
  "KeyF",
  "KeyT",
  "KeyG",
  "KeyY",
  "KeyH",
  "KeyU",
  "KeyJ",
  "KeyK",
  "KeyO",
  "KeyL",
  "KeyP",
  "Semicolon",
];

/** What a key of the computer does: play a pitch, move an octave, or nothing. `first` is the strip's first white key. */
export function computerKey(code: string, first: number): { play: Pitch } | { move: -1 | 1 } | undefined {
  if (code === "KeyZ") return { move: -1 };
  if (code === "KeyX") return { move: 1 };
  const semitones = COMPUTER_KEYS.indexOf(code);
  if (semitones < 0) return undefined;
  return { play: 12 * Math.floor(first / 7) + semitones };
}
