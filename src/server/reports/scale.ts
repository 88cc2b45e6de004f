/** A line of an axis: from values to places. */
export interface Scale {
  readonly domain: readonly [low: number, high: number];
  /** Where a value lies; values outside the domain lie at its edge. */
  at(value: number): number;
}

/** A linear scale from a domain to a range of places. */
export function linearScale(domain: readonly [number, number], range: readonly [number, number]): Scale {
  const [low, high] = domain;
  const [from, to] = range;
  const width = high - low || 1;
  return {
    domain,
    at: (value) => round(from + ((Math.max(low, Math.min(high, value)) - low) / width) * (to - from)),
  };
}

/** Round numbers within a domain, about `count` of them: steps of 1, 2 or 5 × 10ⁿ. */
export function ticksOf([low, high]: readonly [number, number], count = 5): number[] {
  const rough = (high - low) / count;
  if (!(rough > 0)) return [low];
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5, 10].find((factor) => factor * power >= rough * 0.999) ?? 10);
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

/** A place in a picture, to a tenth of a pixel. */
export function round(place: number): number {
  return Math.round(place * 10) / 10;
}
