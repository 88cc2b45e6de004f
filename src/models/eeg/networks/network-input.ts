import type { EegWindow } from "../window.ts";

/**
 * How windows become a network's inputs: each z over its own spread among the training participants, then one number for each channel, 1
 * where it is good. A z of 0 stays 0: it is own rest, or a channel that is not good.
 */
export interface InputScale {
  /** Root mean square of each z of the training windows, 0 left out. */
  readonly spreads: Float64Array;
  readonly channels: number;
}

/** Numbers a network reads a window. */
export function inputsOf({ spreads, channels }: InputScale): number {
  return spreads.length + channels;
}

/** The scale of training windows. Throws RangeError when there are none or when they do not have the same channels. */
export function inputScale(windows: readonly EegWindow[]): InputScale {
  const [first] = windows;
  if (first === undefined) throw new RangeError("there are no windows to learn from");
  const [width, channels] = [first.z.length, first.good.length];
  if (windows.some(({ z, good }) => z.length !== width || good.length !== channels)) {
    throw new RangeError("the windows do not all have the same channels");
  }
  const spreads = new Float64Array(width);
  for (let i = 0; i < width; i++) {
    let [squares, count] = [0, 0];
    for (const { z } of windows) {
      const value = z[i] as number;
      if (value === 0) continue;
      squares += value * value;
      count += 1;
    }
    spreads[i] = count > 0 ? Math.max(1e-3, Math.sqrt(squares / count)) : 1;
  }
  return { spreads, channels };
}

/** Writes a window's inputs into `into`, from `at` on. */
export function writeInput(
  { spreads, channels }: InputScale,
  { z, good }: EegWindow,
  into: Float64Array | Float32Array,
  at = 0,
): void {
  for (let i = 0; i < spreads.length; i++) into[at + i] = (z[i] as number) / (spreads[i] as number);
  for (let i = 0; i < channels; i++) into[at + spreads.length + i] = good[i] as number;
}
