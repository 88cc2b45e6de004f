import type { Pitch } from "../../engine/time/units.ts";
import { beatOut } from "./beating.ts";
import type { ChildPhrase, Moment } from "./note.ts";
import { wanderFrom } from "./wandering.ts";

/** Roots of the left hand's chords in C major, with their thirds and fifths: I, IV, V, vi. */
const CHORDS: readonly (readonly [Pitch, Pitch, Pitch])[] = [
  [48, 52, 55],
  [53, 57, 60],
  [43, 47, 50],
  [45, 48, 52],
];
const MELODY: readonly Pitch[] = [64, 65, 67, 69, 71, 72, 74, 76, 77, 79];
/** A hand does not strike a chord at one instant, ms. */
const SPREAD = 25;

/**
 * A pianist's phrase: the bass on the first of the bar, held; chords after it; a melody above, each note held into the next.
 */
export function playWithTwoHands({ draws, beat, accompanied }: Moment): ChildPhrase {
  const bars = accompanied ? draws.whole(3, 8) : draws.whole(2, 4);
  const held = draws.unit() < 0.35;
  let chord = CHORDS[0];
  let place = draws.whole(2, MELODY.length - 3);
  return beatOut(draws, beat, 4 * bars, (number) => {
    const within = number % 4;
    if (within === 0) chord = number === 0 || number >= 4 * bars - 4 ? CHORDS[0] : draws.pick(CHORDS);
    const [root, ...others] = chord ?? [48, 52, 55];
    const bass = within === 0 ? [{ place: 0, pitch: root - 12, velocity: draws.whole(50, 70), length: 3.6 }] : [];
    const struck = held ? within === 0 : within === 1 || within === 3;
    const left = struck
      ? [root, ...others].map((pitch) => ({
          place: 0,
          pitch,
          velocity: draws.whole(40, 60),
          length: held ? 3.8 : draws.between(0.5, 0.95),
          spread: SPREAD,
        }))
      : [];
    const halves = draws.unit() < 0.35 ? [0, 0.5] : [0];
    const right = halves.map((half) => {
      place = wanderFrom(draws, place, MELODY);
      // Legato: a key comes up after the next one has gone down.
      const length = (halves.length === 2 ? 0.5 : 1) + draws.between(0.03, 0.15);
      return { place: half, pitch: MELODY[place] ?? 67, velocity: draws.whole(60, 85), length };
    });
    return [...bass, ...left, ...right];
  });
}
