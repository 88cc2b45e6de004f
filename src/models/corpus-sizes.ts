import type * as tfl from "@tensorflow/tfjs-layers";
import { z } from "zod";
import { Draws, seeded } from "../engine/random.ts";
import { chooseBackend } from "./backend.ts";
import { shuffle } from "./batches.ts";
import type { TuneSegments } from "./dataset.ts";
import { differenceOf, intervalOf, type Score } from "./scores.ts";
import type { Task } from "./task.ts";
import { trainingData } from "./train-artefact.ts";
import { measureBits, type TrainingPlan, trainNetwork } from "./train-network.ts";
import { digestSequences } from "./training-digest.ts";
import { secondsOf } from "./training-record.ts";
import { followEpochs, openCheckpoint, type Watch } from "./watched-training.ts";

/** Shares of the training tunes, each held by the next. */
export const SHARES = [1 / 8, 1 / 4, 1 / 2, 1] as const;

const estimate = z.strictObject({
  value: z.number(),
  low: z.number(),
  high: z.number(),
  n: z.int(),
  tunes: z.int(),
});

/** What a network makes of a share of the tunes. */
const corpusSize = z.strictObject({
  share: z.number(),
  /** Training tunes, and what there is to predict in them. */
  tunes: z.int(),
  segments: z.int(),
  epochs: z.int(),
  bestEpoch: z.int(),
  seconds: z.number(),
  validation: z.number(),
  /** Bits a choice on the test tunes, with the 95 % interval over tunes. */
  test: estimate,
  /** By how many bits the network of all tunes is better, tune by tune; absent for itself. */
  gain: estimate.optional(),
});

export const corpusSizes = z.strictObject({
  task: z.enum(["pitch", "trend"]),
  backend: z.string(),
  plan: z.record(z.string(), z.unknown()),
  sizes: z.array(corpusSize).min(1),
});

export type CorpusSizes = z.infer<typeof corpusSizes>;

/** The training tunes of a share, in their own order; smaller shares are held by larger ones. */
export function shareOf(tunes: readonly TuneSegments[], share: number): TuneSegments[] {
  const training = tunes.filter(({ split }) => split === "training");
  const order = [...training];
  shuffle(order, new Draws(seeded(1, "shares")));
  const kept = new Set(order.slice(0, Math.round(share * order.length)));
  return training.filter((tune) => kept.has(tune));
}

/** Loss on the test tunes in bits a choice, tune by tune; all of them weigh by their length alone. */
function scoreTest(model: tfl.Sequential, task: Task, tunes: readonly TuneSegments[]): Score {
  const test = tunes.filter(({ split }) => split === "test");
  const tallies = test.map((tune) => {
    const sequence = { ...task.sequence(tune), weight: 1 };
    const count = sequence.inputs.length;
    return { total: count === 0 ? 0 : count * measureBits(model, task, [sequence]), count };
  });
  const mean = (of: readonly { total: number; count: number }[]) =>
    of.reduce((sum, { total }) => sum + total, 0) / of.reduce((sum, { count }) => sum + count, 0);
  return {
    predictor: task.name,
    mean: mean(tallies),
    simple: mean(tallies.filter((_, i) => test[i]?.simple)),
    tunes: tallies,
  };
}

/**
 * A learning curve over the size of the corpus: the network of a plan trained on shares of the training tunes, all measured
 * on the same test tunes. A share is heard as many times an epoch as it is smaller, so that every network may learn as long
 * as any other; the validation tunes stop each. Cut off and started again, it goes on where it was.
 */
export async function measureSizes(
  task: Task,
  tunes: readonly TuneSegments[],
  plan: TrainingPlan,
  states: string,
  watch: Watch,
): Promise<CorpusSizes> {
  const { print, advance } = watch;
  const backend = await chooseBackend();
  const others = tunes.filter(({ split }) => split !== "training");
  const checkpoints = [];
  const measured = [];
  for (const share of SHARES) {
    const own = shareOf(tunes, share);
    const { training, validation } = trainingData(task, [...own, ...others], plan.seed);
    const data = { training: Array.from({ length: Math.round(1 / share) }, () => training).flat(), validation };
    print(`${own.length} tunes, each heard ${Math.round(1 / share)} times an epoch`);
    const checkpoint = openCheckpoint(states, task.name, digestSequences({ backend, ...plan }, data), watch);
    checkpoints.push(checkpoint);
    const { epochs, report, resumed } = followEpochs(print);
    const model = trainNetwork(task, data, plan, report, { checkpoint, resumed, ...(advance && { advance }) });
    const best = epochs.findLast((epoch) => epoch.best);
    measured.push({ share, own, epochs, best, score: scoreTest(model, task, tunes) });
    model.dispose();
  }
  const whole = measured.at(-1)?.score;
  const sizes = measured.map(({ share, own, epochs, best, score }) => {
    const gain = whole && score !== whole ? differenceOf(score, whole) : undefined;
    return {
      share,
      tunes: own.length,
      segments: own.reduce((sum, { segments }) => sum + segments.length - 1, 0),
      epochs: epochs.length,
      bestEpoch: best?.epoch ?? 0,
      seconds: secondsOf(epochs),
      validation: best?.validation ?? Number.NaN,
      test: intervalOf(score),
      ...(gain && { gain }),
    };
  });
  // That of all tunes stays: training the artefact by the same plan has it done already.
  for (const checkpoint of checkpoints.slice(0, -1)) checkpoint.discard();
  return corpusSizes.parse({ task: task.name, backend, plan: { ...plan }, sizes });
}
