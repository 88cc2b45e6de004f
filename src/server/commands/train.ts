import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { systemClock } from "../../hardware/system-clock.ts";
import { readArtefact } from "../../models/artefact.ts";
import { measureSizes } from "../../models/corpus-sizes.ts";
import { type CorpusTune, prepareTunes, type TuneSegments } from "../../models/dataset.ts";
import { rivalTable } from "../../models/evaluate-rival.ts";
import { stepNetwork } from "../../models/network-step.ts";
import { runSearch, type SearchOptions } from "../../models/run-search.ts";
import { loadSegmentNetworks } from "../../models/segment-networks.ts";
import { directionTable, pitchTable, splitTable, trendTable } from "../../models/tables.ts";
import { TASKS, type Task } from "../../models/task.ts";
import { PLANS, trainArtefact, trainingData } from "../../models/train-artefact.ts";
import type { TrainingData } from "../../models/train-network.ts";
import { stepTunes, trainRival } from "../../models/train-rival.ts";
import { writeWhole } from "../../models/training-state.ts";
import { trainDemonstration } from "../eeg-training/demonstration.ts";
import { inRoot } from "../folders.ts";
import { learningCurve } from "../training/learning-curve.ts";
import { sizePlot } from "../training/size-plot.ts";
import { openTrainingScreen } from "../training/training-screen.ts";
import { bestWords, searchTable, sizeTable } from "../training/training-tables.ts";
import { readTunes } from "./corpora.ts";
import { trainGesture } from "./train-gesture.ts";

const USAGE =
  "npm run train -- pitch | trend | rival | eeg | evaluate | search pitch | search trend | sizes pitch | sizes trend [--corpus FILE], " +
  "gesture | gesture evaluate [--traces FOLDER]   (trains a network, measures both against their baselines, searches for a plan, or tells what more tunes bring; " +
  "--fresh begins anew what was cut off; a search takes --tries N, --first EPOCHS and --seeds N)";

const FOLDERS = { models: inRoot("models"), states: inRoot("var", "training") };

const OPTIONS = {
  corpus: { type: "string" },
  traces: { type: "string" },
  fresh: { type: "boolean", default: false },
  tries: { type: "string", default: "9" },
  first: { type: "string", default: "9" },
  seeds: { type: "string", default: "3" },
} as const;

/** What was asked for beside the word. */
interface Wishes extends Pick<SearchOptions, "tries" | "first" | "seeds"> {
  readonly fresh: boolean;
}

interface Material {
  readonly corpus: readonly CorpusTune[];
  readonly tunes: readonly TuneSegments[];
}

/** What there is to do with tunes. */
type Job = (material: Material, screen: ReturnType<typeof openTrainingScreen>, wishes: Wishes) => Promise<void>;

function wholeNumber(name: string, text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new Error(`--${name} ${text}: say a whole number, 1 or more`);
  return number;
}

function trainNamed(name: Task["name"] | "rival"): Job {
  return async ({ corpus, tunes }, { print, advance }, { fresh }) => {
    const task = TASKS.find((one) => one.name === name);
    const watch = { print, advance, fresh };
    const record = task ? await trainArtefact(task, tunes, FOLDERS, watch) : await trainRival(corpus, FOLDERS, watch);
    writeFileSync(join(FOLDERS.models, name, "learning-curve.svg"), learningCurve(name, record));
    print(
      "Now measure it with npm run train -- evaluate, and put the new tables into the card (README.md beside the weights).",
    );
  };
}

function search(task: Task): Job {
  return async ({ tunes }, { print, advance }, { tries, first, seeds }) => {
    const known = new Map<number, TrainingData>();
    const dataOf = (seed: number): TrainingData => {
      const data = known.get(seed) ?? trainingData(task, tunes, seed);
      known.set(seed, data);
      return data;
    };
    const file = join(FOLDERS.models, task.name, "search.jsonl");
    const options = { tries, first, seeds, file, states: FOLDERS.states };
    const tried = await runSearch(task, dataOf, options, { print, advance });
    print(`\n${searchTable(tried)}\n\n${bestWords(tried)}`);
    print(`Recorded in ${file}; the plan that training uses stands in src/models/train-artefact.ts.`);
  };
}

function sizes(task: Task): Job {
  return async ({ tunes }, { print, advance }, { fresh }) => {
    const measured = await measureSizes(task, tunes, PLANS[task.name], FOLDERS.states, { print, advance, fresh });
    const folder = join(FOLDERS.models, task.name);
    writeWhole(join(folder, "corpus-size.json"), `${JSON.stringify(measured, undefined, 1)}\n`);
    writeWhole(join(folder, "corpus-size.svg"), sizePlot(measured));
    print(`\n${sizeTable(measured)}\n\nWritten: corpus-size.json and corpus-size.svg in ${folder}`);
  };
}

const evaluate: Job = async ({ corpus, tunes }, { print }) => {
  const networks = loadSegmentNetworks(FOLDERS.models);
  print(`${pitchTable(networks, tunes)}\n`);
  print(`${trendTable(networks, tunes)}\n`);
  print(`${directionTable(networks, tunes)}\n`);
  const rival = stepNetwork(readArtefact(join(FOLDERS.models, "rival")));
  print(`${rivalTable(rival, stepTunes(corpus, "training"), stepTunes(corpus, "test"))}\n`);
};

const JOBS = new Map<string, Job>([
  ["rival", trainNamed("rival")],
  ["evaluate", evaluate],
  ...TASKS.flatMap((task): [string, Job][] => [
    [task.name, trainNamed(task.name)],
    [`search ${task.name}`, search(task)],
    [`sizes ${task.name}`, sizes(task)],
  ]),
]);

/** `npm run train`: trains a network and writes it to models/, or prints how both do on tunes not trained on. */
async function train(args: readonly string[]): Promise<void> {
  const { values, positionals: words } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  if (words[0] === "gesture") {
    const screen = openTrainingScreen(process.stdout, () => systemClock.now());
    return trainGesture(words[1], FOLDERS, screen, { fresh: values.fresh, traces: values.traces });
  }
  // The demonstration model of the EEG needs no tunes.
  if (words.join(" ") === "eeg") return trainDemonstration(join(FOLDERS.models, "eeg"), (line) => console.log(line));
  const job = JOBS.get(words.join(" "));
  if (!job) throw new Error(`say what to train: ${USAGE}`);
  const number = (name: "tries" | "first" | "seeds") => wholeNumber(name, values[name]);
  const wishes = { fresh: values.fresh, tries: number("tries"), first: number("first"), seeds: number("seeds") };
  const screen = openTrainingScreen(process.stdout, () => systemClock.now());
  const began = systemClock.now();
  const { tunes: corpus, leftOut } = await readTunes(values);
  const tunes = prepareTunes(corpus);
  screen.print(`${tunes.length} tunes read, ${leftOut.length} files left out.`);
  for (const sentence of leftOut) screen.print(`  ${sentence}`);
  screen.print(`\n${splitTable(tunes)}\n`);
  await job({ corpus, tunes }, screen, wishes);
  const seconds = (systemClock.now() - began) / 1000;
  const megabytes = process.resourceUsage().maxRSS / 1024;
  screen.print(`${seconds.toFixed(0)} s in all, ${megabytes.toFixed(0)} MB of memory at the most.`);
}

train(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`train: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
