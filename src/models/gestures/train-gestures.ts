import * as tf from "@tensorflow/tfjs-core";
import type * as tfl from "@tensorflow/tfjs-layers";
import { Draws, seeded } from "../../engine/random.ts";
import { chooseBackend } from "../backend.ts";
import type { Batch } from "../batches.ts";
import { type EpochReport, type EpochsPlan, runEpochs, type TrainingOptions } from "../epochs.ts";
import { type LayerMemory, layNetwork, logitsOf, lossOf } from "../layers.ts";
import { digestSequences } from "../training-digest.ts";
import type { TrainingRecord } from "../training-record.ts";
import { type Folders, trainToArtefact, type Watch } from "../watched-training.ts";
import { type Lane, lanesOf, layLanes, WINDOW } from "./frame-lanes.ts";
import { GESTURE_TASK } from "./gesture-task.ts";
import type { SplitTrace } from "./trace.ts";

export interface GesturePlan extends EpochsPlan {
  readonly units: number;
  readonly seed: number;
  /** Lanes side by side. */
  readonly lanes: number;
}

/** How the committed network was trained; Adam's step size is halved after each epoch that brings nothing. */
export const GESTURE_PLAN: GesturePlan = { units: 32, seed: 1, lanes: 144, rate: 1e-2, patience: 4, epochs: 12 };

/** What is learnt from, and what tells when to stop. */
export interface GestureData {
  readonly training: readonly Lane[];
  readonly validation: readonly Lane[];
}

function keep({ cell, output }: LayerMemory): LayerMemory {
  return { cell: tf.keep(tf.clone(cell)), output: tf.keep(tf.clone(output)) };
}

/** Goes through windows in order of time, the memory carried from each to the next; `nats` gives what one costs. */
function follow(
  windows: readonly Batch[],
  nats: (window: Batch, before: LayerMemory | undefined, after: (memory: LayerMemory) => void) => number,
): number {
  let memory: LayerMemory | undefined;
  let sum = 0;
  for (const window of windows) {
    let next: LayerMemory | undefined;
    sum += tf.tidy(() =>
      nats(window, memory, (after) => {
        next = keep(after);
      }),
    );
    if (memory) tf.dispose([memory.cell, memory.output]);
    memory = next;
  }
  if (memory) tf.dispose([memory.cell, memory.output]);
  return sum;
}

const bits = (nats: number, lanes: readonly Lane[]) =>
  nats / lanes.reduce((sum, { classes }) => sum + classes.length, 0) / Math.LN2;

/** Mean cross-entropy of lanes in bits a frame. */
export function measureFrames(model: tfl.Sequential, lanes: readonly Lane[]): number {
  const groups = layLanes(lanes, 144);
  const nats = groups.map((windows) =>
    follow(
      windows,
      (window, before, after) =>
        lossOf(
          logitsOf(model, GESTURE_TASK, window, undefined, { before, after }),
          GESTURE_TASK,
          window,
        ).dataSync()[0] ?? Number.NaN,
    ),
  );
  return bits(
    nats.reduce((sum, value) => sum + value, 0),
    lanes,
  );
}

/** Trains the network from a seed; equal data, plan and backend give equal weights, also when cut off and gone on with. */
export function trainGestureNetwork(
  { training, validation }: GestureData,
  plan: GesturePlan,
  report: (epoch: EpochReport) => void,
  options: TrainingOptions = {},
): tfl.Sequential {
  const model = layNetwork(GESTURE_TASK, plan.units, plan.seed);
  const draws = new Draws(seeded(plan.seed, "training gesture"));
  const learn = (_: number, optimizer: tf.Optimizer, advance: (done: number, total: number) => void): number => {
    const groups = layLanes(training, plan.lanes, draws);
    const total = groups.reduce((sum, windows) => sum + windows.length, 0);
    let [nats, done] = [0, 0];
    for (const windows of groups) {
      nats += follow(windows, (window, before, after) => {
        const entries = window.size * WINDOW;
        const mean = optimizer.minimize(() => {
          const logits = logitsOf(model, GESTURE_TASK, window, undefined, { before, after });
          return tf.div(lossOf(logits, GESTURE_TASK, window), entries) as tf.Scalar;
        }, true);
        advance(++done, total);
        return (mean?.dataSync()[0] ?? Number.NaN) * entries;
      });
    }
    return bits(nats, training);
  };
  const validate = () => measureFrames(model, validation);
  runEpochs({ name: "gesture", model, draws, slowing: 0.5, learn, validate }, plan, report, options);
  return model;
}

function count(traces: readonly SplitTrace[], wanted: SplitTrace["split"]): string {
  const wearers = new Set(traces.filter(({ split }) => split === wanted).map(({ wearer }) => wearer));
  const recorded = [...wearers].filter((wearer) => !wearer.startsWith("simulated ")).length;
  return `${wearers.size} wearers, ${recorded === 0 ? "all simulated" : `${recorded} of them recorded`}`;
}

/** Trains the network of the child's gestures to an artefact in `models/gesture`. */
export async function trainGestures(
  traces: readonly SplitTrace[],
  folders: Folders,
  watch: Watch,
): Promise<TrainingRecord> {
  const plan = GESTURE_PLAN;
  const of = (wanted: SplitTrace["split"]) => lanesOf(traces.filter(({ split }) => split === wanted));
  const data: GestureData = { training: of("training"), validation: of("validation") };
  const backend = await chooseBackend();
  const about = {
    trainedOn: count(traces, "training"),
    validatedOn: count(traces, "validation"),
    backend,
    plan: { ...plan },
  };
  watch.print(
    `Training gesture on ${about.trainedOn}, with TensorFlow.js, backend ${backend}: ${plan.units} units, seed ${plan.seed}.`,
  );
  const asSequences = (lanes: readonly Lane[]) =>
    lanes.map(({ inputs, classes }) => ({ inputs: [inputs], targets: [classes], weight: 1 }));
  const digest = digestSequences(
    { backend, ...plan },
    { training: asSequences(data.training), validation: asSequences(data.validation) },
  );
  const train = (report: (epoch: EpochReport) => void, options: TrainingOptions) =>
    trainGestureNetwork(data, plan, report, options);
  return trainToArtefact({ name: "gesture", digest, about, unit: "bit a frame", train }, folders, watch);
}
