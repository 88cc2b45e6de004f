import { basename, dirname, extname, join } from "node:path";
import type { Evaluation } from "../../models/evaluation/evaluation.ts";
import { WINDOW_FIGURES, WINDOW_INFO } from "../../models/evaluation/window-figures.ts";
import { verdict } from "./asked-section.ts";
import { distancePlot } from "./distance-section.ts";
import { growthPicture } from "./growth-section.ts";
import { identityPlot } from "./identity-section.ts";
import type { Markup } from "./markup.ts";
import { metricPlot } from "./metrics-section.ts";
import { standAlone } from "./stand-alone.ts";
import { chanceWords, estimateWords, numberWords, shareEstimateWords, shareWords } from "./words.ts";

/** A file to be written. */
export interface WrittenFile {
  readonly path: string;
  readonly content: string;
}

/** Text as it stands in a cell of a Markdown table. */
function cell(text: string): string {
  return text.replace(/[\\|`*_<>[\]]/g, (sign) => `\\${sign}`).replace(/\s+/g, " ");
}

/** A Markdown table. `words`: cells are text, not figures, and stand to the left. */
export function markdownTable(heads: readonly string[], rows: readonly (readonly string[])[], words = false): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [
    line(heads),
    line(heads.map((_, i) => (i === 0 || words ? "---" : "---:"))),
    ...rows.map((row) => line(row.map(cell))),
  ].join("\n");
}

function figures(
  evaluation: Evaluation,
  path: string,
): (WrittenFile & { readonly name: string; readonly alt: string })[] {
  const folder = join(dirname(path), basename(path, extname(path)));
  const pictures: [name: string, picture: Markup][] = [
    ["distance", distancePlot(evaluation)],
    ["growth", growthPicture(evaluation)],
    ["identity", identityPlot(evaluation)],
    ...WINDOW_FIGURES.map((key): [string, Markup] => [WINDOW_INFO[key].title, metricPlot(evaluation, key)]),
  ];
  return pictures.map(([name, picture]) => {
    const file = `${name.toLowerCase().replace(/[^a-z0-9]+/g, "-")}.svg`;
    const alt = /aria-label="([^"]*)"/.exec(picture.text)?.[1] ?? name;
    return { path: join(folder, file), content: standAlone(picture), name, alt };
  });
}

/** The summary of an evaluation as Markdown, and its figures in a folder of the same name beside it. */
export function writeSummary(evaluation: Evaluation, path: string): WrittenFile[] {
  const { plan, generators, comparisons, asked } = evaluation;
  const titles = new Map(generators.map(({ name, title }) => [name, title]));
  const pictures = figures(evaluation, path);
  const image = (name: string) => {
    const found = pictures.find((picture) => picture.name === name);
    if (!found) return "";
    return `![${found.alt.replace(/[[\]]/g, "")}](${basename(dirname(found.path))}/${basename(found.path)})`;
  };
  const held = asked.filter(({ holds }) => holds === true).length;
  const text = `# How the music measures

Written by \`antiphon evaluate --tunes ${plan.tunes.length} --minutes ${plan.minutes} --seeds ${plan.seeds} --summary ${basename(path)}\`: ${numberWords(plan.minutes, plan.minutes % 1 === 0 ? 0 : 1)} minutes of new
music from each of ${plan.tunes.length} held-out tunes with ${plan.seeds} seed${plan.seeds === 1 ? "" : "s"}, by every generator from the same library
(${numberWords(plan.library.segments, 0)} segments of ${plan.library.tunes} training tunes, and the tune's own). Intervals are 95 %, by a bootstrap over tunes with seeds nested
(${numberWords(plan.resamples, 0)} resamples). The command also writes a page with all plots, piano rolls and sound, and every figure as JSON.

Antiphon steers by the bands of metrics 1–8, by the share of 8-grams heard before and by the tune's own proportions: that it lies
inside them says that the steering works. Metrics 9–14 and the course of the pitches were steered by nothing. *Without the ruler*
leaves out the bands and the repetition; *with deaf networks* puts the mean shares of pitches and steps in the place of what the
two networks foretell. What the choice costs was weighed by hand on streams from 50 tunes of the test split, 18 of them among the 50
that a run takes by itself; a run on all of them (\`--tunes 200\`) shows whether the figures hold beyond.

## Asked and seen

${
  asked.length === 0
    ? "Antiphon's own generator was not measured in this run."
    : `${held} of ${asked.length} hold.\n\n${markdownTable(
        ["what", "asked", "seen", "holds"],
        asked.map(({ what, asked: wish, seen, holds }) => [what, wish, seen, verdict(holds).word]),
        true,
      )}`
}

## Distance to folk music

The combined distance of a 64-note window sums, over metrics 1–8, how far each lies outside the 5–95 % band of 8,327 folk
tunes, in widths of the band; a metric of several figures counts with their mean. 0 is inside all bands.

${image("distance")}

${markdownTable(
  ["", "distance", "windows", "source found"],
  generators.map(({ title, distance, windows, figures: { found } }) => [
    title,
    estimateWords(distance),
    numberWords(windows, 0),
    shareEstimateWords(found.mean, 0),
  ]),
)}
${
  comparisons.length === 0
    ? ""
    : `
Antiphon against each rival, paired by tune (difference above 0: Antiphon is nearer; Wilcoxon's signed-rank test, exact,
corrected after Holm):

${markdownTable(
  ["rival", "rival less ours", "ours nearer", "p", "p, Holm"],
  comparisons.map(({ rival, difference, nearer, p, corrected }) => [
    titles.get(rival) ?? rival,
    estimateWords(difference),
    shareWords(nearer, 0),
    chanceWords(p),
    chanceWords(corrected),
  ]),
)}
`
}
## Windows inside the folk bands

Per cent of 64-note windows.

${markdownTable(
  ["", ...WINDOW_FIGURES.map((key) => WINDOW_INFO[key].title)],
  generators.map(({ title, metrics }) => [
    title,
    ...WINDOW_FIGURES.map((key) => {
      const { inside } = metrics[key];
      return numberWords(inside ? 100 * inside.value : null, 1);
    }),
  ]),
)}

${WINDOW_FIGURES.map((key) => image(WINDOW_INFO[key].title)).join("\n")}

## Repetition against length

${image("growth")}

## Identity

${image("identity")}
`;
  return [{ path, content: text }, ...pictures.map(({ path: file, content }) => ({ path: file, content }))];
}
