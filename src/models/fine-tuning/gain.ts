import type { SegmentNetworks } from "../../engine/ports.ts";
import type { Task } from "../task.ts";
import { foretell } from "./foretelling.ts";
import type { Judged } from "./portions.ts";

/** How many bits a phrase networks foretell better than others, phrase by phrase. */
export interface Gain {
  readonly mean: number;
  /** Standard error of the mean. */
  readonly error: number;
  readonly phrases: number;
}

/** What a network of the tuned ones gains over the base's, in bits a phrase. */
export function gainOf(
  network: Task["name"],
  base: SegmentNetworks,
  tuned: SegmentNetworks,
  parts: readonly Judged[],
): Gain {
  const bits = (networks: SegmentNetworks) =>
    parts.flatMap((part) => foretell(networks, part).map((one) => one[network]));
  const [before, after] = [bits(base), bits(tuned)];
  const gains = before.map((value, i) => value - (after[i] ?? Number.NaN));
  const phrases = gains.length;
  const mean = gains.reduce((sum, gain) => sum + gain, 0) / phrases;
  const variance = gains.reduce((sum, gain) => sum + (gain - mean) ** 2, 0) / Math.max(1, phrases - 1);
  return { mean, error: Math.sqrt(variance / phrases), phrases };
}

/** Whether a gain is more than chance is likely to give: more than one standard error. */
export function isGain({ mean, error }: Gain): boolean {
  return mean > error;
}
