import { describe, expect, test } from "vitest";
import { ALPHA, bandPower } from "../../../src/engine/eeg/bands.ts";
import { NO_ARTEFACTS } from "../../../src/engine/eeg/brain-artefacts.ts";
import { PinkNoise } from "../../../src/engine/eeg/brain-sources.ts";
import { DEFAULT_EPOCHS, EpochReader } from "../../../src/engine/eeg/epochs.ts";
import { MainsProbe } from "../../../src/engine/eeg/mains-probe.ts";
import { DEFAULT_LIMITS, faultsOf } from "../../../src/engine/eeg/quality.ts";
import { type BrainSettings, DEFAULT_BRAIN, SimulatedBrain } from "../../../src/engine/eeg/simulated-brain.ts";
import { Spectrum, welch } from "../../../src/engine/eeg/spectrum.ts";
import { Draws, seeded } from "../../../src/engine/random.ts";

const CLEAN: BrainSettings = { ...DEFAULT_BRAIN, artefacts: NO_ARTEFACTS };
const O2 = DEFAULT_BRAIN.montage.indexOf("O2");
const FP1 = DEFAULT_BRAIN.montage.indexOf("Fp1");

/** Epochs that do not overlap, with the spectra of their clean channels and whether anything was in the way. */
function* epochsOf(brain: SimulatedBrain, settings: BrainSettings, seconds: number) {
  const { rate, montage } = settings;
  const reader = new EpochReader(montage.length, rate, { ...DEFAULT_EPOCHS, hop: DEFAULT_EPOCHS.window });
  const spectrum = new Spectrum(reader.length, rate);
  const mains = new MainsProbe(reader.length, 50, rate);
  const troubled: boolean[] = [];
  const lost: boolean[] = [];
  for (let i = 0; i < seconds * rate; i++) {
    const epoch = reader.add(i, brain.next());
    const { blink, muscle, popping, lost: without } = brain.truth;
    troubled.push(blink || muscle || popping.length > 0 || without.length > 0);
    lost.push(without.length > 0);
    if (epoch === undefined) continue;
    const spectra = epoch.clean.map((clean) => spectrum.densities(clean, clean)[0]);
    const resolution = spectrum.resolution;
    const faults = faultsOf(epoch, { limits: DEFAULT_LIMITS, spectra, resolution, mains });
    const from = Math.max(0, epoch.from - 250);
    yield {
      faults,
      spectra,
      resolution,
      troubled: troubled.slice(from).includes(true),
      lost: lost.slice(epoch.from),
    };
  }
}

test("the background falls as 1/f", () => {
  const draws = new Draws(seeded(1, "pink"));
  const pink = new PinkNoise(250, draws);
  const samples = Float64Array.from({ length: 100_000 }, () => pink.next(draws));
  const deviation = Math.sqrt(samples.reduce((sum, value) => sum + value * value, 0) / samples.length);
  expect(deviation).toBeGreaterThan(0.9);
  expect(deviation).toBeLessThan(1.1);
  const spectrum = new Spectrum(1000, 250);
  const densities = welch(samples, spectrum);
  const power = (low: number, high: number) => bandPower(densities, spectrum.resolution, { name: "", low, high });
  // Over four octaves from 1–2 to 16–32 Hz, the slope on logarithmic axes.
  const slope = Math.log2(power(16, 32) / power(1, 2)) / 4;
  expect(slope).toBeGreaterThan(-1.25);
  expect(slope).toBeLessThan(-0.75);
});

test("the same seed and states give the same samples, another seed others", () => {
  const run = (seed: number) => {
    const brain = new SimulatedBrain(DEFAULT_BRAIN, seeded(seed, "child"));
    return Array.from({ length: 500 }, (_, i) => {
      brain.listening = i < 250 ? 0 : 1;
      return [...brain.next()];
    });
  };
  expect(run(1)).toEqual(run(1));
  expect(run(1)).not.toEqual(run(2));
});

test("artefacts do not shift the brain behind them", () => {
  const [with_, without] = [DEFAULT_BRAIN, CLEAN].map((settings) => new SimulatedBrain(settings, seeded(3, "child")));
  let same = 0;
  for (let i = 0; i < 5000; i++) {
    const [a, b] = [with_?.next(), without?.next()];
    if (a?.every((value, channel) => Math.abs(value - (b?.[channel] ?? 0)) < 1e-9)) same += 1;
  }
  expect(same).toBeGreaterThan(2000);
  expect(same).toBeLessThan(5000);
});

describe("listening", () => {
  /** Mean log10 alpha power at O2 of one brain in a state, two minutes long. */
  function alpha(seed: number, listening: number, effect: number): number {
    const settings = { ...CLEAN, montage: ["O2"], effect: { ...CLEAN.effect, alpha: effect } };
    const brain = new SimulatedBrain(settings, seeded(seed, "child"));
    brain.listening = listening;
    const levels = [...epochsOf(brain, settings, 120)]
      .slice(3)
      .map(({ spectra, resolution }) => Math.log10(bandPower(spectra[0] as Float64Array, resolution, ALPHA)));
    return levels.reduce((sum, level) => sum + level, 0) / levels.length;
  }

  test.each([
    [0.35, 0.2, 0.4],
    [-0.35, -0.4, -0.2],
    [0, -0.01, 0.01],
  ])("an effect of %f on alpha is seen behind the background, and none where there is none", (effect, low, high) => {
    const changes = [1, 2].map((seed) => alpha(seed, 1, effect) - alpha(seed, 0, effect));
    for (const change of changes) {
      expect(change).toBeGreaterThanOrEqual(low);
      expect(change).toBeLessThanOrEqual(high);
    }
  });

  test("alpha is strongest at the back of the head", () => {
    const brain = new SimulatedBrain(CLEAN, seeded(4, "child"));
    let [back, front] = [0, 0];
    for (const { spectra, resolution } of epochsOf(brain, CLEAN, 60)) {
      back += bandPower(spectra[O2] as Float64Array, resolution, ALPHA);
      front += bandPower(spectra[FP1] as Float64Array, resolution, ALPHA);
    }
    expect(back / front).toBeGreaterThan(1.5);
  });
});

describe("what is in the way", () => {
  test("nearly every clean epoch is found good, and no channel without contact", () => {
    const settings = { ...DEFAULT_BRAIN, artefacts: { ...DEFAULT_BRAIN.artefacts, losses: 6 } };
    const brain = new SimulatedBrain(settings, seeded(5, "child"));
    let [clean, good, lost, missed] = [0, 0, 0, 0];
    for (const { faults, troubled, lost: without } of epochsOf(brain, settings, 200)) {
      if (!troubled) {
        clean += faults.length;
        good += faults.filter((list) => list.length === 0).length;
      }
      if (without.every(Boolean)) {
        lost += 1;
        if (faults.every((list) => list.length === 0)) missed += 1;
      }
    }
    expect(clean).toBeGreaterThan(60);
    expect(good / clean).toBeGreaterThan(0.95);
    expect(lost).toBeGreaterThan(5);
    expect(missed).toBe(0);
  });

  test("blinks are found at the forehead", () => {
    const settings = { ...CLEAN, artefacts: { ...NO_ARTEFACTS, blinks: 40 } };
    const brain = new SimulatedBrain(settings, seeded(6, "child"));
    const epochs = [...epochsOf(brain, settings, 120)];
    const bad = epochs.filter(({ faults }) => faults[FP1]?.includes("amplitude")).length;
    const badBehind = epochs.filter(({ faults }) => faults[O2]?.includes("amplitude")).length;
    expect(bad / epochs.length).toBeGreaterThan(0.3);
    expect(badBehind).toBe(0);
  });
});
