import { basename, dirname, extname, join } from "node:path";
import type { EegEvaluation, EegTaskReport } from "../../../models/eeg/evaluation/eeg-evaluation.ts";
import { standAlone } from "../stand-alone.ts";
import { markdownTable, type WrittenFile } from "../summary.ts";
import { numberWords } from "../words.ts";
import { accuracyPlot } from "./eeg-page.ts";
import {
  datasetWords,
  eyeWords,
  METHOD,
  mainRows,
  overWords,
  ROW_HEADS,
  refitWords,
  rowCells,
  taskWords,
  viewRows,
  viewWords,
} from "./eeg-words.ts";

function taskText(evaluation: EegEvaluation, task: EegTaskReport, picture: string): string {
  const views = viewRows(evaluation, task.name);
  const leaky = views.filter((row) => row.leaky);
  const best = mainRows(evaluation, task.name)[0];
  return `## ${task.classes[0]} against ${task.classes[1]}

${taskWords(task)} ${refitWords(task)}

![Balanced accuracy on unseen participants](${picture})

${markdownTable(
  ROW_HEADS,
  mainRows(evaluation, task.name).map((row) => [
    row.role === "control" ? `control: ${row.learner}` : row.learner,
    ...rowCells(row),
  ]),
)}

What the figure depends on, with the same plain rules:

${markdownTable(
  ["split; example; baseline", "rule", "balanced accuracy [95 %]", "AUC"],
  views
    .filter((row) => !row.leaky)
    .map((row) => [viewWords(row), row.learner, overWords(row.balancedAccuracy), numberWords(row.area.mean, 3)]),
)}

🔴 **Leaky, shown as a warning and never a result:** ${leaky
    .map(
      (row) =>
        `${viewWords(row).replace("LEAKY, no result: ", "")}, ${row.learner}: ${numberWords(row.balancedAccuracy.mean, 3)}`,
    )
    .join(" · ")}.
${
  best
    ? `
<details><summary>Participant by participant: ${best.learner}</summary>

${markdownTable(
  ["participant", "examples", "balanced accuracy", "AUC", "ECE", "Brier", "p"],
  best.participants.map((own) => [
    own.participant,
    `${own.zeros} + ${own.ones}`,
    ...[own.balancedAccuracy, own.area, own.calibrationError, own.brier, own.p].map((value) => numberWords(value, 3)),
  ]),
)}

</details>
`
    : ""
}`;
}

/** The evaluation of a data set as Markdown, and its pictures in a folder of the same name beside it. */
export function eegSummary(evaluation: EegEvaluation, path: string): WrittenFile[] {
  const folder = basename(path, extname(path));
  const pictures = evaluation.tasks.map((task) => ({
    path: join(dirname(path), folder, `${task.name}.svg`),
    content: standAlone(accuracyPlot(evaluation, task)),
  }));
  const eyes = eyeWords(evaluation);
  const compared = new Set(
    evaluation.tasks.flatMap(({ name }) => mainRows(evaluation, name)).map(({ learner }) => learner),
  );
  const text = `# How the EEG score measures

Written by \`antiphon eeg evaluate ${evaluation.dataset.name} --summary ${basename(path)}\`. ${datasetWords(evaluation)}

Compared: ${[...compared].join("; ")}.

**${evaluation.validated.why}**

The score says how like the own listening a moment is, and how unlike the own rest: no feeling, no liking, no diagnosis. Nothing here says
anything about autistic children; no open recordings of them with music were found. The published 85 % (Zhang et al. 2022) is a
figure to compare with, never ours.

${
  eyes.length > 0
    ? `## How much of it is the eyes

Called “eyes closed” by a classifier of open and closed eyes that has learnt from other participants’ rest alone:

${eyes.map((sentence) => `- ${sentence}`).join("\n")}

What is told apart from eyes-open rest is in good part closed eyes, and time on task where the order of conditions was fixed.
`
    : ""
}
${evaluation.tasks.map((task) => taskText(evaluation, task, `${folder}/${task.name}.svg`)).join("\n")}
## Method

${METHOD.map((sentence) => `- ${sentence}`).join("\n")}
`;
  return [{ path, content: text }, ...pictures];
}
