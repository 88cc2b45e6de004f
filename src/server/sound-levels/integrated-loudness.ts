/** Filter coefficients for one sample rate: b over a, with a[0] = 1. */
interface Biquad {
  readonly b: readonly [number, number, number];
  readonly a: readonly [number, number];
}

/**
 * The two stages of the K-weighting (ITU-R BS.1770-4, annex 1), for any sample rate: the analogue filters behind the coefficients that
 * the recommendation gives for 48 kHz, after the bilinear transform (De Man 2014, "Evaluation of implementations of the EBU R128
 * loudness measurement").
 */
function weighting(sampleRate: number): readonly [Biquad, Biquad] {
  const shelf = (() => {
    const [frequency, gain, quality] = [1_681.974450955533, 3.999843853973347, 0.7071752369554196];
    const k = Math.tan((Math.PI * frequency) / sampleRate);
    const high = 10 ** (gain / 20);
    const band = high ** 0.4996667741545416;
    const a0 = 1 + k / quality + k * k;
    return {
      b: [
        (high + (band * k) / quality + k * k) / a0,
        (2 * (k * k - high)) / a0,
        (high - (band * k) / quality + k * k) / a0,
      ],
      a: [(2 * (k * k - 1)) / a0, (1 - k / quality + k * k) / a0],
    } as const;
  })();
  const [frequency, quality] = [38.13547087602444, 0.5003270373238773];
  const k = Math.tan((Math.PI * frequency) / sampleRate);
  const a0 = 1 + k / quality + k * k;
  return [shelf, { b: [1, -2, 1], a: [(2 * (k * k - 1)) / a0, (1 - k / quality + k * k) / a0] }];
}

function filter(samples: Float32Array, { b, a }: Biquad): Float32Array {
  const out = new Float32Array(samples.length);
  let [x1, x2, y1, y2] = [0, 0, 0, 0];
  for (const [place, x] of samples.entries()) {
    const y = b[0] * x + b[1] * x1 + b[2] * x2 - a[0] * y1 - a[1] * y2;
    out[place] = y;
    [x2, x1, y2, y1] = [x1, x, y1, y];
  }
  return out;
}

const BLOCK_SECONDS = 0.4;
const STEP_SECONDS = 0.1;
const ABSOLUTE_GATE = -70;
const RELATIVE_GATE = -10;

const loudnessOf = (power: number): number => -0.691 + 10 * Math.log10(power);
const meanOf = (powers: readonly number[]): number => powers.reduce((sum, power) => sum + power, 0) / powers.length;

/**
 * Integrated loudness of left and right in LUFS, after ITU-R BS.1770-4: K-weighted, in blocks of 400 ms, gated at −70 LUFS and at 10 LU
 * under what then is left. Samples are ±1; −∞ for silence, or for less than one block.
 */
export function integratedLoudness(channels: readonly Float32Array[], sampleRate: number): number {
  const [shelf, highPass] = weighting(sampleRate);
  const weighted = channels.map((samples) => filter(filter(samples, shelf), highPass));
  const [block, step] = [Math.round(BLOCK_SECONDS * sampleRate), Math.round(STEP_SECONDS * sampleRate)];
  const powers: number[] = [];
  for (let from = 0; from + block <= (weighted[0]?.length ?? 0); from += step) {
    let power = 0;
    for (const samples of weighted) {
      for (let at = from; at < from + block; at++) power += (samples[at] as number) ** 2 / block;
    }
    powers.push(power);
  }
  const heard = powers.filter((power) => loudnessOf(power) > ABSOLUTE_GATE);
  if (heard.length === 0) return Number.NEGATIVE_INFINITY;
  const gate = loudnessOf(meanOf(heard)) + RELATIVE_GATE;
  return loudnessOf(meanOf(heard.filter((power) => loudnessOf(power) > gate)));
}
