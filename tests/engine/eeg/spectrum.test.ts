import { describe, expect, test } from "vitest";
import { BANDS, bandPower, logBandPower } from "../../../src/engine/eeg/bands.ts";
import { asymmetry, differentialEntropy, featuresOf } from "../../../src/engine/eeg/features.ts";
import { Fourier } from "../../../src/engine/eeg/fourier.ts";
import { Spectrum, spectraOf, welch } from "../../../src/engine/eeg/spectrum.ts";
import { Draws, seeded } from "../../../src/engine/random.ts";

function signal(length: number, rate: number, at: (seconds: number) => number): Float64Array {
  return Float64Array.from({ length }, (_, i) => at(i / rate));
}

const sine =
  (amplitude: number, frequency: number, phase = 0) =>
  (seconds: number) =>
    amplitude * Math.sin(2 * Math.PI * frequency * seconds + phase);

function noise(length: number, deviation: number, seed: number): Float64Array {
  const draws = new Draws(seeded(seed, "noise"));
  return Float64Array.from({ length }, () => draws.normal(0, deviation));
}

function densitiesOf(samples: Float64Array, rate: number) {
  const spectrum = new Spectrum(samples.length, rate);
  return { densities: spectrum.densities(samples, samples)[0], resolution: spectrum.resolution };
}

const logPowers = (samples: Float64Array, rate: number) => {
  const { densities, resolution } = densitiesOf(samples, rate);
  return BANDS.map((band) => Number(logBandPower(densities, resolution, band).toFixed(4)));
};

describe("the Fourier transform", () => {
  test.each([1, 2, 7, 12, 125, 250, 400, 500, 512, 77])("of %i values is the sum it stands for", (length) => {
    const [re, im] = [noise(length, 1, 1), noise(length, 1, 2)];
    const [intoRe, intoIm] = [new Float64Array(length), new Float64Array(length)];
    new Fourier(length).transform(re, im, intoRe, intoIm);
    let apart = 0;
    for (let k = 0; k < length; k++) {
      let [sumRe, sumIm] = [0, 0];
      for (let n = 0; n < length; n++) {
        const angle = (-2 * Math.PI * k * n) / length;
        sumRe += (re[n] ?? 0) * Math.cos(angle) - (im[n] ?? 0) * Math.sin(angle);
        sumIm += (re[n] ?? 0) * Math.sin(angle) + (im[n] ?? 0) * Math.cos(angle);
      }
      apart = Math.max(apart, Math.abs(sumRe - (intoRe[k] ?? 0)), Math.abs(sumIm - (intoIm[k] ?? 0)));
    }
    expect(apart).toBeLessThan(1e-10);
  });
});

describe("the spectrum", () => {
  test("V1: the power of a sine, and its place", () => {
    const { densities, resolution } = densitiesOf(signal(500, 250, sine(10, 10)), 250);
    expect(densities.reduce((sum, density) => sum + density, 0) * resolution).toBeCloseTo(50, 3);
    expect(logPowers(signal(500, 250, sine(10, 10)), 250).slice(2, 4)).toEqual([0.6215, 1.1423]);
  });

  test.each([
    [250, 500, [-5.9789, 0.4948, 0.6215, 1.1423, -5.9769, -0.699, -5.9999]],
    [200, 400, [-5.9672, 0.4948, 0.6219, 1.1422, -5.9643, -0.699, -5.9999]],
  ])("V2: three sines on an offset at %i Hz", (rate, length, expected) => {
    const three = (seconds: number) => 20 + sine(10, 10)(seconds) + sine(5, 6)(seconds) + sine(2, 22)(seconds);
    expect(logPowers(signal(length, rate, three), rate)).toEqual(expected);
  });

  test.each([
    [250, -0.0969],
    [200, 0],
  ])("V3: white noise of 10 µV at %i Hz", (rate, expected) => {
    const spectrum = new Spectrum(2 * rate, rate);
    const densities = welch(noise(600 * rate, 10, 3), spectrum);
    const level = Math.log10(bandPower(densities, spectrum.resolution, { name: "all", low: 1, high: rate / 2 - 1 }));
    expect(level).toBeCloseTo(expected, 2);
  });

  test("two channels at once are what each is alone", () => {
    const spectrum = new Spectrum(500, 250);
    const [one, other] = [noise(500, 10, 4), signal(500, 250, sine(3, 17.3, 1))];
    const [a, b] = spectrum.densities(one, other);
    const alone = [spectrum.densities(one, one)[0], spectrum.densities(other, other)[1]];
    const apart = Math.max(
      ...a.map((value, k) => Math.abs(value - (alone[0]?.[k] ?? 0))),
      ...b.map((value, k) => Math.abs(value - (alone[1]?.[k] ?? 0))),
    );
    expect(apart).toBeLessThan(1e-9);
  });

  test("the spectra of an odd number of channels are those of each alone", () => {
    const spectrum = new Spectrum(250, 125);
    const channels = [1, 2, 3].map((seed) => noise(250, 10, seed));
    const spectra = spectraOf(channels, spectrum);
    expect(spectra).toHaveLength(3);
    for (const [i, channel] of channels.entries()) {
      const [alone] = spectrum.densities(channel, channel);
      expect(Math.max(...alone.map((density, k) => Math.abs(density - (spectra[i]?.[k] ?? 0))))).toBeLessThan(1e-9);
    }
  });

  test.each([250, 200, 256, 512])(
    "the power of any sine at %i Hz is right to two parts of a hundred in its band",
    (rate) => {
      const worst = BANDS.flatMap(({ low, high }) =>
        [0, 0.7, 2].map((phase) => {
          // In the middle of the band, between two bins.
          const frequency = (low + high) / 2 + 0.13;
          const { densities, resolution } = densitiesOf(signal(2 * rate, rate, sine(8, frequency, phase)), rate);
          const found = bandPower(densities, resolution, { name: "", low: frequency - 2, high: frequency + 2 }) * 4;
          return Math.abs(found / 32 - 1);
        }),
      );
      expect(Math.max(...worst)).toBeLessThan(0.02);
    },
  );

  test("Welch's mean is scipy's", () => {
    const two = (seconds: number) => sine(10, 10.3)(seconds) + sine(4, 21.7, 1)(seconds);
    const densities = welch(signal(1500, 250, two), new Spectrum(500, 250));
    // scipy 1.17: welch(x, 250, window=hann(500, sym=True), nperseg=500, noverlap=250, detrend="constant").
    for (const [k, density] of [
      [0, 0.019643725],
      [1, 0.0097524648],
      [16, 0.00073104843],
      [20, 41.43193],
      [21, 54.055478],
      [22, 3.4252075],
      [43, 8.6488194],
      [44, 6.6291573],
    ] as const) {
      expect((densities[k] ?? 0) / density).toBeCloseTo(1, 6);
    }
    expect(() => welch(new Float64Array(499), new Spectrum(500, 250))).toThrow(RangeError);
  });

  test("the bands hold 6, 8, 4, 6, 14, 20 and 20 bins of half a hertz", () => {
    const resolution = 0.5;
    const ramp = Float64Array.from({ length: 251 }, (_, k) => k);
    const middles = BANDS.map((band) => bandPower(ramp, resolution, band));
    expect(middles).toEqual([4.5, 11.5, 17.5, 22.5, 32.5, 49.5, 69.5]);
    expect(bandPower(ramp, 3, { name: "between two bins", low: 1, high: 2 })).toBe(0);
  });
});

describe("features", () => {
  test.each([
    [1, 1.4189385],
    [10, 3.7215236],
  ])("differential entropy at a deviation of %i", (deviation, expected) => {
    expect(differentialEntropy(deviation ** 2)).toBeCloseTo(expected, 7);
  });

  test("differential entropy of Gaussian noise, by its spectrum, is the formula's", () => {
    const spectrum = new Spectrum(500, 250);
    const densities = welch(noise(250_000, 10, 5), spectrum);
    const variance = densities.reduce((sum, density) => sum + density, 0) * spectrum.resolution;
    expect(differentialEntropy(variance)).toBeCloseTo(3.7215236, 2);
  });

  test("asymmetry", () => {
    expect(asymmetry(2, 4)).toBeCloseTo(Math.LN2, 12);
  });

  test("an epoch of four channels", () => {
    const spectrum = new Spectrum(500, 250);
    const densities = (alpha: number, theta: number, beta: number) => {
      const samples = signal(500, 250, (s) => sine(alpha, 10.5)(s) + sine(theta, 6)(s) + sine(beta, 21)(s));
      return spectrum.densities(samples, samples)[0];
    };
    const spectra = [densities(10, 0, 0), densities(20, 0, 0), densities(10, 10, 10), densities(0, 6, 3)];
    const { logBandPowers, relativeAlpha, thetaToBeta, asymmetries } = featuresOf(spectra, 0.5, [
      "F3",
      "f4",
      "Cz",
      "Oz",
    ]);
    expect(logBandPowers).toHaveLength(28);
    expect([...asymmetries]).toEqual([expect.closeTo(Math.log(4), 4)]);
    expect([...relativeAlpha].map((share) => Number(share.toFixed(3)))).toEqual([1, 1, 0.333, 0]);
    expect(thetaToBeta[2]).toBeCloseTo(1, 4);
    expect(thetaToBeta[3]).toBeCloseTo(4, 4);
  });
});
