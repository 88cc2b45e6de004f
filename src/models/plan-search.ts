import { z } from "zod";
import { Draws, seeded } from "../engine/random.ts";
import { shuffle } from "./batches.ts";
import type { Task } from "./task.ts";
import type { TrainingPlan } from "./train-network.ts";

const plan = z.strictObject({
  units: z.int().positive(),
  seed: z.int(),
  batch: z.int().positive(),
  rate: z.number().positive(),
  inputDropout: z.number().min(0).lt(1),
  outputDropout: z.number().min(0).lt(1),
  patience: z.int().positive(),
  epochs: z.int().positive(),
});

/** A try of a plan as it is recorded, a line in `search.jsonl`: how well it did after so many epochs. */
export const searchTry = z.strictObject({
  plan,
  /** Of plan, data and backend. */
  digest: z.string(),
  backend: z.string(),
  /** Trained so far. */
  epochs: z.int().positive(),
  /** Whether training has come to its own end, with nothing more gained. */
  ended: z.boolean(),
  /** Bits a choice on the validation tunes, in the best epoch so far. */
  validation: z.number(),
  bestEpoch: z.int().positive(),
  /** Of all epochs so far. */
  seconds: z.number().nonnegative(),
});

export type SearchTry = z.infer<typeof searchTry>;

/** What is searched: every combination of these. */
const AXES = {
  units: [64, 96, 128],
  batch: [16, 32, 64],
  rate: [2e-3, 4e-3, 8e-3],
  inputDropout: [0, 0.05, 0.1],
  outputDropout: [0.3, 0.4, 0.5, 0.6],
} as const;

/** What is not searched. */
const FIXED = { seed: 1, patience: 3, epochs: 40 } as const;

/** Where the search begins: plans set by hand. */
const FIRST: Readonly<Record<Task["name"], TrainingPlan>> = {
  pitch: { ...FIXED, units: 96, batch: 32, rate: 4e-3, inputDropout: 0, outputDropout: 0.5 },
  trend: { ...FIXED, units: 96, batch: 32, rate: 4e-3, inputDropout: 0, outputDropout: 0.4 },
};

/** Whether two plans are the same but for their seeds. */
export function equalButSeed(a: TrainingPlan, b: TrainingPlan): boolean {
  const keys = [...Object.keys(AXES), "patience", "epochs"] as (keyof TrainingPlan)[];
  return keys.every((key) => a[key] === b[key]);
}

/**
 * A task's first plan, then all combinations in an order drawn by a seed, `count` in all: more tries go on where fewer left
 * off.
 */
export function drawPlans(name: Task["name"], count: number, seed = 1): TrainingPlan[] {
  const first = FIRST[name];
  const plans = AXES.units.flatMap((units) =>
    AXES.batch.flatMap((batch) =>
      AXES.rate.flatMap((rate) =>
        AXES.inputDropout.flatMap((inputDropout) =>
          AXES.outputDropout.map((outputDropout) => ({ ...FIXED, units, batch, rate, inputDropout, outputDropout })),
        ),
      ),
    ),
  );
  shuffle(plans, new Draws(seeded(seed, "plans")));
  return [first, ...plans.filter((plan) => !equalButSeed(plan, first))].slice(0, count);
}

/**
 * How far the search goes with its plans (successive halving, Jamieson & Talwalkar 2016): all of them for a few epochs, the
 * better third three times as far, and so on; the last three, to their own end.
 */
export function rungsOf(tries: number, first: number, last: number): { keep: number; until: number }[] {
  const rungs: { keep: number; until: number }[] = [];
  for (let keep = tries, until = first; ; keep = Math.ceil(keep / 3), until *= 3) {
    if (keep <= 3 || until >= last) return [...rungs, { keep, until: last }];
    rungs.push({ keep, until });
  }
}

/** The latest line of each plan, the best first: trained to the end before those given up, later given up before earlier. */
export function rankTries(tries: readonly SearchTry[]): SearchTry[] {
  const latest = new Map(tries.map((one) => [one.digest, one]));
  const depth = ({ ended, epochs }: SearchTry) => (ended ? Number.POSITIVE_INFINITY : epochs);
  return [...latest.values()].sort((a, b) => {
    const [further, other] = [depth(a), depth(b)];
    return further === other ? a.validation - b.validation : other > further ? 1 : -1;
  });
}

/** The best plan of a search, all seeds of it; undefined before anything was trained to its end. */
export function bestOf(tries: readonly SearchTry[]): { best: SearchTry; seeds: SearchTry[] } | undefined {
  const ranked = rankTries(tries);
  const best = ranked.find(({ plan, ended }) => plan.seed === FIXED.seed && ended);
  return best && { best, seeds: ranked.filter(({ plan, ended }) => ended && equalButSeed(plan, best.plan)) };
}
