import { describe, expect, test } from "vitest";
import { DEFAULT_EPOCHS, EpochReader } from "../../../src/engine/eeg/epochs.ts";
import { DEFAULT_CLEANING } from "../../../src/engine/eeg/filter-design.ts";
import { IMPEDANCE_ERROR, IMPEDANCE_WARNING, ImpedanceMeter, impedanceOf } from "../../../src/engine/eeg/impedance.ts";
import { MainsProbe } from "../../../src/engine/eeg/mains-probe.ts";
import { DEFAULT_LIMITS, type Fault, faultsOf, goodShare } from "../../../src/engine/eeg/quality.ts";
import { fromRest, restBaseline } from "../../../src/engine/eeg/rest-baseline.ts";
import { Spectrum } from "../../../src/engine/eeg/spectrum.ts";
import { Draws, seeded } from "../../../src/engine/random.ts";

const RATE = 250;

describe("epochs", () => {
  /** Where the epochs of so many samples begin, when the reader is told of gaps and boundaries before some of them. */
  function begins(samples: number, gaps: readonly number[] = [], boundaries: readonly number[] = []): number[] {
    const reader = new EpochReader(1, RATE);
    return Array.from({ length: samples }, (_, i) => {
      if (gaps.includes(i)) reader.gap();
      if (boundaries.includes(i)) reader.boundary();
      return reader.add(i, [0])?.from;
    }).filter((from) => from !== undefined);
  }

  test("begin after the filters have settled, and come every half second", () => {
    expect(begins(1600)).toEqual([475, 600, 725, 850, 975, 1100]);
  });

  test("after a gap the filters settle anew", () => {
    expect(begins(2200, [1100])).toEqual([475, 600, 1575, 1700]);
  });

  test("none reaches across a boundary of phases, and nothing settles again", () => {
    expect(begins(2000, [], [1100])).toEqual([475, 600, 1100, 1225, 1350, 1475]);
  });

  test("hold the samples as they came beside the cleaned ones", () => {
    const reader = new EpochReader(2, RATE, DEFAULT_EPOCHS, { ...DEFAULT_CLEANING, settling: 0 });
    let apart = 0;
    for (let i = 0; i < 1500; i++) {
      const epoch = reader.add(i, [1000 + i, Math.sin((2 * Math.PI * 10 * i) / RATE)]);
      if (epoch === undefined) continue;
      expect(epoch.raw[0]?.[0]).toBe(1000 + epoch.from);
      expect(epoch.raw[0]?.[499]).toBe(1000 + i);
      if (epoch.from > 500) apart = Math.max(apart, ...(epoch.clean[1] ?? []).map((value) => Math.abs(value) - 1));
    }
    expect(apart).toBeLessThan(0.01);
  });
});

/** Brain-like noise of some 10 µV on an electrode's offset. */
function plain(draws: Draws): (i: number) => number {
  let drift = 0;
  return (i) => {
    drift = 0.95 * drift + draws.normal(0, 2.5);
    return 4000 + drift + 6 * Math.sin((2 * Math.PI * 10.2 * i) / RATE);
  };
}

describe("quality", () => {
  /** The faults of the second epoch of a signal. */
  function faults(at: (i: number) => number, restMuscle?: number): readonly Fault[] {
    const reader = new EpochReader(1, RATE);
    const spectrum = new Spectrum(reader.length, RATE);
    const mains = new MainsProbe(reader.length, 50, RATE);
    let found: Fault[] = [];
    for (let i = 0; i < 1200; i++) {
      const epoch = reader.add(i, [at(i)]);
      if (epoch === undefined) continue;
      const clean = epoch.clean[0] as Float64Array;
      const context = {
        limits: DEFAULT_LIMITS,
        spectra: [spectrum.densities(clean, clean)[0]],
        resolution: spectrum.resolution,
        mains,
        ...(restMuscle === undefined ? {} : { restMuscle: [restMuscle] }),
      };
      found = faultsOf(epoch, context)[0] ?? [];
    }
    return found;
  }
  const brain = plain(new Draws(seeded(1, "brain")));
  const noise = new Draws(seeded(2, "muscle"));

  test.each<[string, (i: number) => number, Fault[]]>([
    ["a plain signal", brain, []],
    ["a railed channel", () => -187_500.02, ["railed", "flat"]],
    ["a channel that is switched off", () => 0, ["flat"]],
    [
      "a blink",
      (i) => brain(i) + (i > 950 && i < 1000 ? 250 * Math.sin((Math.PI * (i - 950)) / 50) : 0),
      ["amplitude"],
    ],
    ["a jumping electrode", (i) => brain(i) + (i > 1000 ? 400 : 0), ["amplitude", "step"]],
    ["mains that drown it", (i) => brain(i) + 400 * Math.sin((2 * Math.PI * 50 * i) / RATE), ["mains"]],
    ["some mains", (i) => brain(i) + 20 * Math.sin((2 * Math.PI * 50 * i) / RATE), []],
  ])("%s", (_, at, expected) => {
    expect(faults(at)).toEqual(expected);
  });

  test("a muscle is seen against the own rest alone", () => {
    const tense = (i: number) => brain(i) + noise.normal(0, 12);
    expect(faults(tense)).toEqual([]);
    expect(faults(tense, 0.05)).toEqual(["muscle"]);
    expect(faults(brain, 0.05)).toEqual([]);
  });

  test.each([50, 50.2, 49.9])(
    "the amplitude of a hum of %f Hz is measured within a tenth, whatever else is there",
    (frequency) => {
      const probe = new MainsProbe(500, 50, RATE);
      const raw = Float64Array.from(
        { length: 500 },
        (_, i) => brain(i) + 30 * Math.sin((2 * Math.PI * frequency * i) / RATE + 1),
      );
      expect(Math.abs(probe.amplitudeIn(raw) / 30 - 1)).toBeLessThan(0.1);
      expect(probe.amplitudeIn(raw.map(() => 90_000))).toBe(0);
    },
  );

  test("share of good channels", () => {
    expect(goodShare([[], [], ["flat"], []])).toBe(0.75);
    expect(goodShare([])).toBe(0);
  });
});

describe("impedance", () => {
  test.each([
    [9.33381, 0],
    [21.2132, 2800],
    [30.547, 5000],
    [51.7602, 10_000],
    [100, 21_370],
    [3191.3, IMPEDANCE_WARNING],
    [10_615.9, IMPEDANCE_ERROR],
  ])("a deviation of %f µV is %f Ω", (deviation, ohms) => {
    expect(Math.abs(impedanceOf(deviation) - ohms)).toBeLessThanOrEqual(Math.max(1, ohms * 2e-4));
  });

  test.each([5000, 20_000, 800_000])(
    "an electrode of %i Ω is measured within three parts of a hundred beside a brain",
    (ohms) => {
      const meter = new ImpedanceMeter(1, RATE);
      const brain = plain(new Draws(seeded(3, "brain")));
      const amplitude = (ohms + 2200) * 6e-9 * 1e6;
      let first: number | undefined;
      for (let i = 0; i < 1000; i++) {
        meter.add([brain(i) + amplitude * Math.sin((2 * Math.PI * 31.2 * i) / RATE)]);
        if (meter.read() !== undefined) first ??= i;
      }
      expect(first).toBe(374);
      expect(Math.abs((meter.read()?.[0] ?? 0) / ohms - 1)).toBeLessThan(0.03);
    },
  );
});

describe("the own rest", () => {
  const column = (...values: number[]) => values.map((value) => Float64Array.of(value, -value));

  test("V5: median, spread and score", () => {
    const rest = restBaseline(column(1, 2, 3, 4, 100));
    expect(rest && [...rest.centre]).toEqual([3, -3]);
    expect(rest?.scale[0]).toBeCloseTo(1.4826, 10);
    expect(rest && fromRest(Float64Array.of(10, -3), rest)[0]).toBeCloseTo(4.7214353, 7);
    expect(rest && fromRest(Float64Array.of(10, -3), rest)[1]).toBeCloseTo(0, 10);
  });

  test("fewer than five epochs are none", () => {
    expect(restBaseline(column(1, 2, 3, 4))).toBeUndefined();
    expect(restBaseline([])).toBeUndefined();
  });

  test("a short rest leans on the population, a long one does not", () => {
    const population = { scale: Float64Array.of(4, 4), weight: 15 };
    const short = restBaseline(column(1, 2, 3, 4, 100), population);
    expect(short?.scale[0]).toBeCloseTo(Math.sqrt((5 * 1.4826 ** 2 + 15 * 16) / 20), 10);
    const long = Array.from({ length: 60 }, (_, i) => Float64Array.of(i % 5, 0));
    expect(restBaseline(long, population)?.scale[0]).toBeCloseTo(1.4826, 10);
  });

  test("a feature that never moves gives a finite score", () => {
    const rest = restBaseline(column(2, 2, 2, 2, 2));
    expect(rest && Number.isFinite(fromRest(Float64Array.of(3, 0), rest)[0])).toBe(true);
  });
});
