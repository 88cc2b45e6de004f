import type { Melody } from "../../engine/music/melody.ts";
import { segmentMelody } from "../../engine/music/segment.ts";
import type { Draws } from "../../engine/random.ts";
import type { Pitch } from "../../engine/time/units.ts";

/**
 * Pretend children with a melodic habit each, to measure fine-tuning by: whoever learns from their playing must foretell it
 * better. They play the white keys from C4 on; a degree is a step of that scale.
 */
export interface PlantedHabit {
  readonly name: string;
  /** Pitches of the next phrase; `before`: those of the last one, empty at a session's beginning. */
  phrase(draws: Draws, before: readonly Pitch[]): Pitch[];
}

const WHITE = [0, 2, 4, 5, 7, 9, 11];
/** Degrees within reach: C4 to E5. */
const HIGHEST = 9;
/** How often a child does as its habit wants; otherwise it wanders. */
const FAITHFUL = 0.85;

function pitchOf(degree: number): Pitch {
  return 60 + 12 * Math.floor(degree / WHITE.length) + (WHITE[degree % WHITE.length] ?? 0);
}

function degreeOf(pitch: Pitch | undefined, otherwise: number): number {
  if (pitch === undefined) return otherwise;
  return 7 * Math.floor((pitch - 60) / 12) + WHITE.indexOf((pitch - 60) % 12);
}

function within(degree: number): number {
  return Math.max(0, Math.min(HIGHEST, degree));
}

/** `count` degrees that wander from `from`, which is the first. */
function wander(draws: Draws, from: number, count: number): number[] {
  const degrees = [from];
  while (degrees.length < count) {
    const last = degrees.at(-1) ?? from;
    degrees.push(within(last + draws.pick([-2, -1, -1, 1, 1, 2])));
  }
  return degrees;
}

const anywhere = (draws: Draws) => draws.whole(0, HIGHEST);
const long = (draws: Draws) => draws.whole(4, 7);

function habit(name: string, phrase: (draws: Draws, ended: number) => number[]): PlantedHabit {
  return {
    name,
    phrase(draws, before) {
      const ended = degreeOf(before.at(-1), anywhere(draws));
      const faithful = draws.unit() < FAITHFUL;
      const degrees = faithful ? phrase(draws, ended) : wander(draws, anywhere(draws), long(draws));
      return degrees.map(pitchOf);
    },
  };
}

/** The habits, each a rule of where a phrase begins, how it goes, or both. */
export const PLANTED_HABITS: readonly PlantedHabit[] = [
  // Begins a third higher than it ended; where the keys end, a fifth lower.
  habit("a third higher", (draws, ended) => wander(draws, ended + 2 <= HIGHEST ? ended + 2 : ended - 4, long(draws))),
  // Leaps up a fourth, then steps down.
  habit("fourth up, then down", (draws) => {
    const from = draws.whole(0, HIGHEST - 3);
    return [from, ...Array.from({ length: long(draws) - 1 }, (_, i) => within(from + 3 - i))];
  }),
  // Strikes the note it ended on three times, then climbs.
  habit("three alike", (draws, ended) => {
    const from = ended > HIGHEST - 3 ? ended - 5 : ended;
    return [from, from, from, ...Array.from({ length: draws.whole(1, 3) }, (_, i) => within(from + 1 + i))];
  }),
  // From the fifth always down to the tonic, by steps that may be doubled.
  habit("home from the fifth", (draws) =>
    [4, 3, 2, 1, 0].flatMap((degree) => (draws.unit() < 0.3 ? [degree, degree] : [degree])),
  ),
];

/** A child without a habit: wanders from anywhere. What can be learnt of it is its reach alone. */
export const WANDERER: PlantedHabit = {
  name: "wanders, no habit",
  phrase: (draws) => wander(draws, anywhere(draws), long(draws)).map(pitchOf),
};

/** A child that plays tunes, phrase after phrase: it does as the base expects of anybody. */
export function tunePlayer(tunes: readonly Melody[]): PlantedHabit {
  let left: Pitch[][] = [];
  return {
    name: "plays tunes, no habit",
    phrase(draws, before) {
      if (before.length === 0) left = [];
      while (left.length === 0) {
        const { anchor, segments } = segmentMelody(draws.pick(tunes));
        left = segments.map(({ notes }) => notes.map(({ pitch }) => pitch + anchor));
      }
      return left.shift() ?? [];
    },
  };
}
