import type { Evaluation, GeneratorReport } from "../../models/evaluation/evaluation.ts";
import { type Markup, markup } from "./markup.ts";
import { intervalPlot } from "./row-plot.ts";
import { figure, table } from "./table.ts";
import { chanceWords, estimateWords, numberWords, shareWords } from "./words.ts";

/** Where a plot of distances ends: one generator far off shall not press the others together. */
function reach(generators: readonly GeneratorReport[]): number {
  const values = generators.flatMap(({ distance }) => (distance ? [distance.high] : [])).sort((a, b) => a - b);
  const middle = values[Math.floor(values.length / 2)] ?? 1;
  return Math.min(values.at(-1) ?? 1, Math.max(1, 4 * middle)) * 1.05;
}

/** The picture of combined distances, nearest first. */
export function distancePlot(evaluation: Evaluation): Markup {
  const rows = [...evaluation.generators].sort(
    (a, b) => (a.distance?.value ?? Number.POSITIVE_INFINITY) - (b.distance?.value ?? Number.POSITIVE_INFINITY),
  );
  const first = rows.find(({ distance }) => distance !== null);
  return intervalPlot(
    {
      title: "Combined distance to the folk bands",
      description: `Means with 95 % intervals; nearest is ${first?.title ?? "none"} at ${numberWords(first?.distance?.value, 2)}. The table beside has the figures.`,
      axis: "band widths outside, summed over metrics 1–8",
      domain: [0, reach(rows)],
    },
    rows.map(({ title, kind, distance }) => ({ title, kind, estimate: distance })),
  );
}

/** Ours against each rival. */
export function distanceSection(evaluation: Evaluation): Markup {
  const { generators, comparisons } = evaluation;
  const titles = new Map(generators.map(({ name, title }) => [name, title]));
  const rows = comparisons.map(({ rival, difference, nearer, n, positive, negative, p, corrected }) => ({
    head: titles.get(rival) ?? rival,
    cells: [
      estimateWords(difference),
      shareWords(nearer, 0),
      `${numberWords(Math.min(positive, negative), 1)} (${n})`,
      chanceWords(p),
      { text: chanceWords(corrected), good: corrected < 0.05 && difference.value > 0 },
    ],
  }));
  const distances = generators.map(({ title, kind, distance, windows }) => ({
    head: title,
    kind,
    cells: [estimateWords(distance), numberWords(windows, 0)],
  }));
  return markup`<section id="distance"><h2>Distance to folk music</h2>
<p>Each 64-note window is laid against the 5–95 % bands of metrics 1–8. For each figure, its distance outside the band counts in widths of the band (0 inside); a metric of several figures counts with their mean; the eight are summed. Real tunes are not at 0 either: one figure in ten lies outside by definition.</p>
<div class="pair">${figure("Combined distance", "Mean over windows; nearest first.", distancePlot(evaluation))}
<div>${table("Combined distance, mean over windows", ["", "distance [95 %]", "windows"], distances)}</div></div>
${
  comparisons.length > 0
    ? table(
        "Antiphon against each rival, paired by tune: mean difference of the distances (above 0: Antiphon is nearer), Wilcoxon's smaller rank sum with the tunes that differ, exact two-sided p, and p after Holm's correction",
        ["rival", "rival less ours [95 %]", "ours nearer", "W (n)", "p", "p, Holm"],
        rows,
      )
    : markup`<p class="muted">No rival was measured beside Antiphon in this run.</p>`
}</section>`;
}
