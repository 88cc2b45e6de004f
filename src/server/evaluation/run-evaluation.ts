import { seeded } from "../../engine/random.ts";
import type { Entrant } from "../../models/evaluation/entrants.ts";
import type { Evaluation } from "../../models/evaluation/evaluation.ts";
import { EXAMPLE_TUNES } from "../../models/evaluation/examples.ts";
import type { EvaluationPlan } from "../../models/evaluation/plan.ts";
import type { StreamReport } from "../../models/evaluation/stream-report.ts";
import { HELD_OUT, summarise } from "../../models/evaluation/summarise.ts";
import { digestOf } from "./digest.ts";
import type { Job, JobSetting } from "./job.ts";
import { runJobs } from "./pool.ts";
import type { Progress } from "./progress.ts";
import { jobKey, openStreamStore } from "./stream-store.ts";

export interface EvaluationRun {
  readonly plan: EvaluationPlan;
  readonly entrants: readonly Entrant[];
  /** Folder of the networks. */
  readonly models: string;
  /** Folder for finished streams. */
  readonly folder: string;
  readonly threads: number;
  readonly openProgress: (total: number) => Progress;
}

/** What an evaluation gives, and what could not be generated: one sentence each. */
export interface EvaluationOutcome {
  readonly evaluation: Evaluation;
  readonly failures: readonly string[];
  /** Streams that stood on disk from a run before. */
  readonly resumed: number;
}

/** All streams of a plan, tune by tune, so that each generator has seen the same tunes whenever a run is cut off. */
export function jobsOf({ tunes, seeds }: EvaluationPlan, generators: readonly string[]): Job[] {
  return tunes.flatMap((_, tune) =>
    generators.flatMap((generator) =>
      // A tune as it stands knows no chance.
      Array.from({ length: generator === HELD_OUT ? 1 : seeds }, (_seed, i) => ({
        generator,
        tune,
        seed: i + 1,
        keep: i === 0 && tune < EXAMPLE_TUNES,
      })),
    ),
  );
}

/** Generates and measures what is not yet on disk, and folds all into the outcome. */
export async function runEvaluation(run: EvaluationRun): Promise<EvaluationOutcome> {
  const { plan, entrants } = run;
  const tunes = plan.tunes.map(({ melody }) => melody);
  const setting: JobSetting = {
    models: run.models,
    tunes,
    library: plan.library,
    known: plan.known,
    minutes: plan.minutes,
  };
  const store = openStreamStore(run.folder, digestOf(setting));
  const jobs = jobsOf(
    plan,
    entrants.map(({ name }) => name),
  );
  const stored = (job: Job) => store.known.get(jobKey(job, tunes[job.tune]?.id ?? ""));
  const reports: StreamReport[] = jobs.flatMap((job) => stored(job) ?? []);
  const left = jobs.filter((job) => !stored(job));
  const resumed = reports.length;
  const failures: string[] = [];
  const progress = run.openProgress(left.length);
  await runJobs(left, setting, run.threads, {
    done(report) {
      store.add(report);
      reports.push(report);
      progress.advance();
    },
    failed({ generator, tune, seed }, reason) {
      failures.push(`${generator} made nothing from ${tunes[tune]?.id} with seed ${seed}: ${reason}.`);
      progress.advance();
    },
  });
  progress.end();
  return { evaluation: summarise(plan, entrants, reports, seeded(0, "evaluation")), failures, resumed };
}
