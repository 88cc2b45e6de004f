import type { EegEvaluation, EegTaskReport } from "../../../models/eeg/evaluation/eeg-evaluation.ts";
import { Markup, markup } from "../markup.ts";
import { intervalPlot } from "../row-plot.ts";
import { PAGE_STYLE } from "../style.ts";
import { figure, table } from "../table.ts";
import { numberWords } from "../words.ts";
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

/** Balanced accuracy of every learner and control on unseen participants. */
export function accuracyPlot(evaluation: EegEvaluation, { name, classes, chanceLimit }: EegTaskReport): Markup {
  const rows = mainRows(evaluation, name);
  const best = rows[0];
  return intervalPlot(
    {
      title: `${classes[0]} against ${classes[1]}`,
      description: best
        ? `${best.learner}: ${numberWords(best.balancedAccuracy.mean, 3)} on unseen participants; guessing stays below ${numberWords(chanceLimit, 2)}.`
        : "",
      axis: "balanced accuracy on unseen participants",
      domain: [0.3, 1],
      line: chanceLimit,
    },
    rows.map(({ learner, role, balancedAccuracy: { mean, low, high, n } }, i) => ({
      title: learner,
      kind: role === "control" ? ("reference" as const) : i === 0 ? ("ours" as const) : ("rival" as const),
      estimate: { value: mean, low, high, n, tunes: n },
    })),
  );
}

function taskSection(evaluation: EegEvaluation, task: EegTaskReport): Markup {
  const rows = mainRows(evaluation, task.name);
  const best = rows[0];
  return markup`<section id="${task.name}"><h2>${task.classes[0]} against ${task.classes[1]}</h2>
<p>${taskWords(task)} ${refitWords(task)}</p>
${figure("Unseen participants", "Means with 95 % intervals; dashed: what guessing may reach.", accuracyPlot(evaluation, task))}
${table(
  "On participants that were not learnt from, own rest before",
  ROW_HEADS,
  rows.map((row, i) => ({
    head: row.learner,
    kind: row.role === "control" ? "reference" : i === 0 ? "ours" : "rival",
    cells: rowCells(row),
  })),
  { wide: true },
)}
<details><summary>What the figure depends on</summary>${table(
    "The same plain rules under other windows, baselines and splits; red is leaky and no result",
    ["", "rule", "balanced accuracy [95 %]", "AUC"],
    viewRows(evaluation, task.name).map((row) => ({
      head: viewWords(row),
      kind: row.leaky ? "leaky" : "rival",
      cells: [row.learner, overWords(row.balancedAccuracy), numberWords(row.area.mean, 3)],
    })),
  )}</details>
${
  best
    ? markup`<details><summary>Participant by participant: ${best.learner}</summary>${table(
        "Each participant judged by what was learnt from the others",
        ["participant", "examples", "balanced accuracy", "AUC", "ECE", "Brier", "p"],
        best.participants.map((own) => ({
          head: own.participant,
          cells: [
            `${own.zeros} + ${own.ones}`,
            ...[own.balancedAccuracy, own.area, own.calibrationError, own.brier, own.p].map((value) =>
              numberWords(value, 3),
            ),
          ],
        })),
      )}</details>`
    : ""
}</section>`;
}

/** The evaluation of a data set as one page that needs nothing beside itself. */
export function eegPage(evaluation: EegEvaluation): string {
  const eyes = eyeWords(evaluation);
  return markup`<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Antiphon: how the EEG score measures</title>
<style>${new Markup(PAGE_STYLE)}</style>
</head>
<body>
<header><h1>How the EEG score measures</h1>
<p>${datasetWords(evaluation)}</p>
<p><strong>${evaluation.validated.why}</strong></p>
<nav aria-label="Sections"><ul>${evaluation.tasks.map(({ name, classes }) => markup`<li><a href="#${name}">${classes[0]} / ${classes[1]}</a></li>`)}<li><a href="#eyes">The eyes</a></li><li><a href="#method">Method</a></li></ul></nav></header>
<main>
${evaluation.tasks.map((task) => taskSection(evaluation, task))}
<section id="eyes"><h2>How much of it is the eyes</h2>
<p>${eyes.length > 0 ? "Called “eyes closed” by a classifier of open and closed eyes that has learnt from other participants’ rest:" : "The set does not hold rest with open and with closed eyes: how much of a figure is the state of the eyes cannot be said."}</p>
<ul>${eyes.map((sentence) => markup`<li>${sentence}</li>`)}</ul></section>
<section id="method"><h2>How it was measured</h2><ul>${METHOD.map((sentence) => markup`<li>${sentence}</li>`)}</ul></section>
</main>
<footer><p>Antiphon supports music therapists. Not a medical device. The score says how like the own listening a moment is, and how unlike the own rest: no feeling, no liking, no diagnosis.</p></footer>
</body>
</html>
`.text;
}
