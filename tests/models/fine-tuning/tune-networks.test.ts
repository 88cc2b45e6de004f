import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, test } from "vitest";
import { chooseBackend } from "../../../src/models/backend.ts";
import { placesOfPlaying } from "../../../src/models/fine-tuning/child-phrases.ts";
import { gainOf, isGain } from "../../../src/models/fine-tuning/gain.ts";
import { tuneNetworks } from "../../../src/models/fine-tuning/tune-networks.ts";
import { TUNING_PLANS } from "../../../src/models/fine-tuning/tuning-plan.ts";
import { listWeights } from "../../../src/models/network-weights.ts";
import { openSegmentNetworks, readSegmentWeights } from "../../../src/models/segment-networks.ts";
import { inRoot } from "../../../src/server/folders.ts";
import { loadTunes } from "../../../src/server/library.ts";
import { resources } from "../../helpers/stage.ts";
import { habitNamed, playedSessions } from "./children.ts";

const base = readSegmentWeights(inRoot("models"));
const tunes = loadTunes().slice(0, 12);
const still = { report: () => {}, enough: () => false };
const habit = habitNamed("home from the fifth");
/** As in use, but of few epochs. */
const QUICK = {
  pitch: { ...TUNING_PLANS.pitch, epochs: 6 },
  trend: { ...TUNING_PLANS.trend, epochs: 2 },
};

beforeAll(async () => {
  await chooseBackend(["wasm", "cpu"]);
});

// Generous limits: a shared machine may be busy; on a quiet one the file takes some seconds.
describe("fine-tuning to a child", { timeout: 180_000 }, () => {
  test("foretells a habit in a later session, gives equal weights again, and leaves the base and no tensors behind", () => {
    const sessions = playedSessions(habit, [1, 2, 3], 50, resources());
    const before = listWeights(base.pitch).map((list) => list.slice());
    const epochs: string[] = [];
    const course = {
      ...still,
      report: (network: string, { epoch }: { epoch: number }) => epochs.push(`${network} ${epoch}`),
    };
    const tuning = tuneNetworks({ base, sessions, tunes }, course, QUICK);
    const tensors = tf.memory().numTensors;
    const again = tuneNetworks({ base, sessions, tunes }, still, QUICK);

    expect(tuning.asked).toBe(147);
    expect(epochs).toEqual(["pitch 1", "pitch 2", "pitch 3", "pitch 4", "pitch 5", "pitch 6", "trend 1", "trend 2"]);
    expect(again).toEqual(tuning);
    expect(tf.memory().numTensors).toBe(tensors);
    expect(listWeights(base.pitch)).toEqual(before);

    const { pitch, trend } = tuning;
    const tuned = openSegmentNetworks(base, { pitch: pitch.weights, trend: trend.weights });
    const later = playedSessions(habit, [9], 30, resources()).map((session) => {
      const places = placesOfPlaying(session);
      return { places, from: 0, to: places.length - 1 };
    });
    expect(gainOf("pitch", openSegmentNetworks(base), tuned, later).mean).toBeGreaterThan(0.1);
    expect(gainOf("trend", openSegmentNetworks(base), tuned, later).mean).toBeGreaterThan(0.5);
  });

  test("keeps the base where nothing is gained: no step was taken, so no weights come back", () => {
    const sessions = playedSessions(habit, [1, 2], 32, resources());
    const { pitch, trend } = tuneNetworks({ base, sessions, tunes }, { ...still, enough: () => true });
    expect(pitch).toEqual({ gain: { mean: 0, error: 0, phrases: 13 } });
    expect(trend).toEqual(pitch);
  });

  test("the top layer alone: what the LSTM remembers stays the base's", () => {
    const sessions = playedSessions(habit, [1, 2], 32, resources());
    const top = { ...TUNING_PLANS.trend, epochs: 2, recurrent: false };
    const plans = { pitch: { ...QUICK.pitch, epochs: 0 }, trend: top };
    const weights = tuneNetworks({ base, sessions, tunes }, still, plans).trend.weights ?? new Float32Array();
    const lists = listWeights(base.trend);
    const lstm = lists.slice(0, 3).reduce((sum, { length }) => sum + length, 0);
    const all = Buffer.concat(
      lists.map(({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength)),
    );
    const tuned = Buffer.from(weights.buffer);
    expect(tuned.length).toBe(all.length);
    expect(tuned.subarray(0, 4 * lstm).equals(all.subarray(0, 4 * lstm))).toBe(true);
    expect(tuned.subarray(4 * lstm).equals(all.subarray(4 * lstm))).toBe(false);
  });

  test("with too little playing refuses in one sentence that says how much is needed", () => {
    const sessions = playedSessions(habit, [1], 12, resources());
    expect(() => tuneNetworks({ base, sessions, tunes }, still)).toThrow(
      "There are 11 phrases that follow on another one, too few to learn from: 60 are needed. Play some more sessions first.",
    );
  });
});

describe("a gain", () => {
  test.each([
    [{ mean: 0.3, error: 0.1, phrases: 40 }, true],
    [{ mean: 0.1, error: 0.3, phrases: 40 }, false],
    [{ mean: -0.3, error: 0.1, phrases: 40 }, false],
    [{ mean: 0, error: 0, phrases: 40 }, false],
    [{ mean: Number.NaN, error: Number.NaN, phrases: 0 }, false],
  ])("%j counts: %s", (gain, counts) => {
    expect(isGain(gain)).toBe(counts);
  });
});
