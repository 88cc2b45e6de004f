/** Twelfths in a beat: they hold halves, quarters and thirds. */
export const TWELFTHS = 12;

/** A place in the beat, with the log chances that something is played there and that nothing is. */
export interface Place {
  readonly twelfth: number;
  readonly played: number;
  readonly empty: number;
}

/** A way of playing on a beat: where in it notes fall, and the log chance that somebody plays this way. */
export interface Pattern {
  readonly places: readonly Place[];
  readonly chance: number;
}

function place(twelfth: number, chance: number): Place {
  return { twelfth, played: Math.log(chance), empty: Math.log(1 - chance) };
}

/**
 * The ways that are listened for: on the beats alone, with some halves and quarters, as
 * drummers do with most of them, in thirds. Chances are this project's own,
 * set on pretend children and on the validation part of the Groove recordings. A place costs when it stays empty, so a
 * beat twice too fast pays for every second beat, and one twice too slow for its halves being as full as its beats.
 */
export const PATTERNS: readonly Pattern[] = [
  { places: [place(0, 0.8)], chance: 0 },
  { places: [place(0, 0.8), place(3, 0.12), place(6, 0.33), place(9, 0.12)], chance: -1.5 },
  { places: [place(0, 0.9), place(3, 0.4), place(6, 0.75), place(9, 0.4)], chance: -1.5 },
  { places: [place(0, 0.8), place(4, 0.3), place(8, 0.4)], chance: -2 },
];

/** A rest costs no more than this, however long: else the first stroke after it would seem to belong nowhere. */
const LONGEST_REST = -5;

/** The log chance that nothing is played at the places between `from` and `to` (twelfths, both left out). */
export function emptyBetween({ places }: Pattern, from: number, to: number): number {
  let log = 0;
  for (const { twelfth, empty } of places) {
    const passed = Math.floor((to - 1 - twelfth) / TWELFTHS) - Math.floor((from - twelfth) / TWELFTHS);
    log += passed * empty;
  }
  return Math.max(LONGEST_REST, log);
}
