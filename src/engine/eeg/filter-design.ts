import type { Hertz, Millis } from "../time/units.ts";
import type { Biquad } from "./biquad.ts";

/** A complex number. */
type Complex = readonly [re: number, im: number];

function root([re, im]: Complex): Complex {
  const size = Math.hypot(re, im);
  const half = Math.sqrt((size + Math.abs(re)) / 2);
  if (half === 0) return [0, 0];
  const other = Math.abs(im) / (2 * half);
  const sign = im < 0 ? -1 : 1;
  return re >= 0 ? [half, sign * other] : [other, sign * half];
}

function divide([a, b]: Complex, [c, d]: Complex): Complex {
  const size = c * c + d * d;
  return [(a * c + b * d) / size, (b * c - a * d) / size];
}

/**
 * Causal Butterworth band-pass from `low` to `high` (−3.01 dB at both): `order` per edge, even. The same sections as
 * `scipy.signal.butter(order, [low, high], "band", fs=rate, output="sos")`: bilinear transform, the gain in the first section,
 * poles nearest to the unit circle last. Throws RangeError unless 0 < low < high < rate / 2 and the order is 2, 4, 6 or 8.
 */
export function bandPass(order: number, low: Hertz, high: Hertz, rate: Hertz): Biquad[] {
  if (!(low > 0 && low < high && high < rate / 2)) {
    throw new RangeError(`a band-pass needs 0 < low < high < ${rate / 2} Hz, not ${low} and ${high}`);
  }
  if (![2, 4, 6, 8].includes(order)) throw new RangeError(`a band-pass has order 2, 4, 6 or 8 an edge, not ${order}`);
  const [from, to] = [Math.tan((Math.PI * low) / rate), Math.tan((Math.PI * high) / rate)];
  const width = to - from;
  const centre = from * to;
  const poles: { pole: Complex; zero: 1 | -1 }[] = [];
  let gain = 1;
  // Each pair of poles of the low-pass prototype becomes a pair at the upper edge and one at the lower.
  for (let k = 0; k < order / 2; k++) {
    const angle = (Math.PI * (2 * k + 1 + order)) / (2 * order);
    const half: Complex = [(width / 2) * Math.cos(angle), (width / 2) * Math.sin(angle)];
    const [re, im] = root([half[0] ** 2 - half[1] ** 2 - centre, 2 * half[0] * half[1]]);
    const pair: Complex[] = [
      [half[0] + re, half[1] + im],
      [half[0] - re, half[1] - im],
    ];
    pair.sort((one, other) => Math.hypot(...other) - Math.hypot(...one));
    for (const [i, analogue] of pair.entries()) {
      const above: Complex = [1 - analogue[0], -analogue[1]];
      poles.push({ pole: divide([1 + analogue[0], analogue[1]], above), zero: i === 0 ? -1 : 1 });
      gain *= width / (above[0] ** 2 + above[1] ** 2);
    }
  }
  poles.sort((one, other) => Math.hypot(...one.pole) - Math.hypot(...other.pole));
  return poles.map(({ pole: [re, im], zero }, i) => {
    const b0 = i === 0 ? gain : 1;
    return { b0, b1: -2 * zero * b0, b2: b0, a1: -2 * re, a2: re * re + im * im };
  });
}

/**
 * Notch of one section (`scipy.signal.iirnotch`): nothing passes at `frequency`, −3 dB half of `frequency / quality` to either
 * side. Throws RangeError unless 0 < frequency < rate / 2 and the quality is positive.
 */
export function notch(frequency: Hertz, quality: number, rate: Hertz): Biquad {
  if (!(frequency > 0 && frequency < rate / 2 && quality > 0)) {
    throw new RangeError(`a notch needs 0 < frequency < ${rate / 2} Hz, not ${frequency}`);
  }
  const angle = (2 * Math.PI * frequency) / rate;
  const gain = 1 / (1 + Math.tan(angle / quality / 2));
  const b1 = -2 * gain * Math.cos(angle);
  return { b0: gain, b1, b2: gain, a1: b1, a2: 2 * gain - 1 };
}

/** How the signal is cleaned before it is cut into epochs. */
export interface Cleaning {
  readonly low: Hertz;
  readonly high: Hertz;
  readonly order: 2 | 4;
  /** Of the country: 50 or 60. */
  readonly mains: Hertz;
  /** How long after a start, or a gap, the filtered signal is not to be used. */
  readonly settling: Millis;
}

/** 1–40 Hz and a narrow notch. A step of the offset has died away to 1 % after 1.9 s. */
export const DEFAULT_CLEANING: Cleaning = { low: 1, high: 40, order: 4, mains: 50, settling: 1900 };

/** Narrow enough to cost 0.1 dB five hertz away. */
const NOTCH_QUALITY = 30;

/** The sections of a cleaning: notch first, then band-pass. A notch that the rate is too low for is left out. */
export function cleaningSections({ low, high, order, mains }: Cleaning, rate: Hertz): Biquad[] {
  const passing = bandPass(order, low, high, rate);
  return mains < rate / 2 ? [notch(mains, NOTCH_QUALITY, rate), ...passing] : passing;
}
