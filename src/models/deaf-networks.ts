import {
  PITCH_CLASSES,
  PITCH_FEATURES,
  pitchIndex,
  STEP_CLASSES,
  stepIndex,
  TREND_FEATURES,
  TREND_OUTPUTS,
} from "../engine/music/features.ts";
import type { Segment } from "../engine/music/segment.ts";
import { DIRECTIONS, TREND_STEPS } from "../engine/music/trend.ts";
import type { Recurrent, SegmentNetworks } from "../engine/ports.ts";

/** Logits of shares: counts with one more of each class, as Laplace has it. */
function logits(counts: Float64Array): Float32Array {
  const total = counts.reduce((sum, count) => sum + count + 1, 0);
  return Float32Array.from(counts, (count) => Math.log((count + 1) / total));
}

/** A network without memory that says the same whatever it hears. */
function deaf(inputs: number, said: Float32Array): Recurrent {
  const nothing = () => ({ cell: new Float32Array(0), output: new Float32Array(0) });
  return {
    inputs,
    outputs: said.length,
    initial: nothing,
    blank: () => ({ memory: nothing(), output: said.slice() }),
    step: (_, __, into) => into,
  };
}

/**
 * Networks that hear nothing: the shares of initial pitches, directions and steps in the segments (unigrams), in place of what
 * the two networks foretell. What is gained over them is gained by listening.
 */
export function deafNetworks(segments: readonly Segment[]): SegmentNetworks {
  const pitches = new Float64Array(PITCH_CLASSES);
  const directions = new Float64Array(DIRECTIONS);
  const steps = Array.from({ length: TREND_STEPS }, () => new Float64Array(STEP_CLASSES));
  const add = (counts: Float64Array | undefined, at: number) => {
    if (counts) counts[at] = (counts[at] ?? 0) + 1;
  };
  for (const { initialPitch, direction, trend } of segments) {
    add(pitches, pitchIndex(initialPitch));
    add(directions, direction);
    for (const [i, step] of trend.entries()) add(steps[i], stepIndex(step));
  }
  const said = new Float32Array(TREND_OUTPUTS);
  said.set(logits(directions));
  for (const [i, counts] of steps.entries()) said.set(logits(counts), DIRECTIONS + i * STEP_CLASSES);
  return { pitch: deaf(PITCH_FEATURES, logits(pitches)), trend: deaf(TREND_FEATURES, said) };
}
