import type { Evaluation } from "../../models/evaluation/evaluation.ts";
import { WINDOW_FIGURES, WINDOW_INFO, type WindowFigure } from "../../models/evaluation/window-figures.ts";
import { type Markup, markup } from "./markup.ts";
import { stripPlot } from "./row-plot.ts";
import { figure, table } from "./table.ts";
import { estimateWords, numberWords, shareEstimateWords, shareWords } from "./words.ts";

/** Windows inside a band that count as many. */
const MANY = 0.9;

/** The distributions of one figure over its band. */
export function metricPlot({ generators, bands }: Evaluation, key: WindowFigure): Markup {
  const { metric, title, unit, domain, digits } = WINDOW_INFO[key];
  const band = bands[key];
  const ours = generators.find(({ kind }) => kind === "ours")?.metrics[key].spread;
  return stripPlot(
    {
      title: `Metric ${metric}, ${title}`,
      description: `Band ${numberWords(band.low, digits)} to ${numberWords(band.high, digits)}; Antiphon's windows have a median of ${numberWords(ours?.p50, digits)} and lie between ${numberWords(ours?.p5, digits)} and ${numberWords(ours?.p95, digits)} (5–95 %).`,
      axis: unit || "share",
      domain,
      band,
    },
    generators.map((generator) => ({
      title: generator.title,
      kind: generator.kind,
      spread: generator.metrics[key].spread,
    })),
  );
}

function insideTable({ generators }: Evaluation): Markup {
  return table(
    "Share of 64-note windows inside the folk band, per cent; 90 and more are marked",
    ["", ...WINDOW_FIGURES.map((key) => `${WINDOW_INFO[key].metric} ${WINDOW_INFO[key].title}`)],
    generators.map(({ title, kind, metrics }) => ({
      head: title,
      kind,
      cells: WINDOW_FIGURES.map((key) => {
        const { inside } = metrics[key];
        return { text: numberWords(inside ? 100 * inside.value : null, 1), good: (inside?.value ?? 0) >= MANY };
      }),
    })),
    { wide: true },
  );
}

function medianTable({ generators, bands }: Evaluation): Markup {
  return table(
    "Medians over windows",
    ["", ...WINDOW_FIGURES.map((key) => WINDOW_INFO[key].title)],
    [
      {
        head: "folk tunes (band)",
        kind: "reference" as const,
        cells: WINDOW_FIGURES.map((key) => {
          const { digits } = WINDOW_INFO[key];
          const { low, median, high } = bands[key];
          return `${numberWords(median, digits)} [${numberWords(low, digits)}–${numberWords(high, digits)}]`;
        }),
      },
      ...generators.map(({ title, kind, metrics }) => ({
        head: title,
        kind,
        cells: WINDOW_FIGURES.map((key) => estimateWords(metrics[key].median, WINDOW_INFO[key].digits)),
      })),
    ],
    { wide: true },
  );
}

/** Metrics 1–8: a picture each, and the tables. */
export function metricsSection(evaluation: Evaluation): Markup {
  const ours = evaluation.generators.find(({ kind }) => kind === "ours");
  return markup`<section id="metrics"><h2>Metrics 1–8 in windows of 64 notes</h2>
<p>Green: where 90 % of 8,327 European and Chinese folk tunes lie, their median dashed. A dot is the median of a generator's windows, the thick line holds half of them, the thin one 90 %; the shape behind is their distribution.</p>
${insideTable(evaluation)}
<div class="pair">${WINDOW_FIGURES.map((key) => {
    const { metric, title, meaning } = WINDOW_INFO[key];
    const inside = ours?.metrics[key].inside;
    const share = inside ? ` Antiphon inside: ${shareWords(inside.value)}.` : "";
    return figure(
      `${metric} · ${title}`,
      `${meaning[0]?.toUpperCase()}${meaning.slice(1)}.${share}`,
      metricPlot(evaluation, key),
    );
  })}</div>
<details><summary>Medians with intervals</summary>${medianTable(evaluation)}</details>
<details><summary>Shares inside the bands with intervals</summary>${table(
    "Share of windows inside the folk band [95 %]",
    ["", ...WINDOW_FIGURES.map((key) => WINDOW_INFO[key].title)],
    evaluation.generators.map(({ title, kind, metrics }) => ({
      head: title,
      kind,
      cells: WINDOW_FIGURES.map((key) => shareEstimateWords(metrics[key].inside, 0)),
    })),
    { wide: true },
  )}</details></section>`;
}
