import { fork, type Random } from "../../../engine/random.ts";
import type { MeasuredDataset } from "../dataset.ts";
import { type BaselineKind, examplesOf, type RestedRecording, restedRecordings } from "../examples.ts";
import type { EegClassifier, EegExample, EegLearner } from "../learner.ts";
import {
  BEST_SIMPLE,
  controls,
  meanTangent,
  NEAREST,
  PLAIN_LOGISTIC,
  PLAIN_TANGENT,
  TANGENT,
} from "../rivals/rivals.ts";
import { SEQUENCES, SINGLE_WINDOWS } from "../sequences.ts";
import type { SplitKind } from "../splits.ts";
import { type EegTask, EYE_TASK } from "../tasks.ts";
import { discriminantNull } from "./discriminant-null.ts";
import type { EegEvaluation, EegRow, EegTaskReport } from "./eeg-evaluation.ts";
import { type EyeClassifiers, eyeShares, learnEyes } from "./eye-state.ts";
import { chanceLimit } from "./figures.ts";
import { type Judgement, judge, type LaidFold, layFolds } from "./judge.ts";
import { summariseRow } from "./summarise-row.ts";
import { validationOf } from "./validation.ts";

export interface EvaluationOrder {
  readonly tasks: readonly EegTask[];
  /** Compared on unseen participants; the controls join them. */
  readonly learners: readonly EegLearner[];
  /** Draws of the null in which everything is learnt anew: 999 or more. */
  readonly refits: number;
  /** Hears of each row that is done. */
  readonly report: (row: EegRow) => void;
}

type Examples = EegRow["examples"];

/** Figures that are set side by side to show what they depend on: same rules, other windows, baselines and splits. */
const VIEWS: readonly {
  examples: Examples;
  baseline: BaselineKind;
  split: SplitKind;
  learners: readonly EegLearner[];
}[] = [
  { examples: "sequences", baseline: "causal", split: "participant", learners: [PLAIN_TANGENT, PLAIN_LOGISTIC] },
  { examples: "sequences", baseline: "transductive", split: "participant", learners: [PLAIN_TANGENT, PLAIN_LOGISTIC] },
  { examples: "windows", baseline: "causal", split: "participant", learners: [PLAIN_TANGENT, PLAIN_LOGISTIC, NEAREST] },
  { examples: "windows", baseline: "transductive", split: "participant", learners: [PLAIN_TANGENT, PLAIN_LOGISTIC] },
  { examples: "sequences", baseline: "causal", split: "session", learners: [PLAIN_TANGENT, PLAIN_LOGISTIC] },
  { examples: "windows", baseline: "causal", split: "parts", learners: [PLAIN_TANGENT, PLAIN_LOGISTIC, NEAREST] },
  { examples: "windows", baseline: "causal", split: "windows", learners: [PLAIN_TANGENT, PLAIN_LOGISTIC, NEAREST] },
];

const SHAPES = { sequences: SEQUENCES, windows: SINGLE_WINDOWS } as const;

/** The classifier of the eyes, which knows nothing of the task, as if closed eyes were class 1. */
function judgeByEyes(folds: readonly LaidFold[], examples: readonly EegExample[], eyes: EyeClassifiers): Judgement {
  const judged = folds.flatMap(({ test }) =>
    test.map((i) => {
      const { participant, recording, label, windows } = examples[i] as EegExample;
      const { temperature, logit } = eyes.get(participant) as EegClassifier;
      const said = logit(windows);
      return { participant, recording, label, logit: said, raw: said * temperature };
    }),
  );
  return { split: "participant", leaky: false, judged, chosen: ["eyes"] };
}

interface Ground {
  readonly dataset: MeasuredDataset;
  readonly causal: readonly RestedRecording[];
  readonly transductive: readonly RestedRecording[];
  readonly eyes: EyeClassifiers | undefined;
  readonly order: EvaluationOrder;
  readonly random: Random;
}

/** All rows of a task. */
async function rowsOf(task: EegTask, ground: Ground): Promise<EegRow[]> {
  const { dataset, order, random, eyes } = ground;
  const rows: EegRow[] = [];
  const add = (row: EegRow | undefined) => {
    if (row === undefined) return;
    rows.push(row);
    order.report(row);
  };
  const whole = examplesOf(ground.causal, task, SEQUENCES);
  const folds = layFolds(whole, "participant", random);
  const names = { task: task.name, examples: "sequences", baseline: "causal" } as const;
  for (const [role, learners] of [
    ["model", order.learners],
    ["control", controls(dataset.montage)],
  ] as const) {
    for (const learner of learners) {
      const judgement = await judge(whole, "participant", folds, learner, fork(random, "judge"));
      add(summariseRow({ ...names, learner: learner.name, role }, judgement, random));
    }
  }
  if (eyes && task.name !== EYE_TASK) {
    add(
      summariseRow(
        { ...names, learner: "open or closed eyes", role: "control" },
        judgeByEyes(folds, whole, eyes),
        random,
      ),
    );
  }
  for (const { examples: kind, baseline, split, learners } of VIEWS) {
    const examples = examplesOf(ground[baseline], task, SHAPES[kind]);
    const laid = layFolds(examples, split, random);
    for (const learner of learners) {
      const judgement = await judge(examples, split, laid, learner, fork(random, "judge"));
      const row = { task: task.name, examples: kind, baseline, learner: learner.name, role: "model" } as const;
      add(summariseRow(row, judgement, random));
    }
  }
  return rows;
}

function reportOf(task: EegTask, ground: Ground): EegTaskReport {
  const examples = examplesOf(ground.causal, task, SEQUENCES);
  const of = (label: 0 | 1) => examples.filter((example) => example.label === label);
  const recordings = (label: 0 | 1) => new Set(of(label).map(({ recording }) => recording)).size;
  const { refits } = ground.order;
  return {
    name: task.name,
    classes: [...task.classes],
    recordings: [recordings(0), recordings(1)],
    examples: [of(0).length, of(1).length],
    chanceLimit: chanceLimit(recordings(0) + recordings(1)),
    refitNull: discriminantNull(examples, meanTangent, refits, fork(ground.random, "refit")) ?? null,
  };
}

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

/**
 * The whole table: every learner and control on participants that were not learnt from, and what the figure depends on. The same data
 * and randomness give the same figures. Rejects with RangeError where the set can answer none of the tasks.
 */
export async function evaluateDataset(
  dataset: MeasuredDataset,
  order: EvaluationOrder,
  random: Random,
): Promise<EegEvaluation> {
  const causal = restedRecordings(dataset, "causal");
  const transductive = restedRecordings(dataset, "transductive");
  const tasks = answerable(order.tasks, causal);
  if (tasks.length === 0) {
    throw new RangeError("no task has both of its classes in two participants beside their first rest");
  }
  const eyes = await learnEyes(causal, TANGENT, fork(random, "eyes"));
  const ground: Ground = { dataset, causal, transductive, eyes, order, random };
  const rows: EegRow[] = [];
  const reports: EegTaskReport[] = [];
  for (const task of tasks) {
    rows.push(...(await rowsOf(task, ground)));
    reports.push(reportOf(task, ground));
  }
  const described = describe(dataset, causal);
  return {
    version: 1,
    dataset: described,
    validated: validationOf(described, rows.find(({ learner }) => learner === BEST_SIMPLE.name) ?? rows[0]),
    tasks: reports,
    rows,
    eyes: eyes ? eyeShares(causal, eyes, TANGENT.name, fork(random, "eyes")) : null,
  };
}
