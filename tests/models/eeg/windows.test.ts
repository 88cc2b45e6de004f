import { describe, expect, test } from "vitest";
import { BANDS } from "../../../src/engine/eeg/bands.ts";
import type { EpochMeasures } from "../../../src/engine/eeg/epoch-meter.ts";
import { USUAL_EFFECT } from "../../../src/engine/eeg/simulated-brain.ts";
import { measureDataset } from "../../../src/models/eeg/measure-dataset.ts";
import { type OwnRest, ownRest } from "../../../src/models/eeg/own-rest.ts";
import { windowsFrom } from "../../../src/models/eeg/windows.ts";
import { simulatedDataset } from "./simulated-recordings.ts";

const dataset = await measureDataset(simulatedDataset({ participants: 1, effect: USUAL_EFFECT }));
const { montage } = dataset;
const [before = [], again = [], music = []] = dataset.recordings.map(({ epochs }) =>
  epochs.map(({ measures }) => measures),
);
const rest = ownRest(before, montage) as OwnRest;

/** The same epoch with a channel that has lost the skin. */
function without(channel: number, measures: EpochMeasures): EpochMeasures {
  return { ...measures, faults: measures.faults.map((list, i) => (i === channel ? ["railed"] : list)) };
}

function meanOf(
  epochs: readonly EpochMeasures[],
  of: (values: NonNullable<ReturnType<ReturnType<typeof windowsFrom>>>) => number,
) {
  const windows = epochs.flatMap((epoch) => windowsFrom(rest)(epoch) ?? []);
  return windows.reduce((sum, window) => sum + of(window), 0) / windows.length;
}

describe("own rest", () => {
  test("is the origin: its own windows lie about 0, in z and in the tangent space", () => {
    for (let i = 0; i < montage.length * BANDS.length; i++) {
      expect(Math.abs(meanOf(before, ({ z }) => z[i] as number))).toBeLessThan(0.4);
    }
    const size = windowsFrom(rest)(before[0] as EpochMeasures)?.tangent.length ?? 0;
    expect(size).toBe((5 * 4 * 5) / 2);
    for (let i = 0; i < size; i++)
      expect(Math.abs(meanOf(before, ({ tangent }) => tangent[i] as number))).toBeLessThan(0.25);
  });

  test("does not change with what comes after it", () => {
    expect(ownRest(before, montage)).toEqual(rest);
  });

  test("is none with fewer than five clean epochs, or where most channels have no contact", () => {
    expect(ownRest(before.slice(0, 4), montage)).toBeUndefined();
    const lost = before.map((epoch) => without(0, without(1, epoch)));
    expect(ownRest(lost, montage)).toBeUndefined();
  });

  test("leaves out a channel that had no contact, for good", () => {
    const three = ownRest(
      before.map((epoch) => without(1, epoch)),
      montage,
    ) as OwnRest;
    expect([...three.alive]).toEqual([1, 0, 1, 1]);
    const window = windowsFrom(three)(again[0] as EpochMeasures);
    expect([...(window?.good ?? [])]).toEqual([1, 0, 1, 1]);
    expect(window?.z.slice(BANDS.length, 2 * BANDS.length).every((value) => value === 0)).toBe(true);
  });
});

/** The same epoch with some channels' band louder than at rest by this many scales. */
function louder(channels: readonly number[], band: number, scales: number, measures: EpochMeasures): EpochMeasures {
  const features = measures.features.slice();
  for (const channel of channels) {
    const place = channel * BANDS.length + band;
    features[place] = (rest.baseline.centre[place] as number) + scales * (rest.baseline.scale[place] as number);
  }
  return { ...measures, features };
}

describe("windows", () => {
  test.each([0, 5, 6])("leave out a channel where eyes or muscle are heard (band %d)", (band) => {
    const see = windowsFrom(rest);
    const epoch = again[3] as EpochMeasures;
    expect([...(see(louder([1], band, 4.5, epoch))?.good ?? [])]).toEqual([1, 0, 1, 1]);
    expect([...(see(louder([1], band, 3.5, epoch))?.good ?? [])]).toEqual([1, 1, 1, 1]);
    expect(see(louder([0, 1], band, 4.5, epoch))).toBeUndefined();
    // Alpha may rise as far as it likes: that is what listens.
    expect([...(see(louder([0, 1, 2, 3], 2, 6, epoch))?.good ?? [])]).toEqual([1, 1, 1, 1]);
  });

  test("show alpha at the back rise with listening, and stay about 0 at rest", () => {
    expect(meanOf(music, ({ alpha }) => alpha) - meanOf(again, ({ alpha }) => alpha)).toBeGreaterThan(0.5);
    expect(Math.abs(meanOf(again, ({ alpha }) => alpha))).toBeLessThan(0.5);
  });

  test("with a bad channel say nothing of it, and of the others the same", () => {
    const epoch = music[3] as EpochMeasures;
    const [whole, part] = [epoch, without(3, epoch)].map((measures) => windowsFrom(rest)(measures));
    expect([...(part?.good ?? [])]).toEqual([1, 1, 1, 0]);
    expect(part?.z.slice(0, 3 * BANDS.length)).toEqual(whole?.z.slice(0, 3 * BANDS.length));
    expect(part?.z.slice(3 * BANDS.length, 4 * BANDS.length).every((value) => value === 0)).toBe(true);
    // Rows of the triangle of four channels: 0–3, 4–6, 7–8, 9; what touches channel 3 is the last of each.
    for (let band = 0; band < 5; band++) {
      const triangle = part?.tangent.slice(band * 10, band * 10 + 10) ?? [];
      for (const place of [3, 6, 8, 9]) expect(triangle[place]).toBe(0);
      expect(triangle[0]).not.toBe(0);
    }
  });

  test("are none below 60 % of good channels", () => {
    expect(windowsFrom(rest)(without(0, without(1, music[0] as EpochMeasures)))).toBeUndefined();
  });
});
