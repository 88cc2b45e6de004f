import { LINE_BANDS } from "../../engine/music/ruler/line-measures.ts";
import type { Evaluation } from "../../models/evaluation/evaluation.ts";
import {
  LENGTH_BOUNDS,
  SET_FEATURES,
  SET_TITLES,
  STREAM_FIGURES,
  STREAM_INFO,
  type StreamFigure,
} from "../../models/evaluation/stream-figures.ts";
import { histogramPlot } from "./histogram-plot.ts";
import { type Markup, markup } from "./markup.ts";
import { figure, table } from "./table.ts";
import { estimateWords, NOTHING, numberWords, shareEstimateWords } from "./words.ts";

const bandOf = (key: StreamFigure) => (key in LINE_BANDS ? LINE_BANDS[key as keyof typeof LINE_BANDS] : undefined);

function figureTable({ generators }: Evaluation, keys: readonly StreamFigure[], caption: string): Markup {
  const head = (key: StreamFigure) => {
    const { title, unit, share } = STREAM_INFO[key];
    return share ? `${title}, %` : unit ? `${title}, ${unit}` : title;
  };
  const bands = {
    head: "folk tunes (band)",
    kind: "reference" as const,
    cells: keys.map((key) => {
      const band = bandOf(key);
      const { digits } = STREAM_INFO[key];
      return band
        ? `${numberWords(band.median, digits)} [${numberWords(band.low, digits)}–${numberWords(band.high, digits)}]`
        : NOTHING;
    }),
  };
  const rows = generators.map(({ title, kind, figures }) => ({
    head: title,
    kind,
    cells: keys.map((key) => {
      const { digits, share } = STREAM_INFO[key];
      const { mean } = figures[key];
      return share ? shareEstimateWords(mean, digits).replace(" %", "") : estimateWords(mean, digits);
    }),
  }));
  return table(caption, ["", ...keys.map(head)], keys.some(bandOf) ? [bands, ...rows] : rows, { wide: true });
}

const COURSE: readonly StreamFigure[] = [
  "mutations",
  "mutationsOverSource",
  "wideJoins",
  "longNotes",
  "dfa",
  "psdSlope",
];
const COPYING: readonly StreamFigure[] = ["sharedIntervals", "sharedTokens"];
const LINE = STREAM_FIGURES.filter((key) => key === "barEntropy" || key === "fourBarEntropy" || bandOf(key));

function meanings(keys: readonly StreamFigure[]): Markup {
  return markup`<p class="muted">${keys.map((key, i) => `${i > 0 ? "; " : ""}${STREAM_INFO[key].title}: ${STREAM_INFO[key].meaning}`)}.</p>`;
}

const lengthNames = [...LENGTH_BOUNDS.map((bound) => `≤ ${bound}`), "more"];

/** Figures of whole streams: the course, what is shared with known tunes, metrics 9–14. */
export function streamsSection(evaluation: Evaluation): Markup {
  const { generators } = evaluation;
  const real = generators.find(({ kind }) => kind === "reference");
  const ours = generators.find(({ kind }) => kind === "ours");
  const shown = [real, ours].flatMap((one) => one ?? []);
  return markup`<section id="streams"><h2>Whole streams</h2>
<h3>Course of the pitches</h3>
${figureTable(evaluation, COURSE, "Means over streams [95 %]")}${meanings(COURSE)}
<div class="pair">${figure(
    "Interval sizes",
    "All streams together.",
    histogramPlot(
      {
        title: "Interval sizes",
        description: "Shares of interval sizes in held-out tunes and in Antiphon's streams.",
        axis: "semitones",
        classes: Array.from({ length: 16 }, (_, i) => String(i)),
      },
      shown.map(({ title, kind, intervals }) => ({ title, kind, shares: intervals })),
    ),
  )}${figure(
    "Note lengths",
    "All streams together.",
    histogramPlot(
      {
        title: "Note lengths",
        description: "Shares of note lengths in held-out tunes and in Antiphon's streams.",
        axis: "quarters",
        classes: lengthNames,
      },
      shown.map(({ title, kind, lengths }) => ({ title, kind, shares: lengths })),
    ),
  )}</div>
<h3>Copying and originality</h3>
${table(
  "Metric 13, share of 8-grams found in another tune of the training corpus [95 %], and the longest passage verbatim from any one tune, in (interval, duration) tokens",
  ["", ...COPYING.map((key) => `${STREAM_INFO[key].title}, %`), "longest copy", "of", "in the stream of"],
  generators.map(({ title, kind, figures, copy }) => ({
    head: title,
    kind,
    cells: [
      ...COPYING.map((key) => shareEstimateWords(figures[key].mean, 1).replace(" %", "")),
      copy ? numberWords(copy.length, 0) : NOTHING,
      copy?.from ?? NOTHING,
      copy ? `${copy.tune}, seed ${copy.seed}` : NOTHING,
    ],
  })),
)}
<h3>Metrics 9–12</h3>
${figureTable(evaluation, LINE, "Means over windows of 64 notes [95 %]; all but the last two do not see the order of the pitches")}
<h3>Metric 14: distance to the held-out tunes as a set</h3>
${table(
  "Overlapped area, 0–1, of the distances among the held-out tunes and those from the music to them (Yang & Lerch 2018); as many notes of each stream as its tune has",
  ["", ...SET_FEATURES.map((key) => SET_TITLES[key])],
  generators.map(({ title, kind, overlap }) => ({
    head: title,
    kind,
    cells: SET_FEATURES.map((key) => numberWords(overlap?.[key] ?? null, 2)),
  })),
  { wide: true },
)}</section>`;
}
