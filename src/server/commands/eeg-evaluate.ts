import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { dirname, join } from "node:path";
import { z } from "zod";
import { seeded } from "../../engine/random.ts";
import { EegEvaluation, type EegRow } from "../../models/eeg/evaluation/eeg-evaluation.ts";
import { evaluateDataset } from "../../models/eeg/evaluation/evaluate-dataset.ts";
import { measureDataset } from "../../models/eeg/measure-dataset.ts";
import { EEG_TASKS } from "../../models/eeg/tasks.ts";
import { EEG_LEARNERS } from "../eeg-evaluation/learners.ts";
import { openDataset } from "../eeg-evaluation/read-dataset.ts";
import { inThreads } from "../eeg-evaluation/run-tasks.ts";
import { EVALUATION } from "../eeg-evaluation/task-job.ts";
import { Refusal } from "../refusal.ts";
import { eegPage } from "../reports/eeg/eeg-page.ts";
import { eegSummary } from "../reports/eeg/eeg-summary.ts";
import { numberWords } from "../reports/words.ts";

export interface EegEvaluateOptions {
  readonly dataset: string;
  /** Names with commas between, or "all". */
  readonly task: string;
  /** Names with commas between; the beginning of a name is enough; or "all". */
  readonly models: string;
  readonly out: string;
  /** A Markdown file that the summary is written to. */
  readonly summary?: string | undefined;
}

/** Draws of the null in which everything is learnt anew. */
const REFITS = 999;
const SEED = 1;

/** Red, where the output is a screen. */
const red = (text: string) => (process.stdout.isTTY ? `\u001b[31m${text}\u001b[0m` : text);

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function sayRow(row: EegRow): void {
  const { mean, low, high, least } = row.balancedAccuracy;
  const figures = `${numberWords(mean, 3)} [${numberWords(low, 3)}–${numberWords(high, 3)}], worst ${numberWords(least, 3)}`;
  const more = `AUC ${numberWords(row.area.mean, 3)}, ECE ${numberWords(row.calibrationError, 3)}, Brier ${numberWords(row.brier, 3)}`;
  const p = row.permutation ? `, p ${numberWords(row.permutation.p, 4)}` : "";
  const line = `${row.task}  ${row.learner}  ${row.examples}, ${row.baseline}, ${row.split}: ${figures}; ${more}${p}`;
  say(row.leaky ? red(`LEAKY, no result  ${line}`) : line);
}

/** The items whose names begin with one of those asked for. Throws Refusal for a name that is none. */
function choose<T extends { readonly name: string }>(items: readonly T[], asked: string, what: string): T[] {
  if (asked === "all") return [...items];
  const names = asked.split(",").map((name) => name.trim());
  const unknown = names.find((name) => !items.some((item) => item.name.startsWith(name)));
  if (unknown !== undefined) {
    const known = items.map(({ name }) => name).join(", ");
    throw new Refusal(`"${unknown}" is no ${what}. There are: ${known}; or all.`);
  }
  return items.filter((item) => names.some((name) => item.name.startsWith(name)));
}

/** Writes a file, its folder made where it is missing. Throws Refusal. */
function write(path: string, content: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  } catch (error) {
    throw new Refusal(`${path} could not be written: ${(error as Error).message}. Name another place.`);
  }
}

/**
 * `antiphon eeg evaluate`: every way to score a data set's EEG on participants that were not learnt from, beside what a score of the
 * brain must beat and what a leak would make of it: a page, and the same as JSON with its schema.
 */
export async function evaluateEeg(options: EegEvaluateOptions): Promise<void> {
  if (existsSync(join(options.out, "package.json"))) {
    throw new Refusal(`${options.out} is a package's folder. Name a folder of its own with --out.`);
  }
  const tasks = choose(EEG_TASKS, options.task, "task");
  const learners = choose(EEG_LEARNERS, options.models, "model");
  const dataset = openDataset(options.dataset);
  say(`${dataset.recordings.length} recordings of ${dataset.montage.length} channels in ${options.dataset}.`);
  const measured = await measureDataset(dataset);
  const setting = { learners: learners.map(({ name }) => name), refits: REFITS, seed: SEED };
  const threads = Math.min(4, availableParallelism());
  const evaluation = await evaluateDataset(
    measured,
    tasks,
    inThreads(threads, setting, sayRow),
    seeded(SEED, EVALUATION),
  ).catch((error: unknown) => {
    if (error instanceof RangeError) throw new Refusal(`${options.dataset} cannot be evaluated: ${error.message}.`);
    throw error;
  });
  say(evaluation.validated.why);
  write(join(options.out, "eeg-evaluation.json"), `${JSON.stringify(evaluation, undefined, 1)}\n`);
  const schema = z.toJSONSchema(EegEvaluation);
  write(join(options.out, "eeg-evaluation.schema.json"), `${JSON.stringify(schema, undefined, 1)}\n`);
  write(join(options.out, "eeg-report.html"), eegPage(evaluation));
  say(`Written: ${join(options.out, "eeg-report.html")} and eeg-evaluation.json with its schema.`);
  if (options.summary !== undefined) {
    for (const { path, content } of eegSummary(evaluation, options.summary)) write(path, content);
    say(`Written: ${options.summary}.`);
  }
}
