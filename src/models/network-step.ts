import type { Recurrent } from "../engine/ports.ts";
import { openPlainStep } from "./kernel/plain-step.ts";
import { openSimdStep } from "./kernel/simd-step.ts";
import { hasSimd } from "./kernel/web-assembly.ts";
import type { NetworkWeights } from "./network-weights.ts";

/** How a step is computed: by WebAssembly SIMD, or in plain JavaScript. Both give the same bits. */
export type StepForm = "simd" | "plain";

/**
 * A network that is stepped one input at a time, without TensorFlow and equal to it within 1e-5. The form is the fastest
 * that this machine can run, unless one is named; "simd" throws Error where it cannot be run.
 */
export function stepNetwork(weights: NetworkWeights, form: StepForm = hasSimd() ? "simd" : "plain"): Recurrent {
  const { inputs, outputs, layers } = weights;
  const units = layers.reduce((sum, layer) => sum + layer.units, 0);
  const step = form === "simd" ? openSimdStep(weights) : openPlainStep(weights);
  const initial = () => ({ cell: new Float32Array(units), output: new Float32Array(units) });
  const holds = ({ cell, output }: { readonly cell: Float32Array; readonly output: Float32Array }) =>
    cell.length === units && output.length === units;
  return {
    inputs,
    outputs,
    initial,
    blank: () => ({ memory: initial(), output: new Float32Array(outputs) }),
    step: (memory, input, into) => {
      if (input.length !== inputs) {
        throw new RangeError(`the network reads ${inputs} numbers a step, not ${input.length}`);
      }
      if (!holds(memory) || !holds(into.memory) || into.output.length !== outputs) {
        throw new RangeError(
          `the memory or the room for the result is not this network's (${units} units, ${outputs} outputs)`,
        );
      }
      step(memory, input, into);
      return into;
    },
  };
}
