import type { Millis } from "../time/units.ts";
import type { EpochShape } from "./epochs.ts";

/** Delay of the band-pass and the notch at the rhythms that matter: 14 ms at 10 Hz, 37 ms at 4 Hz. */
const FILTER: Millis = 25;

/**
 * How long a change in the brain takes, on average, to show in the score: half a window, the filters, what the model looks back, and
 * the time constant of the average. (The wait for the next reading is half a hop, and an average over readings lags by half a hop
 * less than its time constant.) It is stated, never called instant.
 */
export function reactionTime({ window }: Pick<EpochShape, "window">, smoothing: Millis, lookBack: Millis): Millis {
  return window / 2 + FILTER + lookBack + smoothing;
}
