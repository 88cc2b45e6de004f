import type { EegExample } from "../learner.ts";
import { REACH } from "./convolution.ts";
import type { NetworkKind } from "./network-form.ts";
import { type InputScale, inputsOf, writeInput } from "./network-input.ts";

/** Examples as numbers, to be laid into batches. */
export interface TrainingExamples {
  readonly count: number;
  readonly length: number;
  /** Numbers a step. */
  readonly inputs: number;
  /** count × length × inputs. */
  readonly values: Float32Array;
  readonly labels: Float32Array;
  /** What each counts for: the classes alike; mean 1. */
  readonly weights: Float32Array;
}

/** Lays the last `length` windows of each example. All examples have at least as many. */
export function layExamples(examples: readonly EegExample[], scale: InputScale, length: number): TrainingExamples {
  const inputs = inputsOf(scale);
  const values = new Float32Array(examples.length * length * inputs);
  for (const [row, { windows }] of examples.entries()) {
    for (const [step, window] of windows.slice(-length).entries()) {
      writeInput(scale, window, values, (row * length + step) * inputs);
    }
  }
  const labels = Float32Array.from(examples, ({ label }) => label);
  const ones = labels.reduce((sum, label) => sum + label, 0);
  const weightOf = [examples.length - ones, ones].map((count) => examples.length / (2 * Math.max(1, count)));
  return {
    count: examples.length,
    length,
    inputs,
    values,
    labels,
    weights: labels.map((label) => weightOf[label] ?? 1),
  };
}

/** Some examples, side by side. */
export interface ExampleBatch {
  readonly size: number;
  readonly length: number;
  /** Numbers in a row: a step's inputs; for filters, those of the steps that a filter sees at once. */
  readonly width: number;
  /** length × size × width: step after step. */
  readonly rows: Float32Array;
  readonly labels: Float32Array;
  readonly weights: Float32Array;
}

/** Lays the examples of these numbers into a batch. */
export function layExampleBatch(
  kind: NetworkKind,
  examples: TrainingExamples,
  chosen: readonly number[],
): ExampleBatch {
  const { length, inputs, values } = examples;
  const reach = kind === "cnn" ? REACH : 1;
  const width = reach * inputs;
  const size = chosen.length;
  const rows = new Float32Array(length * size * width);
  for (const [row, example] of chosen.entries()) {
    for (let step = 0; step < length; step++) {
      const to = (step * size + row) * width;
      for (let place = 0; place < reach; place++) {
        const seen = step + place - (reach - 1) / 2;
        if (seen < 0 || seen >= length) continue;
        const from = (example * length + seen) * inputs;
        rows.set(values.subarray(from, from + inputs), to + place * inputs);
      }
    }
  }
  const pick = (list: Float32Array) => Float32Array.from(chosen, (example) => list[example] as number);
  return { size, length, width, rows, labels: pick(examples.labels), weights: pick(examples.weights) };
}
