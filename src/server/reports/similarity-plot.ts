import type { Note } from "../../engine/music/note.ts";
import type { Ticks } from "../../engine/time/units.ts";
import { frame, type Picture } from "./frame.ts";
import { type Markup, markup } from "./markup.ts";
import { round } from "./scale.ts";

/** Slots of a bar, as in the ruler's likeness of bars. */
const SLOTS = 12;
const SIDE = 260;
const LEFT = 30;
const TOP = 6;

/** The pitch that sounds, or sounded last, at each slot of the first `bars` bars. */
function slotsOf(notes: readonly Note[], bar: Ticks, bars: number): number[] {
  const slots: number[] = [];
  let next = 0;
  let pitch = notes[0]?.pitch ?? 0;
  for (let slot = 0; slot < bars * SLOTS; slot++) {
    for (let note = notes[next]; note && note.onset <= (slot * bar) / SLOTS; note = notes[next]) {
      pitch = note.pitch;
      next++;
    }
    slots.push(pitch);
  }
  return slots;
}

/** The likeness of every bar to every other: the share of 12 slots with equal pitches, 0–1, row by row. */
export function similarities(notes: readonly Note[], bar: Ticks, bars: number): number[][] {
  const slots = slotsOf(notes, bar, bars);
  const alike = (a: number, b: number) => {
    let equal = 0;
    for (let i = 0; i < SLOTS; i++) if (slots[a * SLOTS + i] === slots[b * SLOTS + i]) equal++;
    return equal / SLOTS;
  };
  return Array.from({ length: bars }, (_, a) => Array.from({ length: bars }, (_, b) => alike(a, b)));
}

/** A self-similarity matrix: the darker, the more alike two bars are. Only the lower half is drawn; the other is its mirror. */
export function similarityPlot(picture: Picture, matrix: readonly (readonly number[])[]): Markup {
  const bars = matrix.length;
  const cell = SIDE / Math.max(1, bars);
  const cells = matrix.flatMap((row, a) =>
    row.slice(0, a + 1).flatMap((likeness, b) => {
      if (likeness === 0) return [];
      return [
        markup`<rect x="${round(LEFT + b * cell)}" y="${round(TOP + a * cell)}" width="${round(cell + 0.1)}" height="${round(cell + 0.1)}" opacity="${round(10 * likeness ** 1.5) / 10}"/>`,
      ];
    }),
  );
  const every = bars > 32 ? 16 : 8;
  const ticks = Array.from({ length: Math.floor(bars / every) + 1 }, (_, i) => i * every).filter((bar) => bar < bars);
  return frame(picture, LEFT + SIDE + 6, TOP + SIDE + 20, [
    markup`<rect class="ground" x="${LEFT}" y="${TOP}" width="${SIDE}" height="${SIDE}"/>`,
    markup`<g class="cells">${cells}</g>`,
    markup`<g class="axis">${ticks.map(
      (bar) =>
        markup`<text x="${LEFT - 4}" y="${round(TOP + bar * cell + 10)}" text-anchor="end">${bar + 1}</text><text x="${round(LEFT + bar * cell)}" y="${TOP + SIDE + 14}">${bar + 1}</text>`,
    )}</g>`,
  ]);
}
