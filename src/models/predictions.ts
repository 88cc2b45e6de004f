import type { Recurrent } from "../engine/ports.ts";
import type { TuneSegments } from "./dataset.ts";
import type { Entry } from "./entries.ts";
import type { Task } from "./task.ts";

/** Probabilities of the classes, one list a choice. */
export type Prediction = readonly Float64Array[];

/** Probabilities from the logits of all choices. */
export function probabilitiesOf(
  logits: Float32Array,
  { choices, classes }: Pick<Task, "choices" | "classes">,
): Prediction {
  return Array.from({ length: choices }, (_, choice) => {
    const part = logits.subarray(choice * classes, (choice + 1) * classes);
    const top = Math.max(...part);
    const weights = Float64Array.from(part, (logit) => Math.exp(logit - top));
    const sum = weights.reduce((total, weight) => total + weight, 0);
    return weights.map((weight) => weight / sum);
  });
}

/** What the network says of each entry, having heard the tune up to it. Tunes are played through once and kept. */
export function predictionsOf(network: Recurrent, task: Task): (entry: Entry) => Prediction {
  const known = new Map<TuneSegments, readonly Prediction[]>();
  return ({ tune, i }) => {
    let predictions = known.get(tune);
    if (!predictions) {
      const stepped = network.blank();
      let memory = network.initial();
      predictions = task.sequence(tune).inputs.map((input) => {
        memory = network.step(memory, input, stepped).memory;
        return probabilitiesOf(stepped.output, task);
      });
      known.set(tune, predictions);
    }
    const prediction = predictions[i];
    if (!prediction) throw new RangeError(`${tune.id} has no segment after ${i}`);
    return prediction;
  };
}
