import type { Evaluation, Example } from "../../models/evaluation/evaluation.ts";
import { firstNotes, notesOf } from "./excerpt.ts";
import { encodeFlac } from "./flac.ts";
import { type Histogram, histogramPlot } from "./histogram-plot.ts";
import { type Markup, markup } from "./markup.ts";
import { pitchRange, rollBars, rollPlot } from "./roll-plot.ts";
import { similarities, similarityPlot } from "./similarity-plot.ts";
import type { Renderer } from "./sound.ts";
import { figure } from "./table.ts";
import { numberWords } from "./words.ts";

const SECONDS = 20;
const MATRIX_BARS = 48;

function player(example: Example, piece: Example["pieces"][number], renderer: Renderer): Markup {
  const { samples, sampleRate } = renderer.render(firstNotes(piece.excerpt, example.tempo, SECONDS), example.tempo);
  const sound = Buffer.from(encodeFlac(samples, sampleRate)).toString("base64");
  return markup`<audio controls preload="none" aria-label="${piece.title}, on ${example.title}, the first ${SECONDS} seconds" src="data:audio/flac;base64,${sound}"></audio>`;
}

function originsOf({ excerpt }: Example["pieces"][number]): Markup {
  const { origins } = excerpt;
  if (!origins || origins.length === 0) return markup``;
  const share = (origin: string) =>
    `${numberWords((100 * origins.filter((one) => one === origin).length) / origins.length, 0)} %`;
  return markup`<p class="muted key">Segments of the first two minutes: <span class="kept"></span>${share("kept")} as they stand, <span class="moved"></span>${share("moved")} moved in the scale, <span class="varied"></span>${share("varied")} varied, <span class="made"></span>${share("made")} newly made.</p>`;
}

function exampleMarkup(example: Example, evaluation: Evaluation, renderer: Renderer): Markup {
  const bars = rollBars(example, SECONDS);
  const range = pitchRange(example, bars);
  const kinds = new Map(evaluation.generators.map(({ name, kind }) => [name, kind]));
  return markup`<h3>${example.title}</h3>
<p class="muted">${example.tune === example.title ? "" : `${example.tune}, `}${numberWords(example.tempo, 0)} quarters a minute. ${bars} bars are drawn, ${SECONDS} s are to be heard, on a piano.</p>
${example.pieces.map(
  (piece) => markup`<div class="piece ${kinds.get(piece.generator) ?? "rival"}"><h4>${piece.title}</h4>
${player(example, piece, renderer)}
${rollPlot(
  {
    title: `${piece.title} on ${example.title}`,
    description: `Piano roll of the first ${bars} bars: ${notesOf(piece.excerpt).filter(({ onset }) => onset < bars * example.bar).length} notes, ${piece.excerpt.joins.filter((join) => join > 0 && join < bars * example.bar).length} joins.`,
    bar: example.bar,
    bars,
    range,
  },
  piece.excerpt,
)}${originsOf(piece)}</div>`,
)}
<div class="trio">${example.pieces.map((piece) => {
    const notes = notesOf(piece.excerpt);
    const last = notes.at(-1);
    const whole = last ? Math.floor((last.onset + last.duration) / example.bar) : 0;
    const matrix = similarities(notes, example.bar, Math.min(MATRIX_BARS, Math.max(1, whole)));
    const pairs = matrix.flatMap((row, i) => row.slice(0, i));
    const mean = pairs.reduce((sum, value) => sum + value, 0) / Math.max(1, pairs.length);
    return figure(
      piece.title,
      "",
      similarityPlot(
        {
          title: `Self-similarity of ${piece.title} on ${example.title}`,
          description: `${matrix.length} bars against each other; mean likeness ${numberWords(mean, 2)}.`,
        },
        matrix,
      ),
    );
  })}</div>${courseFigures(example, kinds)}`;
}

/** PR and PV of the tune and of what was made from it. */
function courseFigures(example: Example, kinds: ReadonlyMap<string, Histogram["kind"]>): Markup {
  const draw = (key: "ranges" | "intervals", title: string, axis: string, classes: number) =>
    figure(
      title,
      "The tune filled; whole streams.",
      histogramPlot(
        {
          title: `${title} on ${example.title}`,
          description: `Shares of ${axis} in the tune and in ${example.pieces.length - 1} streams made from it.`,
          axis: `${axis}, semitones`,
          classes: Array.from({ length: classes }, (_, i) => String(i)),
        },
        example.pieces.map((piece) => ({
          title: piece.title,
          kind: kinds.get(piece.generator) ?? "rival",
          shares: piece[key],
        })),
      ),
    );
  return markup`<div class="pair">${draw("ranges", "PR, range of each segment", "range", 25)}${draw("intervals", "PV, interval sizes", "interval", 16)}</div>`;
}

/** Music to look at and to listen to. */
export function examplesSection(evaluation: Evaluation, renderer: Renderer): Markup {
  return markup`<section id="examples"><h2>To look at and to listen to</h2>
<p>The first tunes that chance drew, not the best: the tune itself, Antiphon, and the rivals that come nearest to the folk bands. Small triangles: where segments meet. Below, how alike each bar is to each earlier one: a strong line along the edge is a repetition of a whole passage, a strong block a stretch that stands still.</p>
${evaluation.examples.map((example) => exampleMarkup(example, evaluation, renderer))}</section>`;
}
