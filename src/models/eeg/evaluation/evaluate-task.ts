import { fork, type Random } from "../../../engine/random.ts";
import { type BaselineKind, examplesOf, type RestedRecording } from "../examples.ts";
import type { EegClassifier, EegExample, EegLearner } from "../learner.ts";
import { controls, meanTangent, NEAREST, PLAIN_LOGISTIC, PLAIN_TANGENT } from "../rivals/rivals.ts";
import { SEQUENCES, SINGLE_WINDOWS } from "../sequences.ts";
import type { SplitKind } from "../splits.ts";
import { type EegTask, EYE_TASK } from "../tasks.ts";
import { discriminantNull } from "./discriminant-null.ts";
import type { EegRow, EegTaskReport } from "./eeg-evaluation.ts";
import type { EyeClassifiers } from "./eye-state.ts";
import { chanceLimit } from "./figures.ts";
import { type Judgement, judge, type LaidFold, layFolds } from "./judge.ts";
import { summariseRow } from "./summarise-row.ts";

/** What all tasks of a data set stand on. */
export interface TaskGround {
  readonly montage: readonly string[];
  readonly causal: readonly RestedRecording[];
  readonly transductive: readonly RestedRecording[];
  readonly eyes: EyeClassifiers | undefined;
  /** Compared on unseen participants; the controls join them. */
  readonly learners: readonly EegLearner[];
  /** Draws of the null in which everything is learnt anew: 999 or more. */
  readonly refits: number;
  readonly random: Random;
}

/** All that is said of a task. */
export interface TaskOutcome {
  readonly report: EegTaskReport;
  readonly rows: readonly EegRow[];
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

/** All rows of a task. */
async function rowsOf(task: EegTask, ground: TaskGround, report: (row: EegRow) => void): Promise<EegRow[]> {
  const { random, eyes } = ground;
  const rows: EegRow[] = [];
  const add = (row: EegRow | undefined) => {
    if (row === undefined) return;
    rows.push(row);
    report(row);
  };
  const whole = examplesOf(ground.causal, task, SEQUENCES);
  const folds = layFolds(whole, "participant", random);
  const names = { task: task.name, examples: "sequences", baseline: "causal" } as const;
  for (const [role, learners] of [
    ["model", ground.learners],
    ["control", controls(ground.montage)],
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

function reportOf(task: EegTask, ground: TaskGround): EegTaskReport {
  const examples = examplesOf(ground.causal, task, SEQUENCES);
  const of = (label: 0 | 1) => examples.filter((example) => example.label === label);
  const recordings = (label: 0 | 1) => new Set(of(label).map(({ recording }) => recording)).size;
  return {
    name: task.name,
    classes: [...task.classes],
    recordings: [recordings(0), recordings(1)],
    examples: [of(0).length, of(1).length],
    chanceLimit: chanceLimit(recordings(0) + recordings(1)),
    refitNull: discriminantNull(examples, meanTangent, ground.refits, fork(ground.random, "refit")) ?? null,
  };
}

/** Every learner and control on one task, and what its figure depends on. `report` hears of each row that is done. */
export async function evaluateTask(
  task: EegTask,
  ground: TaskGround,
  report: (row: EegRow) => void = () => {},
): Promise<TaskOutcome> {
  return { rows: await rowsOf(task, ground, report), report: reportOf(task, ground) };
}
