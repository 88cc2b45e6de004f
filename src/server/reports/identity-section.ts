import type { Evaluation } from "../../models/evaluation/evaluation.ts";
import { type Markup, markup } from "./markup.ts";
import { intervalPlot } from "./row-plot.ts";
import { figure, table } from "./table.ts";
import { estimateWords, shareEstimateWords } from "./words.ts";

/** The picture of how often a stream's tune is found. */
export function identityPlot({ generators, plan }: Evaluation): Markup {
  const ours = generators.find(({ kind }) => kind === "ours");
  return intervalPlot(
    {
      title: "Streams whose source tune is found",
      description: `Antiphon ${shareEstimateWords(ours?.figures.found.mean, 0)}; chance is 1 in ${plan.tunes.length}.`,
      axis: `share of streams; dashed: chance, 1 in ${plan.tunes.length}`,
      domain: [0, 1],
      line: 1 / Math.max(1, plan.tunes.length),
    },
    generators.map(({ title, kind, figures }) => ({ title, kind, estimate: figures.found.mean })),
  );
}

function coursePlot({ generators }: Evaluation, key: "rangeDistance" | "intervalDistance", name: string): Markup {
  const highs = generators.flatMap(({ figures }) => figures[key].mean?.high ?? []);
  return intervalPlot(
    {
      title: `Distance of the ${name} histogram to the source's`,
      description: `Antiphon ${estimateWords(generators.find(({ kind }) => kind === "ours")?.figures[key].mean)} semitones.`,
      axis: "semitones (earth mover's distance), mean over streams",
      domain: [0, Math.max(1, Math.min(12, ...[Math.max(...highs, 1)])) * 1.05],
    },
    generators.map(({ title, kind, figures }) => ({ title, kind, estimate: figures[key].mean })),
  );
}

/** Stays itself: is the music still that of its tune? */
export function identitySection(evaluation: Evaluation): Markup {
  const { generators, likenesses } = evaluation;
  const titles = new Map(generators.map(({ name, title }) => [name, title]));
  return markup`<section id="identity"><h2>Does it stay itself?</h2>
<p>A classifier is shown a stream and names the tune it was made from: the nearest of ${evaluation.plan.tunes.length} by the histograms of intervals and durations. PR (the range of each segment) and PV (the interval sizes) are the figures of Chen et al. 2020.</p>
<div class="pair">${figure("Source found", "Share of streams, with 95 % intervals.", identityPlot(evaluation))}
${figure("PV distance", "How far the interval sizes are from the tune's.", coursePlot(evaluation, "intervalDistance", "PV"))}
${figure("PR distance", "How far the segments' ranges are from the tune's.", coursePlot(evaluation, "rangeDistance", "PR"))}
<div>${table(
    "The same in figures [95 %]",
    ["", "source found", "PR distance", "PV distance"],
    generators.map(({ title, kind, figures }) => ({
      head: title,
      kind,
      cells: [
        shareEstimateWords(figures.found.mean, 0),
        estimateWords(figures.rangeDistance.mean),
        estimateWords(figures.intervalDistance.mean),
      ],
    })),
  )}</div></div>
${
  likenesses.length > 0
    ? table(
        "Tunes on which Antiphon's histogram is nearer to the source's than the rival's",
        ["rival", "PR", "PV"],
        likenesses.map(({ rival, ranges, intervals }) => ({
          head: titles.get(rival) ?? rival,
          cells: [ranges, intervals].map((share) => ({
            text: shareEstimateWords(share, 0),
            good: (share?.value ?? 0) >= 0.9,
          })),
        })),
      )
    : markup``
}
<p class="muted">A generator that plays the tune itself is nearest by nature; what counts is to be near without repeating: see the two sections before.</p></section>`;
}
