import { describe, expect, test } from "vitest";
import { type Biquad, decibels, FilterBank, responseAt } from "../../../src/engine/eeg/biquad.ts";
import { bandPass, cleaningSections, DEFAULT_CLEANING, notch } from "../../../src/engine/eeg/filter-design.ts";

const FREQUENCIES = [0.5, 0.8, 1, 1.5, 2, 3, 4, 6, 8, 10, 12, 15, 20, 25, 30, 35, 40, 45, 50, 60];

/** dB at FREQUENCIES of scipy 1.17 `butter(order, [1, 40], "band", fs)`, by order and rate. */
const SCIPY_BAND_PASS: readonly (readonly [order: number, rate: number, db: readonly number[]])[] = [
  [
    4,
    250,
    [
      -24.7028, -8.6777, -3.0103, -0.1316, -0.0095, -0.0001, 0, 0, 0, 0, 0, -0.0002, -0.0049, -0.045, -0.256, -1.0347,
      -3.0103, -6.3383, -10.444, -19.1849,
    ],
  ],
  [
    2,
    250,
    [
      -12.5901, -5.4715, -3.0103, -0.7017, -0.1981, -0.0233, -0.003, 0, -0.0001, -0.0014, -0.0067, -0.0296, -0.1432,
      -0.4222, -0.9566, -1.8147, -3.0103, -4.4987, -6.2059, -10.0213,
    ],
  ],
  [
    4,
    125,
    [
      -24.5232, -8.6024, -3.0103, -0.1412, -0.0113, -0.0002, 0, 0, 0, 0, 0, 0, -0.0004, -0.0054, -0.0541, -0.4512,
      -3.0103, -11.0034, -23.6907, -80.8542,
    ],
  ],
  [
    4,
    200,
    [
      -24.6706, -8.6641, -3.0103, -0.1332, -0.0098, -0.0001, 0, 0, 0, 0, 0, -0.0001, -0.0033, -0.0332, -0.2063, -0.9284,
      -3.0103, -6.8384, -11.7595, -22.7707,
    ],
  ],
  [
    4,
    256,
    [
      -24.7055, -8.6788, -3.0103, -0.1314, -0.0094, -0.0001, 0, 0, 0, 0, 0, -0.0002, -0.005, -0.0461, -0.2603, -1.0434,
      -3.0103, -6.3014, -10.3481, -18.9314,
    ],
  ],
  [
    4,
    512,
    [
      -24.7456, -8.6956, -3.0103, -0.1293, -0.0091, -0.0001, 0, 0, 0, 0, 0, -0.0004, -0.0078, -0.0651, -0.3304, -1.1727,
      -3.0103, -5.7994, -9.061, -15.6226,
    ],
  ],
];

const NOTCH_FREQUENCIES = [1, 5, 10, 15, 20, 25, 30, 35, 38, 40, 42, 44, 45, 46, 47, 48, 49, 51, 52, 55];
/** dB at NOTCH_FREQUENCIES of scipy 1.17 `iirnotch(mains, 30, fs=250)`. */
const SCIPY_NOTCH: readonly (readonly [mains: number, db: readonly number[]])[] = [
  [
    50,
    [
      0, -0.0001, -0.0003, -0.0007, -0.0014, -0.0026, -0.0051, -0.0105, -0.0176, -0.0263, -0.0425, -0.0777, -0.113,
      -0.1774, -0.314, -0.6838, -2.2755, -2.3045, -0.7048, -0.1225,
    ],
  ],
  [
    60,
    [
      0, 0, -0.0002, -0.0005, -0.001, -0.0017, -0.0029, -0.0049, -0.0069, -0.0087, -0.0112, -0.0147, -0.017, -0.0198,
      -0.0233, -0.0277, -0.0333, -0.0508, -0.0647, -0.1673,
    ],
  ],
];

const rowOf = ({ b0, b1, b2, a1, a2 }: Biquad) => [b0, b1, b2, a1, a2].map((value) => Number(value.toFixed(8)));
const gainsOf = (sections: readonly Biquad[], frequencies: readonly number[], rate: number) =>
  frequencies.map((frequency) => decibels(responseAt(sections, frequency, rate).gain));

function worst(found: readonly number[], expected: readonly number[]): number {
  return Math.max(...found.map((db, i) => Math.abs(db - (expected[i] ?? Number.NaN))));
}

/** Group delay in ms, by a small difference of the phase. */
function groupDelay(sections: readonly Biquad[], frequency: number, rate: number): number {
  const step = 0.001;
  const [before, after] = [frequency - step, frequency + step].map((f) => responseAt(sections, f, rate).phase);
  return (-1000 * ((after ?? 0) - (before ?? 0))) / (2 * Math.PI * 2 * step);
}

describe("the band-pass", () => {
  test("has scipy's sections", () => {
    expect(bandPass(4, 1, 40, 250).map(rowOf)).toEqual([
      [0.02107638, 0.04215275, 0.02107638, -0.64159095, 0.13809314],
      [1, 2, 1, -0.82514239, 0.52733484],
      [1, -2, 1, -1.95248994, 0.95315816],
      [1, -2, 1, -1.98093873, 0.98157237],
    ]);
    expect(bandPass(2, 1, 40, 250).map(rowOf)).toEqual([
      [0.13958256, 0.27916512, 0.13958256, -0.70007274, 0.26937106],
      [1, -2, 1, -1.96450823, 0.96515711],
    ]);
  });

  test.each(SCIPY_BAND_PASS)("of order %i at %i Hz is scipy's within 0.1 dB at 20 frequencies", (order, rate, db) => {
    expect(db).toHaveLength(20);
    expect(worst(gainsOf(bandPass(order, 1, 40, rate), FREQUENCIES, rate), db)).toBeLessThan(0.001);
  });

  test.each([
    [2, 1, 40, 250],
    [4, 1, 40, 250],
    [6, 0.5, 30, 256],
    [8, 8, 13, 125],
    [2, 28.2, 34.2, 250],
  ])("of order %i from %f to %f Hz at %i Hz has the gain of Butterworth's formula", (order, low, high, rate) => {
    const warp = (frequency: number) => Math.tan((Math.PI * frequency) / rate);
    const expected = FREQUENCIES.map((frequency) => {
      const w = warp(frequency);
      const ratio = (w * w - warp(low) * warp(high)) / (w * (warp(high) - warp(low)));
      return -10 * Math.log10(1 + ratio ** (2 * order));
    });
    expect(worst(gainsOf(bandPass(order, low, high, rate), FREQUENCIES, rate), expected)).toBeLessThan(1e-6);
  });

  test.each([
    [4, 2, 129.7],
    [4, 10, 14.3],
    [4, 30, 15.8],
    [2, 4, 20.2],
    [2, 20, 7.1],
  ])("of order %i delays %i Hz by %f ms", (order, frequency, delay) => {
    expect(groupDelay(bandPass(order, 1, 40, 250), frequency, 250)).toBeCloseTo(delay, 1);
  });

  test("what cannot be is refused", () => {
    expect(() => bandPass(4, 1, 130, 250)).toThrow("a band-pass needs 0 < low < high < 125 Hz, not 1 and 130");
    expect(() => bandPass(3, 1, 40, 250)).toThrow(RangeError);
    expect(() => notch(50, 30, 100)).toThrow("a notch needs 0 < frequency < 50 Hz, not 50");
  });
});

describe("the notch", () => {
  test("has scipy's coefficients", () => {
    expect(rowOf(notch(50, 30, 250))).toEqual([0.97948276, -0.60535364, 0.97948276, -0.60535364, 0.95896552]);
    expect(rowOf(notch(60, 30, 250))).toEqual([0.97547839, -0.12250159, 0.97547839, -0.12250159, 0.95095678]);
  });

  test.each(SCIPY_NOTCH)("at %i Hz is scipy's within 0.1 dB at 20 frequencies", (mains, db) => {
    expect(db).toHaveLength(20);
    expect(worst(gainsOf([notch(mains, 30, 250)], NOTCH_FREQUENCIES, 250), db)).toBeLessThan(0.001);
  });

  test("lets nothing of the mains through, and costs less than 0.2 dB five hertz away", () => {
    expect(responseAt([notch(50, 30, 250)], 50, 250).gain).toBeLessThan(1e-9);
    expect(decibels(responseAt([notch(50, 30, 250)], 45, 250).gain)).toBeGreaterThan(-0.2);
  });
});

describe("the running filter", () => {
  test("has scipy's impulse response", () => {
    const bank = new FilterBank(bandPass(4, 1, 40, 250), 1);
    const out = new Float64Array(1);
    bank.filter([0], out);
    const response = Array.from({ length: 8 }, (_, i) => {
      bank.filter([i === 0 ? 1 : 0], out);
      return out[0];
    });
    const expected = [
      0.0210763774, 0.1138158527, 0.2612445107, 0.3258695997, 0.2165829569, 0.0172061169, -0.1254340552, -0.1498554418,
    ];
    for (const [i, value] of expected.entries()) expect(response[i]).toBeCloseTo(value, 9);
  });

  test.each([2, 6, 10, 20, 35, 45])("does to a sine of %i Hz what the response says", (frequency) => {
    const sections = cleaningSections(DEFAULT_CLEANING, 250);
    const bank = new FilterBank(sections, 2);
    const out = new Float64Array(2);
    const { gain, phase } = responseAt(sections, frequency, 250);
    let apart = 0;
    for (let i = 0; i < 3000; i++) {
      const angle = (2 * Math.PI * frequency * i) / 250;
      bank.filter([Math.sin(angle), 7], out);
      if (i > 2500) apart = Math.max(apart, Math.abs((out[0] ?? 0) - gain * Math.sin(angle + phase)), out[1] ?? 0);
    }
    expect(apart).toBeLessThan(1e-6);
  });

  test("the offset of an electrode makes no transient at the start, nor after a restart", () => {
    const bank = new FilterBank(cleaningSections(DEFAULT_CLEANING, 250), 1);
    const out = new Float64Array(1);
    let largest = 0;
    for (const offset of [120_000, -90_000]) {
      bank.restart();
      for (let i = 0; i < 500; i++) {
        bank.filter([offset + Math.sin(i / 4)], out);
        largest = Math.max(largest, Math.abs(out[0] ?? 0));
      }
    }
    expect(largest).toBeLessThan(2);
  });

  test("a step of the offset has died away to 1 % by the settling time", () => {
    const bank = new FilterBank(cleaningSections(DEFAULT_CLEANING, 250), 1);
    const out = new Float64Array(1);
    bank.filter([0], out);
    let after = 0;
    for (let i = 1; i < 1000; i++) {
      bank.filter([1], out);
      if (i / 250 >= DEFAULT_CLEANING.settling / 1000) after = Math.max(after, Math.abs(out[0] ?? 0));
    }
    expect(after).toBeLessThan(0.01);
  });

  test("the mains notch is left out where the rate is too low for it", () => {
    expect(cleaningSections({ ...DEFAULT_CLEANING, mains: 60 }, 100)).toHaveLength(4);
    expect(cleaningSections(DEFAULT_CLEANING, 250)).toHaveLength(5);
  });
});
