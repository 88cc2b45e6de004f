import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type FrameReader, readByNetwork } from "../../engine/gestures/recogniser.ts";
import { readArtefact } from "../../models/artefact.ts";
import { scoreTrace } from "../../models/gestures/evaluate-gestures.ts";
import {
  falseAlarmTable,
  latencyTable,
  type ReaderScore,
  recallTable,
  strokeTable,
  worstWords,
} from "../../models/gestures/gesture-tables.ts";
import { fitSimpleReaders } from "../../models/gestures/simple-readers.ts";
import { everydayTraces, type SplitTrace, simulatedTraces } from "../../models/gestures/trace.ts";
import { trainGestures } from "../../models/gestures/train-gestures.ts";
import { stepNetwork } from "../../models/network-step.ts";
import type { Folders } from "../../models/watched-training.ts";
import { readTraces } from "../gestures/trace-folder.ts";
import { learningCurve } from "../training/learning-curve.ts";
import type { openTrainingScreen } from "../training/training-screen.ts";

interface Wishes {
  readonly fresh: boolean;
  /** A folder with recorded traces. */
  readonly traces: string | undefined;
}

type TrainingScreen = ReturnType<typeof openTrainingScreen>;

/** Simulated traces and, where a folder was named, recorded ones of these splits. */
function tracesOf(splits: readonly SplitTrace["split"][], recorded: readonly SplitTrace[]): SplitTrace[] {
  const wanted = recorded.filter(({ split }) => splits.includes(split));
  return [...splits.flatMap((split) => simulatedTraces(split)), ...wanted];
}

function readRecorded({ traces }: Wishes, { print }: TrainingScreen): SplitTrace[] {
  if (traces === undefined) {
    print("No recorded traces (--traces FOLDER): what follows is about simulated wearers alone.");
    return [];
  }
  const recorded = readTraces(traces);
  for (const split of ["training", "validation", "test"] as const) {
    const wearers = new Set(recorded.filter((trace) => trace.split === split).map(({ wearer }) => wearer));
    print(`Recorded, ${split}: ${wearers.size} wearers${wearers.size === 0 ? "" : ` (${[...wearers].join(", ")})`}.`);
  }
  return recorded;
}

async function train(folders: Folders, screen: TrainingScreen, wishes: Wishes): Promise<void> {
  const traces = tracesOf(["training", "validation"], readRecorded(wishes, screen));
  const { print, advance } = screen;
  const record = await trainGestures(traces, folders, { print, advance, fresh: wishes.fresh });
  writeFileSync(join(folders.models, "gesture", "learning-curve.svg"), learningCurve("gesture", record));
  print("Now measure it with npm run train -- gesture evaluate, and put the new tables into the card.");
}

function scoresOf(
  readers: Readonly<Record<string, () => FrameReader>>,
  gestures: readonly SplitTrace[],
  everyday: readonly SplitTrace[],
): ReaderScore[] {
  return Object.entries(readers).map(([name, begin]) => ({
    name,
    gestures: gestures.map((trace) => scoreTrace(trace, begin())),
    everyday: everyday.map((trace) => scoreTrace(trace, begin())),
  }));
}

function evaluate({ models }: Folders, screen: TrainingScreen, wishes: Wishes): void {
  const { print } = screen;
  const recorded = readRecorded(wishes, screen);
  const network = stepNetwork(readArtefact(join(models, "gesture")));
  const readers = {
    ...fitSimpleReaders(tracesOf(["training"], recorded)),
    "**network**": () => readByNetwork(network),
  };
  const show = (whose: string, gestures: readonly SplitTrace[], everyday: readonly SplitTrace[]) => {
    const scores = scoresOf(readers, gestures, everyday);
    print(`\n${whose}\n\n${recallTable(scores)}\n`);
    if (everyday.length > 0) print(`${falseAlarmTable(scores)}\n`);
    print(`${latencyTable(scores)}\n\n${strokeTable(scores)}\n`);
    for (const score of scores) print(`Told wrongly most often, ${score.name}: ${worstWords(score)}.`);
  };
  show("Test wearers, simulated", simulatedTraces("test"), everydayTraces("test"));
  const test = recorded.filter(({ split }) => split === "test");
  if (test.length > 0) show("Test wearers, recorded", test, []);
}

/** `npm run train -- gesture`, and with "evaluate": the network of the child's gestures beside its baselines. */
export async function trainGesture(
  what: string | undefined,
  folders: Folders,
  screen: TrainingScreen,
  wishes: Wishes,
): Promise<void> {
  if (what === undefined) return train(folders, screen, wishes);
  if (what === "evaluate") return evaluate(folders, screen, wishes);
  throw new Error(`"gesture" is followed by nothing, or by "evaluate", not by "${what}"`);
}
