import type { Draws } from "../engine/random.ts";
import type { Sequence, SequenceTask } from "./task.ts";

/** A sequence and what its tune counts for in the loss. */
export interface WeightedSequence extends Sequence {
  readonly weight: number;
}

/** Sequences side by side, the shorter ones padded with entries of weight 0. */
export interface Batch {
  readonly size: number;
  /** Entries of the longest sequence. */
  readonly length: number;
  /** size × length × inputs. */
  readonly inputs: Float32Array;
  /** size × length × choices. */
  readonly targets: Int32Array;
  /** size × length. */
  readonly weights: Float32Array;
}

/** Lays sequences of a task into one batch. */
export function layBatch(
  task: Pick<SequenceTask, "inputs" | "choices">,
  sequences: readonly WeightedSequence[],
): Batch {
  const size = sequences.length;
  const length = Math.max(1, ...sequences.map(({ inputs }) => inputs.length));
  const inputs = new Float32Array(size * length * task.inputs);
  const targets = new Int32Array(size * length * task.choices);
  const weights = new Float32Array(size * length);
  sequences.forEach((sequence, row) => {
    sequence.inputs.forEach((input, i) => {
      const entry = row * length + i;
      inputs.set(input, entry * task.inputs);
      targets.set(sequence.targets[i] ?? [], entry * task.choices);
      weights[entry] = sequence.weight;
    });
  });
  return { size, length, inputs, targets, weights };
}

/** Puts the items in random order, in place. */
export function shuffle<T>(items: T[], draws: Draws): void {
  for (let i = items.length - 1; i > 0; i--) {
    const j = draws.whole(0, i);
    const [a, b] = [items[i], items[j]];
    if (a === undefined || b === undefined) continue;
    items[i] = b;
    items[j] = a;
  }
}

/**
 * Groups sequences of similar length, so that little is padded; with draws, in another grouping and order each time.
 */
export function groupByLength<T extends Sequence>(sequences: readonly T[], size: number, draws?: Draws): T[][] {
  const ranked = sequences
    .map((sequence) => ({ sequence, rank: sequence.inputs.length * (draws ? draws.between(0.8, 1.25) : 1) }))
    .sort((a, b) => a.rank - b.rank);
  const groups: T[][] = [];
  for (let i = 0; i < ranked.length; i += size) groups.push(ranked.slice(i, i + size).map(({ sequence }) => sequence));
  if (draws) shuffle(groups, draws);
  return groups;
}
