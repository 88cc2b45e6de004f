import { TWELFTHS } from "../listening/pulse-pattern.ts";

/**
 * Which places of a beat are struck, as a number: 0–15 are the sums of 1, 2, 4 and 8 for the quarters of the beat in order,
 * 16–21 the ways in thirds that no quarters can say.
 */
export type BeatCell = number;

/** Cells there are. */
export const BEAT_CELLS = 22;
const QUARTERS = [0, 3, 6, 9] as const;
/** Thirds of the beat, in twelfths: with and without the beat itself. */
const THIRDS: readonly (readonly number[])[] = [[4], [8], [4, 8], [0, 4], [0, 8], [0, 4, 8]];

/** Struck places of each cell, in twelfths of the beat. */
const PLACES: readonly (readonly number[])[] = [
  ...Array.from({ length: 16 }, (_, bits) => QUARTERS.filter((_, i) => bits & (1 << i))),
  ...THIRDS,
];

/** The places that a cell strikes, in twelfths of the beat, ascending. */
export function placesOf(cell: BeatCell): readonly number[] {
  return PLACES[cell] ?? [];
}

/** How far places lie from those of a cell: each from the nearest, in twelfths squared. */
function distance(places: readonly number[], grid: readonly number[]): number {
  return places.reduce((sum, place) => sum + Math.min(...grid.map((other) => (place - other) ** 2)), 0);
}

/** The cell nearest to places in a beat (twelfths, 0 to below 12, not rounded): all in quarters, or all in thirds. */
export function cellOf(places: readonly number[]): BeatCell {
  const thirds = distance(places, [0, 4, 8, 12]) < distance(places, [...QUARTERS, TWELFTHS]);
  const grid = thirds ? [0, 4, 8] : QUARTERS;
  const struck = new Set(
    places.map((place) =>
      grid.reduce<number>((best, other) => (Math.abs(other - place) < Math.abs(best - place) ? other : best), 0),
    ),
  );
  const wanted = [...struck].sort((a, b) => a - b).join();
  const cell = PLACES.findIndex((other) => other.join() === wanted);
  return Math.max(0, cell);
}

/** Times in beats from a beat on, ascending, as the cells of the beats they fall into. What is nearest to the next beat belongs to it. */
export function cellsOf(times: readonly number[]): BeatCell[] {
  const rounded = times.map((time) => Math.max(0, time));
  const beats: number[][] = [];
  for (const time of rounded) {
    const beat = Math.floor(time + 1.5 / TWELFTHS);
    const places = beats[beat] ?? [];
    beats[beat] = places;
    places.push(Math.max(0, (time - beat) * TWELFTHS));
  }
  return Array.from(beats, (places) => (places ? cellOf(places) : 0));
}
