import type { Recurrent } from "../engine/ports.ts";
import type { TuneSegments } from "./dataset.ts";
import type { Entry } from "./entries.ts";
import type { Task } from "./task.ts";

/** Raw outputs of the network for each entry, having heard the tune up to it. Tunes are played through once and kept. */
export function outputsOf(network: Recurrent, task: Task): (entry: Entry) => Float32Array {
  const known = new Map<TuneSegments, readonly Float32Array[]>();
  return ({ tune, i }) => {
    let outputs = known.get(tune);
    if (!outputs) {
      let memory = network.initial();
      outputs = task.sequence(tune).inputs.map((input) => {
        const stepped = network.step(memory, input, network.blank());
        memory = stepped.memory;
        return stepped.output;
      });
      known.set(tune, outputs);
    }
    const output = outputs[i];
    if (!output) throw new RangeError(`${tune.id} has no segment after ${i}`);
    return output;
  };
}
