import { STREAM_BANDS } from "../../engine/music/ruler/stream-repetition.ts";
import type { Evaluation } from "../../models/evaluation/evaluation.ts";
import { GROWTH_LENGTHS } from "../../models/evaluation/stream-figures.ts";
import { growthPlot } from "./growth-plot.ts";
import { type Markup, markup } from "./markup.ts";
import { figure, table } from "./table.ts";
import { estimateWords, numberWords, shareEstimateWords } from "./words.ts";

/** The picture of growing repetition. */
export function growthPicture({ generators }: Evaluation): Markup {
  const ours = generators.find(({ kind }) => kind === "ours")?.growth.find(({ notes }) => notes === 1_200);
  return growthPlot(
    {
      title: "Repetition of interval 8-grams against the length of a stream",
      description: `Real tunes joined have 0.117 (0.076 to 0.194) at 1,200 notes, Antiphon ${estimateWords(ours?.mean, 3)}. The table below has the figures.`,
    },
    generators.map(({ title, kind, growth }) => ({ title, kind, points: growth })),
    STREAM_BANDS,
    GROWTH_LENGTHS,
  );
}

/** Never repeats itself: repetition over ten minutes. */
export function growthSection(evaluation: Evaluation): Markup {
  const bands = Object.entries(STREAM_BANDS).map(
    ([notes, { low, median, high }]) =>
      [Number(notes), `${numberWords(median, 3)} [${numberWords(low, 3)}–${numberWords(high, 3)}]`] as const,
  );
  const rows = evaluation.generators.map(({ title, kind, growth }) => ({
    head: title,
    kind,
    cells: [
      ...growth.map(({ mean }) => estimateWords(mean, 3)),
      shareEstimateWords(growth.find(({ notes }) => notes === 1_200)?.inside, 0),
    ],
  }));
  const real = {
    head: "folk tunes joined (band)",
    kind: "reference" as const,
    cells: [...GROWTH_LENGTHS.map((length) => new Map(bands).get(length) ?? "–"), "90 %"],
  };
  return markup`<section id="growth"><h2>Does it repeat itself in the long run?</h2>
<p>The share of strings of eight intervals that were heard before in the same stream. Green: real folk tunes joined one after another. A loop goes to 1, noise stays at 0. Where a slow tune gives fewer notes in the time, the stream goes on for as long as it takes; to 3,600 notes with the first seed only.</p>
${figure("Repetition against length", "Means over streams with 95 % intervals; the axis of lengths is logarithmic.", growthPicture(evaluation))}
${table("Repeated interval 8-grams in the first notes of a stream, mean [95 %]", ["", ...GROWTH_LENGTHS.map((length) => numberWords(length, 0)), "inside at 1,200"], [real, ...rows])}</section>`;
}
