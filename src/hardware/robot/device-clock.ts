import type { Millis } from "../../engine/time/units.ts";

/** One answer to a SYNC: when it was asked and came, by the host's clock, and what the device's clock said. */
interface Sample {
  readonly host: Millis;
  readonly device: Millis;
  readonly roundTrip: Millis;
}

/** What is known of a device's clock. Immutable. */
export interface DeviceClock {
  /** The quickest answer of each second lately, in order of time. */
  readonly best: readonly Sample[];
}

/** Nothing known. */
export const NO_CLOCK: DeviceClock = { best: [] };

/** An answer in the same second replaces a slower one. */
const BUCKET: Millis = 1_000;
const BUCKETS = 10;
/** The rates are compared over at least so long, and differ by no more than a ceramic resonator may. */
const BASELINE: Millis = 3_000;
const MOST_DRIFT = 0.01;

/** Takes in an answer. The device read its clock half way between, as far as anybody knows. */
export function hearSync({ best }: DeviceClock, asked: Millis, came: Millis, device: Millis): DeviceClock {
  const sample = { host: (asked + came) / 2, device, roundTrip: came - asked };
  const last = best[best.length - 1];
  if (!last || Math.floor(last.host / BUCKET) !== Math.floor(sample.host / BUCKET))
    return { best: [...best, sample].slice(-BUCKETS) };
  return sample.roundTrip <= last.roundTrip ? { best: [...best.slice(0, -1), sample] } : { best };
}

/** The device's time at a time of the host's; undefined before the first answer. */
export function deviceTime({ best }: DeviceClock, at: Millis): Millis | undefined {
  const last = nearest(best);
  return last && last.device + rateOf(best) * (at - last.host);
}

/** The quickest of the last few: the one that says most exactly what the time is. */
function nearest(best: readonly Sample[]): Sample | undefined {
  return best
    .slice(-3)
    .reduce<Sample | undefined>(
      (found, sample) => (!found || sample.roundTrip <= found.roundTrip ? sample : found),
      undefined,
    );
}

/** How fast the device's clock goes by the host's. */
function rateOf(best: readonly Sample[]): number {
  const [first] = best;
  const last = best[best.length - 1];
  if (!first || !last || last.host - first.host < BASELINE) return 1;
  const rate = (last.device - first.device) / (last.host - first.host);
  return Math.max(1 - MOST_DRIFT, Math.min(1 + MOST_DRIFT, rate));
}
