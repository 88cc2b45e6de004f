import { describe, expect, test } from "vitest";
import { BandCovariances, TANGENT_BANDS } from "../../../src/engine/eeg/band-covariances.ts";
import { bandPower } from "../../../src/engine/eeg/bands.ts";
import { Spectrum } from "../../../src/engine/eeg/spectrum.ts";
import { eigenOf, mapEigenvalues, sandwich } from "../../../src/engine/eeg/symmetric-matrix.ts";
import { logEuclideanMean, tangentVector, whitener } from "../../../src/engine/eeg/tangent-space.ts";
import { Draws, seeded } from "../../../src/engine/random.ts";

const IDENTITY = Float64Array.of(1, 0, 0, 1);
const TWO_ONE = Float64Array.of(2, 1, 1, 2);

function expectClose(seen: ArrayLike<number> | undefined, wanted: readonly number[], digits = 6): void {
  expect(seen?.length).toBe(wanted.length);
  for (const [i, value] of wanted.entries()) expect(seen?.[i]).toBeCloseTo(value, digits);
}

/** A positive definite matrix of n channels. */
function drawn(n: number, draws: Draws): Float64Array {
  const factor = Float64Array.from({ length: n * n }, () => draws.normal());
  return Float64Array.from({ length: n * n }, (_, at) => {
    const [i, j] = [Math.floor(at / n), at % n];
    let sum = i === j ? 0.1 : 0;
    for (let k = 0; k < n; k++) sum += (factor[i * n + k] as number) * (factor[j * n + k] as number);
    return sum;
  });
}

describe("symmetric matrices", () => {
  test("are put together again from their eigenvalues", () => {
    const draws = new Draws(seeded(1, "matrices"));
    for (const n of [1, 2, 4, 8, 16]) {
      const matrix = drawn(n, draws);
      expectClose(
        mapEigenvalues(matrix, n, (value) => value),
        [...matrix],
        9,
      );
      const { values } = eigenOf(matrix, n);
      const trace = Array.from({ length: n }, (_, i) => matrix[i * n + i] as number).reduce(
        (sum, value) => sum + value,
        0,
      );
      expect(values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(trace, 9);
      const root = whitener(matrix, n);
      const whole = Array.from({ length: n * n }, (_, at) => (Math.floor(at / n) === at % n ? 1 : 0));
      expectClose(sandwich(root, matrix, n), whole, 7);
    }
  });
});

describe("tangent space", () => {
  test("at the identity: the matrix's logarithm", () => {
    expectClose(tangentVector(TWO_ONE, whitener(IDENTITY, 2), 2), [0.5493061, 0.7768362, 0.5493061]);
  });

  test("at another reference", () => {
    const white = whitener(TWO_ONE, 2);
    expectClose(white, [0.7886751, -0.2113249, -0.2113249, 0.7886751]);
    expectClose(tangentVector(Float64Array.of(3, 0, 0, 1), white, 2), [0.5206889, -0.8502814, -0.5206889]);
  });

  test("the reference itself is the origin, and the mean of a matrix and its inverse the identity", () => {
    const draws = new Draws(seeded(2, "matrices"));
    const matrix = drawn(4, draws);
    expectClose(tangentVector(matrix, whitener(matrix, 4), 4), new Array(10).fill(0), 8);
    const inverse = mapEigenvalues(matrix, 4, (value) => 1 / value);
    const identity = Array.from({ length: 16 }, (_, at) => (at % 5 === 0 ? 1 : 0));
    expectClose(logEuclideanMean([matrix, inverse], 4), identity, 8);
  });
});

describe("covariances of bands", () => {
  const rate = 250;
  const length = 500;
  const sine = (frequency: number, amplitude: number, phase = 0) =>
    Float64Array.from({ length }, (_, i) => amplitude * Math.sin((2 * Math.PI * frequency * i) / rate + phase));
  const alpha = TANGENT_BANDS.findIndex(({ name }) => name === "alpha");

  test("of sines are those of the samples, in the band of the sine alone", () => {
    const matrices = new BandCovariances(length, rate).of([sine(10, 10), sine(10, -6), sine(10, 4, Math.PI / 2)]);
    const matrix = matrices[alpha] as Float64Array;
    // Amplitudes 10 and −6 in phase: variances 50 and 18, covariance −30; a quarter of a turn away: none.
    const added = (1e-3 * (50 + 18 + 8)) / 3;
    for (const [at, value] of [50 + added, -30, 0, -30, 18 + added, 0, 0, 0, 8 + added].entries()) {
      expect(matrix[at]).toBeCloseTo(value, 1);
    }
    for (const [band, other] of matrices.entries()) if (band !== alpha) expect(other[0]).toBeLessThan(0.05);
  });

  test("have on their diagonal the band's power in the spectrum", () => {
    const draws = new Draws(seeded(3, "noise"));
    const channels = Array.from({ length: 3 }, () => Float64Array.from({ length }, () => draws.normal(0, 10)));
    const spectrum = new Spectrum(length, rate);
    const matrices = new BandCovariances(length, rate).of(channels);
    for (const [band, range] of TANGENT_BANDS.entries()) {
      for (const [channel, samples] of channels.entries()) {
        const [densities] = spectrum.densities(samples, samples);
        const power = bandPower(densities, spectrum.resolution, range) * (range.high - range.low);
        const seen = (matrices[band] as Float64Array)[channel * 4] as number;
        expect(seen / power).toBeGreaterThan(1);
        expect(seen / power).toBeLessThan(1.003);
      }
    }
  });

  test("of a silent epoch have a logarithm all the same", () => {
    const silent = [new Float64Array(length), new Float64Array(length)];
    const matrices = new BandCovariances(length, rate).of(silent);
    for (const matrix of matrices)
      expect(tangentVector(matrix, whitener(matrix, 2), 2).every(Number.isFinite)).toBe(true);
  });
});
