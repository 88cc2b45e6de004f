import { equalOdds, probabilityOf } from "./temperature.ts";

/** A probability that was said of a person who had not been learnt from, and what was true. */
export interface Foretelling {
  readonly participant: string;
  /** Calibrated. */
  readonly logit: number;
  readonly label: 0 | 1;
}

/**
 * How far from what is said the truth may lie with a new child: at a few probabilities, the half width of an interval that held the true
 * share of 68 in 100 people left out.
 */
export interface Reliability {
  /** Rising, 0–1. */
  readonly said: readonly number[];
  readonly halfWidth: readonly number[];
}

const BINS = 5;
/** Fewer sequences of a person in a bin tell nothing of that person. */
const FEWEST = 4;
/** With fewer people in a bin, what all bins say counts. */
const FEWEST_PEOPLE = 3;

interface Gap {
  readonly bin: number;
  readonly gap: number;
  readonly said: number;
}

/** Each person's gaps: in each bin, the share that was true less the mean of what was said. */
function gapsOf(own: readonly Foretelling[]): Gap[] {
  const outcomes = equalOdds(
    own.map(({ logit }) => logit),
    own.map(({ label }) => label),
  ).map(({ logit, label, weight }) => ({ said: probabilityOf(logit), label, weight }));
  return Array.from({ length: BINS }, (_, bin) => {
    const here = outcomes.filter(({ said }) => Math.min(BINS - 1, Math.floor(said * BINS)) === bin);
    const weight = here.reduce((sum, one) => sum + one.weight, 0);
    const mean = (of: (one: (typeof here)[number]) => number) =>
      here.reduce((sum, one) => sum + one.weight * of(one), 0) / weight;
    return { bin, count: here.length, said: mean((one) => one.said), gap: mean((one) => one.label - one.said) };
  }).filter(({ count }) => count >= FEWEST);
}

function rootMeanSquare(values: readonly number[]): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
}

/** The reliability of foretellings about people who had not been learnt from. Throws RangeError when there are too few to tell. */
export function reliabilityOf(foretellings: readonly Foretelling[]): Reliability {
  const people = [...new Set(foretellings.map(({ participant }) => participant))];
  const gaps = people.flatMap((person) => gapsOf(foretellings.filter(({ participant }) => participant === person)));
  if (gaps.length < 2) throw new RangeError("too few people were left out to tell how far a score may be wrong");
  const all = rootMeanSquare(gaps.map(({ gap }) => gap));
  const said: number[] = [];
  const halfWidth: number[] = [];
  for (let bin = 0; bin < BINS; bin++) {
    const here = gaps.filter((one) => one.bin === bin);
    const middle = here.reduce((sum, one) => sum + one.said / here.length, 0);
    said.push(here.length > 0 ? middle : (bin + 0.5) / BINS);
    halfWidth.push(Math.min(1, here.length < FEWEST_PEOPLE ? all : rootMeanSquare(here.map(({ gap }) => gap))));
  }
  return { said, halfWidth };
}

/** The half width at a probability, between what is known on either side of it. */
export function halfWidthAt({ said, halfWidth }: Reliability, probability: number): number {
  const above = said.findIndex((value) => value >= probability);
  if (above === 0) return halfWidth[0] as number;
  if (above < 0) return halfWidth.at(-1) as number;
  const [low, high] = [said[above - 1] as number, said[above] as number];
  const share = high > low ? (probability - low) / (high - low) : 0;
  return (1 - share) * (halfWidth[above - 1] as number) + share * (halfWidth[above] as number);
}
