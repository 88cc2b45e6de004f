import { expect, test } from "vitest";
import { BANDS } from "../../../src/engine/eeg/bands.ts";
import { EpochMeter } from "../../../src/engine/eeg/epoch-meter.ts";
import { DEFAULT_EPOCHS, EpochReader } from "../../../src/engine/eeg/epochs.ts";
import { reactionTime } from "../../../src/engine/eeg/reaction-time.ts";
import { DEFAULT_SMOOTHING, NO_SCORE, showScore, takeReading } from "../../../src/engine/eeg/score.ts";

const RATE = 250;
const HIGH_ALPHA = BANDS.findIndex(({ name }) => name === "high alpha");
/** When the rhythm doubles its power, and how long is looked at. */
const STEP = 30_000;
const END = 70_000;

/**
 * The score's answer to alpha that doubles its power at once, through the engine's own filters, epochs and spectrum. The guess is
 * linear in power, so that the mean delay is the sum of its parts.
 */
function meanDelay(smoothing: number, offset: number): number {
  const reader = new EpochReader(1, RATE);
  const meter = new EpochMeter({ montage: ["Oz"], rate: RATE, length: reader.length, mains: 50 });
  const step = STEP + offset;
  let score = NO_SCORE;
  let [before, waited] = [0, 0];
  for (let i = 0; i < (END * RATE) / 1_000; i++) {
    const at = (1_000 * i) / RATE;
    const amplitude = at < step ? 10 : 10 * Math.SQRT2;
    const epoch = reader.add(i, [amplitude * Math.sin((2 * Math.PI * 11 * i) / RATE)]);
    if (epoch) {
      const power = 10 ** (meter.measure(epoch).features[HIGH_ALPHA] as number);
      before ||= power;
      const probability = 0.1 + 0.8 * Math.max(0, Math.min(1, power / before - 1));
      const outcome = { kind: "probability", probability, uncertainty: 0 } as const;
      score = takeReading(score, { at, faults: [[]], bands: [], outcome }, smoothing, false);
    }
    const shown = showScore(score, at);
    if (at >= step && shown.kind === "score") waited += (1 - (score.average - 0.1) / 0.8) * (1_000 / RATE);
  }
  return waited;
}

test.each([1_000, DEFAULT_SMOOTHING, 5_000])(
  "the stated reaction time is the one that is measured, smoothing %i ms",
  (smoothing) => {
    // The step may fall anywhere between two epochs.
    const offsets = [0, 125, 250, 375];
    const measured = offsets.reduce((sum, offset) => sum + meanDelay(smoothing, offset), 0) / offsets.length;
    expect(Math.abs(measured - reactionTime(DEFAULT_EPOCHS, smoothing, 0))).toBeLessThan(60);
  },
);
