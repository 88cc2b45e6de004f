import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { dirname, join } from "node:path";
import { z } from "zod";
import { indexTunes } from "../../engine/music/ruler/tune-index.ts";
import { seeded } from "../../engine/random.ts";
import { splitOf } from "../../models/dataset.ts";
import { type Entrant, openEntrants } from "../../models/evaluation/entrants.ts";
import { Evaluation } from "../../models/evaluation/evaluation.ts";
import { type EvaluationPlan, planEvaluation, type SplitTune } from "../../models/evaluation/plan.ts";
import { openProgress } from "../evaluation/progress.ts";
import { runEvaluation } from "../evaluation/run-evaluation.ts";
import { inRoot } from "../folders.ts";
import { Refusal } from "../refusal.ts";
import { reportPage } from "../reports/page.ts";
import { openRenderer } from "../reports/sound.ts";
import { writeSummary } from "../reports/summary.ts";
import { readTunes } from "./corpora.ts";

export interface EvaluateOptions {
  /** Names with commas between, or "all". */
  readonly generator: string;
  readonly tunes: number;
  readonly minutes: number;
  readonly seeds: number;
  readonly corpus?: string | undefined;
  readonly out: string;
  /** A Markdown file that the summary is written to, its figures beside it. */
  readonly summary?: string | undefined;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** The tunes of the corpus file, or of both shared corpora where none is named. Rejects with Refusal. */
async function splitTunes(corpus: string | undefined): Promise<SplitTune[]> {
  const { tunes } = await readTunes({ corpus }).catch((error: unknown) => {
    if (error instanceof Refusal) throw error;
    throw new Refusal(`${(error as Error).message}.`);
  });
  return tunes.map(({ melody, split = splitOf(melody.id) }) => ({ melody, split }));
}

async function plan(options: EvaluateOptions): Promise<EvaluationPlan> {
  const tunes = await splitTunes(options.corpus);
  try {
    return planEvaluation(tunes, options, seeded(0, "plan"));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new Refusal(`${error.message}: there is nothing to make music from. Name another corpus with --corpus.`);
  }
}

/** The references and the generators asked for. Throws Refusal for a name that is none. */
function chooseEntrants(all: readonly Entrant[], asked: string): Entrant[] {
  if (asked === "all") return [...all];
  const names = asked.split(",").map((name) => name.trim());
  const unknown = names.find((name) => !all.some((entrant) => entrant.name === name));
  if (unknown !== undefined) {
    const known = all.map(({ name }) => name).join(", ");
    throw new Refusal(`"${unknown}" is no generator. There are: ${known}; or all.`);
  }
  return all.filter(({ name, kind }) => kind === "reference" || names.includes(name));
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
 * `antiphon evaluate`: music from held-out tunes by every generator, the whole ruler laid on it, and a report of what is
 * seen: one page, and the same as JSON with its schema.
 */
export async function evaluate(options: EvaluateOptions): Promise<void> {
  if (existsSync(join(options.out, "package.json"))) {
    throw new Refusal(`${options.out} is a package's folder. Name a folder of its own with --out.`);
  }
  const chosen = await plan(options);
  const models = inRoot("models");
  const held = chosen.tunes.map(({ melody }) => melody);
  // Here only to be named: the threads that let them play give them the tunes that must not be copied.
  const entrants = chooseEntrants(openEntrants(models, held, [], indexTunes([], "tokens")), options.generator);
  say(
    `${held.length} held-out tunes, ${options.minutes} min, ${options.seeds} seeds, ${entrants.length} generators and references; ` +
      `a library of ${chosen.library.length} segments.`,
  );
  const { evaluation, failures, resumed } = await runEvaluation({
    plan: chosen,
    entrants,
    models,
    folder: options.out,
    threads: Math.max(1, Math.min(4, availableParallelism())),
    openProgress: (total) => openProgress(total, process.stdout, () => performance.now()),
  });
  if (resumed > 0) say(`${resumed} streams stood in ${options.out} from before.`);
  for (const failure of failures) say(failure);
  for (const { what, asked, seen, holds } of evaluation.asked) {
    say(`${holds === null ? "open " : holds ? "holds" : "FAILS"}  ${what}: asked ${asked}, seen ${seen}`);
  }
  write(join(options.out, "evaluation.json"), `${JSON.stringify(evaluation, undefined, 1)}\n`);
  write(join(options.out, "evaluation.schema.json"), `${JSON.stringify(z.toJSONSchema(Evaluation), undefined, 1)}\n`);
  write(join(options.out, "report.html"), reportPage(evaluation, await openRenderer()));
  say(`Written: ${join(options.out, "report.html")} and evaluation.json with its schema.`);
  if (options.summary !== undefined) {
    for (const { path, content } of writeSummary(evaluation, options.summary)) write(path, content);
    say(`Written: ${options.summary}.`);
  }
}
