import { appendFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { chooseBackend } from "./backend.ts";
import { bestOf, drawPlans, rungsOf, type SearchTry, searchTry } from "./plan-search.ts";
import type { Task } from "./task.ts";
import { type TrainingData, type TrainingPlan, trainNetwork } from "./train-network.ts";
import { digestSequences } from "./training-digest.ts";
import { secondsOf } from "./training-record.ts";
import { writeWhole } from "./training-state.ts";
import { followEpochs, openCheckpoint, type Watch } from "./watched-training.ts";

/** The tries that a file holds, one a line; none where there is no file. Throws Error that names a line that is no try. */
export function readTries(file: string): SearchTry[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, "utf8").split("\n");
  return lines.flatMap((line, i) => {
    // A line that was cut off by a kill is the last one, without its end.
    if (line === "" || i === lines.length - 1) return [];
    try {
      return [searchTry.parse(JSON.parse(line))];
    } catch {
      throw new Error(
        `${file} holds no try of a search in line ${i + 1}; remove the line or the file and search again`,
      );
    }
  });
}

export interface SearchOptions {
  /** Plans tried. */
  readonly tries: number;
  /** Epochs that every plan is trained for. Too few favour plans that learn fast and soon overfit. */
  readonly first: number;
  /** Seeds that the best plan is trained with in the end, the search's own included. */
  readonly seeds: number;
  /** `search.jsonl`: each try as it is known, one line added after each training. */
  readonly file: string;
  readonly states: string;
}

/** A plan in short. */
export function planWords({ units, batch, rate, inputDropout, outputDropout, seed }: TrainingPlan): string {
  return `${units} units, batch ${batch}, rate ${rate}, dropout ${inputDropout} in and ${outputDropout} out, seed ${seed}`;
}

/** Opens the file of tries and adds to it; a last line that a kill cut short is taken away. */
function openTries(file: string): { readonly tries: SearchTry[]; add(one: SearchTry): void } {
  const tries = readTries(file);
  const text = (one: SearchTry) => `${JSON.stringify(one)}\n`;
  if (existsSync(file)) writeWhole(file, tries.map(text).join(""));
  else mkdirSync(dirname(file), { recursive: true });
  return {
    tries,
    add: (one) => {
      tries.push(one);
      appendFileSync(file, text(one));
    },
  };
}

/**
 * Searches for a plan by successive halving, judged by the validation tunes alone, then trains the best one with other
 * seeds. What the file already knows is not trained again, and a training that was cut off goes on. `dataOf` gives what is
 * learnt with a seed. Returns every try in the file.
 */
export async function runSearch(
  task: Task,
  dataOf: (seed: number) => TrainingData,
  options: SearchOptions,
  { print, advance }: Omit<Watch, "fresh">,
): Promise<SearchTry[]> {
  const backend = await chooseBackend();
  const { tries, add } = openTries(options.file);
  const checkpointOf = (digest: string) => openCheckpoint(options.states, task.name, digest, { print });

  /** Trains a plan up to an epoch, or to its own end. */
  const extend = (plan: TrainingPlan, until: number, what: string): SearchTry => {
    const data = dataOf(plan.seed);
    const digest = digestSequences({ backend, ...plan }, data);
    const known = tries.findLast((one) => one.digest === digest);
    if (known && (known.ended || known.epochs >= until)) return known;
    print(`${what}, to epoch ${until}: ${planWords(plan)}`);
    const { epochs, report, resumed } = followEpochs(print);
    const checkpoint = checkpointOf(digest);
    trainNetwork(task, data, plan, report, { checkpoint, resumed, until, ...(advance && { advance }) }).dispose();
    const best = epochs.findLast((epoch) => epoch.best);
    if (!best) throw new Error(`${planWords(plan)}: no epoch gave usable weights`);
    const ended = epochs.length >= plan.epochs || epochs.length - best.epoch >= plan.patience;
    const { validation, epoch: bestEpoch } = best;
    const seconds = secondsOf(epochs);
    const one = { plan, digest, backend, epochs: epochs.length, ended, validation, bestEpoch, seconds };
    add(one);
    return one;
  };

  let plans = drawPlans(task.name, options.tries);
  for (const { keep, until } of rungsOf(plans.length, options.first, plans[0]?.epochs ?? 0)) {
    plans = plans.slice(0, keep);
    const tried = plans.map((plan, i) => extend(plan, until, `Try ${i + 1} of ${keep}`));
    tried.sort((a, b) => a.validation - b.validation);
    plans = tried.map(({ plan }) => plan);
  }
  // A plan from an earlier search may be better than any of this one.
  const best = bestOf(tries)?.best;
  if (best) {
    for (let seed = 2; seed <= options.seeds; seed++) extend({ ...best.plan, seed }, best.plan.epochs, `Seed ${seed}`);
  }
  for (const { digest } of tries) if (digest !== best?.digest) checkpointOf(digest).discard();
  return tries;
}
