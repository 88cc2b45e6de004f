import { mapEigenvalues } from "../../../engine/eeg/symmetric-matrix.ts";
import { Draws, type Random } from "../../../engine/random.ts";
import { shuffle } from "../../batches.ts";
import type { EegExample } from "../learner.ts";
import { type Row, standardiser } from "../rows.ts";
import { groupBy } from "../splits.ts";
import type { EegWindow } from "../window.ts";
import { permutationP } from "./permutation.ts";

/** What comes out where everything is learnt anew from labels that mean nothing. */
export interface RefitNull {
  /** Balanced accuracy with the true labels, mean over participants. */
  readonly observed: number;
  readonly draws: number;
  readonly mean: number;
  /** 95 % point of the draws. */
  readonly high: number;
  readonly p: number;
}

/** Share of the mean variance that is added to every cue's. */
const RIDGE = 0.1;

interface Recording {
  readonly rows: readonly Row[];
  readonly sum: Float64Array;
}

interface Participant {
  readonly recordings: readonly Recording[];
  readonly labels: readonly (0 | 1)[];
  /** Inverse of the ridged scatter of everybody else: the labels have no part in it. */
  readonly inverse: Float64Array;
}

function sumOf(rows: readonly Row[], width: number): Float64Array {
  const sum = new Float64Array(width);
  for (const row of rows) for (let i = 0; i < width; i++) sum[i] = (sum[i] as number) + (row[i] as number);
  return sum;
}

function inverseScatter(rows: readonly Row[], width: number): Float64Array {
  const mean = sumOf(rows, width).map((sum) => sum / rows.length);
  const scatter = new Float64Array(width * width);
  for (const row of rows) {
    for (let i = 0; i < width; i++) {
      const xi = (row[i] as number) - (mean[i] as number);
      for (let j = 0; j < width; j++) {
        scatter[i * width + j] =
          (scatter[i * width + j] as number) + (xi * ((row[j] as number) - (mean[j] as number))) / rows.length;
      }
    }
  }
  let trace = 0;
  for (let i = 0; i < width; i++) trace += scatter[i * width + i] as number;
  for (let i = 0; i < width; i++) scatter[i * width + i] = (scatter[i * width + i] as number) + (RIDGE * trace) / width;
  return mapEigenvalues(scatter, width, (value) => 1 / value);
}

interface ClassSum {
  readonly sum: Float64Array;
  count: number;
}

function addClasses(into: readonly ClassSum[], { recordings }: Participant, labels: readonly (0 | 1)[]): void {
  for (const [r, { rows, sum }] of recordings.entries()) {
    const own = into[labels[r] as number] as ClassSum;
    own.count += rows.length;
    for (let i = 0; i < sum.length; i++) own.sum[i] = (own.sum[i] as number) + (sum[i] as number);
  }
}

/** Balanced accuracy of one participant by the ridged discriminant of the others. */
function accuracyOf(one: Participant, labels: readonly (0 | 1)[], all: readonly ClassSum[], width: number): number {
  const own = classSums(width);
  addClasses(own, one, labels);
  const means = all.map(({ sum, count }, c) => {
    const [mine, number] = [own[c] as ClassSum, count - (own[c] as ClassSum).count];
    return sum.map((value, i) => (value - (mine.sum[i] as number)) / number);
  }) as [Float64Array, Float64Array];
  const weights = new Float64Array(width);
  let threshold = 0;
  for (let i = 0; i < width; i++) {
    for (let j = 0; j < width; j++) {
      const apart = (means[1][j] as number) - (means[0][j] as number);
      weights[i] = (weights[i] as number) + (one.inverse[i * width + j] as number) * apart;
    }
    threshold += ((weights[i] as number) * ((means[0][i] as number) + (means[1][i] as number))) / 2;
  }
  const right = [0, 0];
  for (const [r, { rows }] of one.recordings.entries()) {
    for (const row of rows) {
      let score = -threshold;
      for (let i = 0; i < width; i++) score += (weights[i] as number) * (row[i] as number);
      if (score > 0 === (labels[r] === 1)) right[labels[r] as number] = (right[labels[r] as number] as number) + 1;
    }
  }
  return ((right[0] as number) / (own[0] as ClassSum).count + (right[1] as number) / (own[1] as ClassSum).count) / 2;
}

function classSums(width: number): ClassSum[] {
  return [0, 1].map(() => ({ sum: new Float64Array(width), count: 0 }));
}

/**
 * The null in which everything is learnt anew: labels change places between whole recordings of each participant, and a ridged linear
 * discriminant is learnt from the others and judged on each. The scatter knows no labels and is inverted once, so that a thousand
 * draws cost a second. Undefined where fewer than two participants have both classes.
 */
export function discriminantNull(
  examples: readonly EegExample[],
  cuesOf: (sequence: readonly EegWindow[]) => Row,
  draws: number,
  random: Random,
): RefitNull | undefined {
  const raw = examples.map(({ windows }) => cuesOf(windows));
  const rows = raw.map(standardiser(raw));
  const width = rows[0]?.length ?? 0;
  const rowsAt = (places: readonly number[]) => places.map((i) => rows[i] as Row);
  const participants = [...groupBy(examples, ({ participant }) => participant).values()].flatMap(
    (places): Participant[] => {
      const own = [
        ...groupBy(
          places.map((i) => examples[i] as EegExample),
          ({ recording }) => recording,
        ).values(),
      ].map((list) => list.map((i) => places[i] as number));
      const labels = own.map(([first]) => (examples[first as number] as EegExample).label);
      if (new Set(labels).size < 2) return [];
      const mine = new Set(places);
      const inverse = inverseScatter(
        rows.filter((_row, i) => !mine.has(i)),
        width,
      );
      return [
        { recordings: own.map((list) => ({ rows: rowsAt(list), sum: sumOf(rowsAt(list), width) })), labels, inverse },
      ];
    },
  );
  if (participants.length < 2) return undefined;
  const accuracy = (labels: readonly (readonly (0 | 1)[])[]): number => {
    const all = classSums(width);
    for (const [p, participant] of participants.entries()) addClasses(all, participant, labels[p] as (0 | 1)[]);
    const sum = participants.reduce((total, one, p) => total + accuracyOf(one, labels[p] as (0 | 1)[], all, width), 0);
    return sum / participants.length;
  };
  const observed = accuracy(participants.map(({ labels }) => labels));
  const chance = new Draws(random);
  const values = Array.from({ length: draws }, () =>
    accuracy(
      participants.map(({ labels }) => {
        const mixed = [...labels];
        shuffle(mixed, chance);
        return mixed;
      }),
    ),
  );
  return {
    observed,
    draws,
    mean: values.reduce((sum, value) => sum + value, 0) / draws,
    high: [...values].sort((a, b) => a - b)[Math.floor(0.95 * (draws - 1))] as number,
    p: permutationP(observed, values),
  };
}
