import type { Vector } from "./arm.ts";

/** How an analogue accelerometer speaks: millivolts at 0 g, and for each g more. Its x axis points to the hand. */
export interface WristScale {
  readonly zero: number;
  readonly perG: number;
}

/** An ADXL335 at 3.3 V, as its data sheet has it: ratiometric, 300 mV/g at 3 V. */
export const ADXL335: WristScale = { zero: 1_650, perG: 330 };
/** It gives no more than this, in g. */
const MOST = 3.6;

/** The converter that reads it: its bits, and what the highest count means in millivolts. */
export interface Converter {
  readonly bits: number;
  readonly fullScale: number;
}

/** The Uno of the biosignal sketch. */
export const UNO: Converter = { bits: 10, fullScale: 5_000 };

/** What the converter reads for an acceleration in g. */
export function countsOf(felt: Vector, { zero, perG }: WristScale, { bits, fullScale }: Converter): number[] {
  const highest = 2 ** bits - 1;
  return felt.map((g) => {
    const millivolts = zero + perG * Math.max(-MOST, Math.min(MOST, g));
    return Math.max(0, Math.min(highest, Math.round((millivolts / fullScale) * highest)));
  });
}

/** The acceleration in g that three readings mean; 0 for one that is missing. */
export function feltFrom(counts: ArrayLike<number>, { zero, perG }: WristScale, converter: Converter): Vector {
  const each = converter.fullScale / (2 ** converter.bits - 1);
  const g = (axis: number) => ((counts[axis] ?? zero / each) * each - zero) / perG;
  return [g(0), g(1), g(2)];
}
