import { BANDS } from "../../engine/eeg/bands.ts";
import type { EpochMeasures } from "../../engine/eeg/epoch-meter.ts";
import { fromRest } from "../../engine/eeg/rest-baseline.ts";
import type { SymmetricMatrix } from "../../engine/eeg/symmetric-matrix.ts";
import { tangentVector, whitener } from "../../engine/eeg/tangent-space.ts";
import { blockOf, channelsOfFeatures, LEAST_GOOD, type OwnRest } from "./own-rest.ts";
import type { EegWindow } from "./window.ts";

/** No z counts for more than this: one bad epoch must not decide a sequence. */
const FARTHEST = 10;

/** The bands in which eyes and movement (delta) and muscle (high beta, low gamma) are louder than any brain. */
const TROUBLED_BANDS = BANDS.flatMap(({ name }, i) => (["delta", "high beta", "low gamma"].includes(name) ? [i] : []));
/** So many scales above own rest in one of them, and a channel is not used: four times in a hundred thousand by chance. */
const TROUBLED = 4;

/** Places of the alpha bands among `BANDS`. */
const ALPHA_BANDS = BANDS.flatMap(({ name }, i) => (name.endsWith("alpha") ? [i] : []));

const POSTERIOR = /^(PO|P|O)(\d|z)/i;

/** Turns the measures of epochs into windows, against one child's own rest. Undefined: too few good channels for any score. */
export function windowsFrom(rest: OwnRest): (measures: EpochMeasures) => EegWindow | undefined {
  const { montage, alive } = rest;
  const n = montage.length;
  const living = montage.flatMap((_, channel) => (alive[channel] === 1 ? [channel] : []));
  const sources = channelsOfFeatures(montage);
  const posterior = montage.flatMap((site, channel) => (POSTERIOR.test(site) ? [channel] : []));
  const whiteners = new Map<string, readonly SymmetricMatrix[]>();

  function whitenersOf(good: readonly number[]): readonly SymmetricMatrix[] {
    const key = good.join();
    const known = whiteners.get(key);
    if (known) return known;
    const places = good.map((channel) => living.indexOf(channel));
    const made = rest.references.map((reference) => whitener(blockOf(reference, living.length, places), good.length));
    whiteners.set(key, made);
    return made;
  }

  function tangentOf(covariances: readonly SymmetricMatrix[], good: readonly number[]): Float64Array {
    if (covariances.length === 0) throw new RangeError("the covariances of this epoch were not measured");
    const size = (n * (n + 1)) / 2;
    const tangent = new Float64Array(covariances.length * size);
    for (const [band, white] of whitenersOf(good).entries()) {
      const block = blockOf(covariances[band] as SymmetricMatrix, n, good);
      const vector = tangentVector(block, white, good.length);
      let place = 0;
      for (const [i, row] of good.entries()) {
        const before = row * n - (row * (row - 1)) / 2;
        for (const column of good.slice(i)) tangent[band * size + before + column - row] = vector[place++] as number;
      }
    }
    return tangent;
  }

  return ({ faults, features, covariances }) => {
    const fromOwnRest = fromRest(features, rest.baseline);
    const isTroubled = (channel: number) =>
      TROUBLED_BANDS.some((band) => (fromOwnRest[channel * BANDS.length + band] as number) > TROUBLED);
    const good = living.filter((channel) => faults[channel]?.length === 0 && !isTroubled(channel));
    if (good.length < LEAST_GOOD * n) return undefined;
    const mask = new Uint8Array(n);
    for (const channel of good) mask[channel] = 1;
    const z = fromOwnRest.map((value, i) => {
      if (!(sources[i] ?? []).every((channel) => mask[channel] === 1)) return 0;
      return Math.max(-FARTHEST, Math.min(FARTHEST, value));
    });
    const seen = posterior.filter((channel) => mask[channel] === 1);
    const places = (seen.length > 0 ? seen : good).flatMap((channel) =>
      ALPHA_BANDS.map((band) => channel * BANDS.length + band),
    );
    const alpha = places.reduce((sum, place) => sum + (z[place] as number), 0) / places.length;
    // Logarithms of matrices cost more than all the rest, and a rule that reads z alone never asks for them.
    let tangent: Float64Array | undefined;
    return {
      z,
      good: mask,
      get tangent() {
        tangent ??= tangentOf(covariances, good);
        return tangent;
      },
      alpha,
    };
  };
}
