import { fork, type Random } from "../../../engine/random.ts";
import type { MeasuredDataset } from "../dataset.ts";
import { examplesOf, type RestedRecording, restedRecordings } from "../examples.ts";
import type { EegLearner } from "../learner.ts";
import { BEST_SIMPLE, TANGENT } from "../rivals/rivals.ts";
import { SEQUENCES } from "../sequences.ts";
import type { EegTask } from "../tasks.ts";
import type { EegEvaluation } from "./eeg-evaluation.ts";
import type { TaskGround, TaskOutcome } from "./evaluate-task.ts";
import { eyeShares, learnEyes } from "./eye-state.ts";
import { validationOf } from "./validation.ts";

function describe(dataset: MeasuredDataset, causal: readonly RestedRecording[]): EegEvaluation["dataset"] {
  const { name, montage, rate, recordings } = dataset;
  const participants = [...new Set(recordings.map(({ participant }) => participant))];
  const sessions = participants.map((participant) => {
    const own = recordings.filter((recording) => recording.participant === participant);
    return new Set(own.flatMap(({ session }) => session ?? [])).size;
  });
  const epochs = causal.reduce((sum, recording) => sum + recording.epochs, 0);
  const windows = causal.reduce((sum, recording) => sum + recording.windows.length, 0);
  return {
    name,
    participants: participants.length,
    recordings: recordings.length,
    hours: recordings.reduce((sum, own) => sum + (own.epochs.at(-1)?.end ?? 0), 0) / 3_600_000,
    channels: [...montage],
    rate,
    sessions: Math.min(...sessions),
    abstained: 1 - windows / Math.max(1, epochs),
  };
}

/** The tasks of those asked for that the recordings can answer: both classes in two participants or more. */
function answerable(tasks: readonly EegTask[], recordings: readonly RestedRecording[]): EegTask[] {
  return tasks.filter((task) => {
    const examples = examplesOf(recordings, task, SEQUENCES);
    const both = [0, 1].map(
      (label) => new Set(examples.flatMap((one) => (one.label === label ? one.participant : []))),
    );
    return [...(both[0] ?? [])].filter((participant) => both[1]?.has(participant)).length > 1;
  });
}

/** Does the tasks, all on one ground, and hands back the outcomes in their order. */
export type RunTasks = (tasks: readonly EegTask[], rested: Rested) => Promise<readonly TaskOutcome[]>;

/** A data set against its rests. */
export interface Rested {
  readonly montage: readonly string[];
  readonly causal: readonly RestedRecording[];
  readonly transductive: readonly RestedRecording[];
}

/** What the tasks stand on: the recordings, and classifiers of the eyes. */
export async function layGround(
  rested: Rested,
  learners: readonly EegLearner[],
  refits: number,
  random: Random,
): Promise<TaskGround> {
  return { ...rested, learners, refits, random, eyes: await learnEyes(rested.causal, TANGENT, fork(random, "eyes")) };
}

/**
 * The whole table: every learner and control on participants that were not learnt from, and what the figure depends on. The same data
 * and randomness give the same figures, whoever runs the tasks. Rejects with RangeError where the set can answer none of them.
 */
export async function evaluateDataset(
  dataset: MeasuredDataset,
  asked: readonly EegTask[],
  runTasks: RunTasks,
  random: Random,
): Promise<EegEvaluation> {
  const causal = restedRecordings(dataset, "causal");
  const tasks = answerable(asked, causal);
  if (tasks.length === 0) {
    throw new RangeError("no task has both of its classes in two participants beside their first rest");
  }
  const rested = { montage: dataset.montage, causal, transductive: restedRecordings(dataset, "transductive") };
  const outcomes = await runTasks(tasks, rested);
  const rows = outcomes.flatMap((outcome) => outcome.rows);
  const described = describe(dataset, causal);
  const { eyes } = await layGround(rested, [], 0, random);
  return {
    version: 1,
    dataset: described,
    validated: validationOf(described, rows.find(({ learner }) => learner === BEST_SIMPLE.name) ?? rows[0]),
    tasks: outcomes.map(({ report }) => report),
    rows,
    eyes: eyes ? eyeShares(causal, eyes, TANGENT.name, fork(random, "eyes")) : null,
  };
}
