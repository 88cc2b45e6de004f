import { noteEnd, pitchName } from "../../engine/music/note.ts";
import { PPQ, type Ticks } from "../../engine/time/units.ts";
import type { Example } from "../../models/evaluation/evaluation.ts";
import type { Excerpt } from "../../models/evaluation/stream-report.ts";
import { notesOf } from "./excerpt.ts";
import { frame, type Picture } from "./frame.ts";
import { type Markup, markup } from "./markup.ts";
import { linearScale, round } from "./scale.ts";

const WIDTH = 1_140;
const LEFT = 36;
const TOP = 6;
const ROW = 5;

/** The pitches that rolls beside one another share, from the lowest to the highest of them. */
export function pitchRange(example: Example, bars: number): readonly [low: number, high: number] {
  const pitches = example.pieces.flatMap(({ excerpt }) =>
    excerpt.notes.filter(([onset]) => onset < bars * example.bar).map(([, , pitch]) => pitch),
  );
  return [Math.min(...pitches) - 1, Math.max(...pitches) + 1];
}

/** How each note came about: by the segment that it lies in. */
function originOf(excerpt: Excerpt, onset: Ticks): string {
  if (!excerpt.origins) return "";
  const segment = excerpt.joins.findLastIndex((join) => join <= onset);
  return excerpt.origins[segment] ?? "";
}

/** The notes of the first `bars` bars, bar lines thin, joins as ticks above and below. */
export function rollPlot(
  picture: Picture & { readonly bar: Ticks; readonly bars: number; readonly range: readonly [number, number] },
  excerpt: Excerpt,
): Markup {
  const [low, high] = picture.range;
  const bottom = TOP + (high - low + 1) * ROW;
  const end = picture.bar * picture.bars;
  const x = linearScale([0, end], [LEFT, WIDTH - 4]);
  const y = (pitch: number) => TOP + (high - pitch) * ROW;
  const octaves = Array.from({ length: high - low + 1 }, (_, i) => low + i).filter((pitch) => pitch % 12 === 0);
  const notes = notesOf(excerpt).filter((note) => note.onset < end);
  return frame(picture, WIDTH, bottom + 20, [
    markup`<rect class="ground" x="${LEFT}" y="${TOP}" width="${WIDTH - 4 - LEFT}" height="${bottom - TOP}"/>`,
    markup`<g class="axis">${octaves.map(
      (pitch) =>
        markup`<line class="grid" x1="${LEFT}" x2="${WIDTH - 4}" y1="${y(pitch) + ROW}" y2="${y(pitch) + ROW}"/><text x="${LEFT - 5}" y="${y(pitch) + ROW + 2}" text-anchor="end">${pitchName(pitch)}</text>`,
    )}${Array.from({ length: picture.bars + 1 }, (_, bar) => bar).map(
      (bar) =>
        markup`<line class="${bar % 4 === 0 ? "bar-line" : "grid"}" x1="${x.at(bar * picture.bar)}" x2="${x.at(bar * picture.bar)}" y1="${TOP}" y2="${bottom}"/>${bar % 4 === 0 && bar < picture.bars ? markup`<text x="${x.at(bar * picture.bar) + 2}" y="${bottom + 14}">${bar + 1}</text>` : markup``}`,
    )}</g>`,
    markup`${excerpt.joins
      .filter((join) => join <= end)
      .map((join) => markup`<path class="join" d="M${round(x.at(join) - 3)},${TOP - 5}h6l-3,5z"/>`)}`,
    markup`<g class="notes">${notes.map(
      (note) =>
        markup`<rect class="note ${originOf(excerpt, note.onset)}" x="${x.at(note.onset)}" y="${y(note.pitch)}" width="${Math.max(1.5, round(x.at(Math.min(end, noteEnd(note))) - x.at(note.onset) - 0.5))}" height="${ROW}"/>`,
    )}</g>`,
  ]);
}

/** Bars of a roll: as many as last about `seconds` at the example's tempo, in fours. */
export function rollBars({ bar, tempo }: Example, seconds: number): number {
  return Math.max(4, 4 * Math.round((seconds * tempo * PPQ) / 60 / bar / 4));
}
