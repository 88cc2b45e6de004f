import type { Evaluation } from "../../models/evaluation/evaluation.ts";
import { type Markup, markup } from "./markup.ts";
import { table } from "./table.ts";
import { numberWords } from "./words.ts";

/** How it was measured, and from what. */
export function methodSection({ plan, generators }: Evaluation): Markup {
  return markup`<section id="method"><h2>How it was measured</h2>
<ul>
<li>The held-out tunes are of the test split of the corpus, which no network was trained on and no plan of training was chosen by; each has 64 notes or more. What the choice costs was weighed by hand on streams from 50 tunes of that split (18 of them among the 50 that a run takes by itself): a run on all of them (--tunes 200) shows whether the figures hold beyond. Which of them, and which training tunes make the library, chance decides (a fixed seed).</li>
<li>Every generator gets the same tune, the same library (${numberWords(plan.library.segments, 0)} segments of ${numberWords(plan.library.tunes, 0)} training tunes, and the tune's own) and the same seeds.</li>
<li>A token is an interval and a duration. Windows are 64 notes, one every 32; figures that a window does not have (a reversal without a leap) are left out.</li>
<li>Intervals are percentiles of ${numberWords(plan.resamples, 0)} bootstrap resamples: tunes are drawn with replacement, and within each its seeds. Windows of one stream hang together and are never drawn apart.</li>
<li>The paired tests compare the mean distance of each tune, seeds pooled: Wilcoxon's signed-rank test, exact, corrected after Holm for all rivals.</li>
<li>The bands are those of 8,327 European and Chinese folk tunes (Essen). Where the held-out tunes lie outside, a generator that is true to them does so too: their rows stand beside.</li>
<li>Antiphon steers by the bands of metrics 1–8, by the share of 8-grams heard before and by the tune's own proportions: that it lies inside them says that the steering works. Metrics 9–14, the course of the pitches and the pictures were steered by nothing. “Antiphon without the ruler” leaves out the bands and the repetition; “with deaf networks” puts the mean shares of pitches and steps in the place of what the networks foretell.</li>
<li>Copies are looked for in all training tunes and all held-out tunes, over every stream.</li>
</ul>
<details><summary>Generators</summary>${table(
    "What was measured",
    ["", "name", "streams", "windows", "notes"],
    generators.map(({ title, kind, name, streams, windows, notes }) => ({
      head: title,
      kind,
      cells: [name, ...[streams, windows, notes].map((count) => numberWords(count, 0))],
    })),
  )}</details>
<details><summary>Held-out tunes</summary>${table(
    "Tunes that music was made from",
    ["tune", "id", "notes", "seconds"],
    plan.tunes.map(({ id, title, notes, seconds }) => ({
      head: title,
      cells: [id, numberWords(notes, 0), numberWords(seconds, 0)],
    })),
  )}</details></section>`;
}
