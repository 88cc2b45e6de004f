import type { Melody } from "../../engine/music/melody.ts";
import { streamKind } from "../../engine/music/place.ts";
import { segmentMelody } from "../../engine/music/segment.ts";
import { Draws, seeded } from "../../engine/random.ts";
import { shuffle, type WeightedSequence } from "../batches.ts";
import { placesOf } from "../dataset.ts";
import { listWeights } from "../network-weights.ts";
import { type OtherWeights, openSegmentNetworks, type SegmentWeights } from "../segment-networks.ts";
import { PITCH_TASK, type Task, TREND_TASK } from "../task.ts";
import { type EpochReport, trainNetwork } from "../train-network.ts";
import type { PlayedSession } from "./child-phrases.ts";
import { gainOf, isGain } from "./gain.ts";
import { type Portions, portionsOf } from "./portions.ts";
import { tensorsOf } from "./start.ts";
import { type TunedNetwork, type Tuning, TuningRefusal } from "./tuning.ts";
import { FEWEST_ASKED, TUNING_PLANS, type TuningPlan } from "./tuning-plan.ts";

/** What fine-tuning works with. */
export interface TuningMaterial {
  readonly base: SegmentWeights;
  /** The child's sessions in order of time. */
  readonly sessions: readonly PlayedSession[];
  /** Tunes that the networks shall not forget. */
  readonly tunes: readonly Melody[];
}

/** What fine-tuning tells and is told while it works. */
export interface TuningCourse {
  readonly report: (network: Task["name"], epoch: EpochReport) => void;
  /** Whether it is time to end a network's learning with the best so far. */
  readonly enough: (network: Task["name"]) => boolean;
}

/** Tunes as sequences, in an order drawn by the seed, as many as ask for about as much as the child's playing does. */
function keptSequences(task: Task, tunes: readonly Melody[], asked: number, plan: TuningPlan): WeightedSequence[] {
  const order = [...tunes];
  shuffle(order, new Draws(seeded(plan.seed, "kept tunes")));
  const sequences: Omit<WeightedSequence, "weight">[] = [];
  let entries = 0;
  for (const tune of order) {
    if (entries >= asked) break;
    const sequence = task.sequence({ places: placesOf(segmentMelody(tune).segments, streamKind(tune)) });
    if (sequence.inputs.length === 0) continue;
    sequences.push(sequence);
    entries += sequence.inputs.length;
  }
  return sequences.map((sequence) => ({ ...sequence, weight: (plan.kept * asked) / entries }));
}

function concatenate(lists: readonly ArrayLike<number>[]): Float32Array {
  const all = new Float32Array(lists.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const list of lists) {
    all.set(list, at);
    at += list.length;
  }
  return all;
}

function tune(
  task: Task,
  { base, tunes }: TuningMaterial,
  portions: Portions,
  plan: TuningPlan,
  course: TuningCourse,
): Float32Array {
  const own = (stretches: Portions["learning"]) =>
    stretches.map((stretch) => ({ ...task.sequence(stretch), weight: 1 }));
  const learning = own(portions.learning);
  const asked = learning.reduce((sum, { inputs }) => sum + inputs.length, 0);
  const kept = plan.kept > 0 ? keptSequences(task, tunes, asked, plan) : [];
  const [lstm, ...more] = base[task.name].layers;
  if (!lstm || more.length > 0) throw new TuningRefusal(`The ${task.name} network has more layers than can be tuned.`);
  const model = trainNetwork(
    task,
    { training: [...learning, ...kept], validation: own(portions.stopping) },
    { ...plan, units: lstm.units },
    (epoch) => course.report(task.name, epoch),
    { start: { ...plan, weights: listWeights(base[task.name]), enough: () => course.enough(task.name) } },
  );
  const weights = concatenate(tensorsOf(model).map((tensor) => tensor.dataSync()));
  model.dispose();
  return weights;
}

/**
 * Fine-tunes both networks to a child: learns from the first part of the playing (mixed with tunes, and held near the base),
 * stops by the second and judges by the last. A network that gained nothing there is given back without weights: the base
 * stays. Equal material, plans and backend give equal weights. TensorFlow.js must have its backend.
 * @throws TuningRefusal, one sentence, when there is too little playing
 */
export function tuneNetworks(
  material: TuningMaterial,
  course: TuningCourse,
  plans: Readonly<Record<Task["name"], TuningPlan>> = TUNING_PLANS,
): Tuning {
  const portions = portionsOf(material.sessions);
  if (portions.asked < FEWEST_ASKED) {
    throw new TuningRefusal(
      `There are ${portions.asked} phrases that follow on another one, too few to learn from: ${FEWEST_ASKED} are needed. ` +
        "Play some more sessions first.",
    );
  }
  const base = openSegmentNetworks(material.base);
  const judge = (task: Task): TunedNetwork => {
    const weights = tune(task, material, portions, plans[task.name], course);
    const others: OtherWeights = { [task.name]: weights };
    const gain = gainOf(task.name, base, openSegmentNetworks(material.base, others), portions.judged);
    return isGain(gain) ? { gain, weights } : { gain };
  };
  return { asked: portions.asked, pitch: judge(PITCH_TASK), trend: judge(TREND_TASK) };
}
