import { BANDS } from "../../engine/eeg/bands.ts";
import type { EpochMeasures } from "../../engine/eeg/epoch-meter.ts";
import { asymmetryPairs } from "../../engine/eeg/montage.ts";
import { goodShare } from "../../engine/eeg/quality.ts";
import { FEWEST_EPOCHS, type RestBaseline, restBaseline } from "../../engine/eeg/rest-baseline.ts";
import type { SymmetricMatrix } from "../../engine/eeg/symmetric-matrix.ts";
import { logEuclideanMean } from "../../engine/eeg/tangent-space.ts";

/** Fewer good channels than this share, and an epoch is used for nothing. */
export const LEAST_GOOD = 0.6;
/** A channel that is good in fewer of the epochs at rest is left out altogether. */
const LEAST_ALIVE = 0.5;

/** What is known of a child at rest: where each feature lies, and the mean covariances. */
export interface OwnRest {
  readonly montage: readonly string[];
  readonly baseline: RestBaseline;
  /** 1 for each channel that had contact at rest; the others are never used. */
  readonly alive: Uint8Array;
  /** Log-Euclidean mean of each tangent band's covariances, of the channels that are alive, in their order. */
  readonly references: readonly SymmetricMatrix[];
  /** 30–40 Hz power of each channel (µV²/Hz): what muscle is judged by. */
  readonly muscle: Float64Array;
}

/** Which channels each feature stands on. */
export function channelsOfFeatures(montage: readonly string[]): readonly (readonly number[])[] {
  const powers = montage.flatMap((_, channel) => BANDS.map(() => [channel]));
  return [...powers, ...asymmetryPairs(montage).map((pair) => [...pair])];
}

/** The part of a matrix that belongs to some of the channels. */
export function blockOf(matrix: SymmetricMatrix, n: number, channels: readonly number[]): SymmetricMatrix {
  const block = new Float64Array(channels.length ** 2);
  for (const [i, row] of channels.entries()) {
    for (const [j, column] of channels.entries()) block[i * channels.length + j] = matrix[row * n + column] as number;
  }
  return block;
}

/**
 * A child's own rest from epochs that do not overlap; undefined where fewer than five are clean or fewer than 60 % of the channels had
 * contact. A channel counts in the epochs where it is good, so that one electrode costs no baseline. `population`: as in
 * `restBaseline`, for a rest shorter than two minutes.
 */
export function ownRest(
  epochs: readonly EpochMeasures[],
  montage: readonly string[],
  population?: { readonly scale: Float64Array; readonly weight: number },
): OwnRest | undefined {
  const usable = epochs.filter(({ faults }) => goodShare(faults) >= LEAST_GOOD);
  const isGood = ({ faults }: EpochMeasures, channel: number) => faults[channel]?.length === 0;
  const channels = montage.map((_, channel) => channel);
  const living = channels.filter((channel) => {
    const good = usable.filter((epoch) => isGood(epoch, channel)).length;
    return good >= Math.max(FEWEST_EPOCHS, LEAST_ALIVE * usable.length);
  });
  const clean = usable.filter((epoch) => living.every((channel) => isGood(epoch, channel)));
  if (living.length < LEAST_GOOD * montage.length || clean.length < FEWEST_EPOCHS) return undefined;
  const baseline = featureBaseline(usable, montage, living, population);
  if (baseline === undefined) return undefined;
  const bands = clean[0]?.covariances.length ?? 0;
  return {
    montage,
    baseline: { ...baseline, epochs: clean.length },
    alive: Uint8Array.from(channels, (channel) => (living.includes(channel) ? 1 : 0)),
    references: Array.from({ length: bands }, (_, band) =>
      logEuclideanMean(
        clean.map(({ covariances }) => blockOf(covariances[band] as SymmetricMatrix, montage.length, living)),
        living.length,
      ),
    ),
    muscle: Float64Array.from(
      channels,
      (channel) => 10 ** (baseline.centre[(channel + 1) * BANDS.length - 1] as number),
    ),
  };
}

/** Each feature's baseline, from the epochs where its channels are good. */
function featureBaseline(
  usable: readonly EpochMeasures[],
  montage: readonly string[],
  living: readonly number[],
  population: { readonly scale: Float64Array; readonly weight: number } | undefined,
): RestBaseline | undefined {
  const sources = channelsOfFeatures(montage);
  const centre = new Float64Array(sources.length);
  const scale = new Float64Array(sources.length).fill(1);
  for (const [i, channels] of sources.entries()) {
    if (!channels.every((channel) => living.includes(channel))) continue;
    const good = usable.filter(({ faults }) => channels.every((channel) => faults[channel]?.length === 0));
    const own = restBaseline(
      good.map(({ features }) => features.subarray(i, i + 1)),
      population && { scale: population.scale.subarray(i, i + 1), weight: population.weight },
    );
    if (own === undefined && channels.length === 1) return undefined;
    if (own === undefined) continue;
    centre[i] = own.centre[0] as number;
    scale[i] = own.scale[0] as number;
  }
  return { centre, scale, epochs: usable.length };
}
