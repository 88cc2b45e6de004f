import { describe, expect, test } from "vitest";
import { PITCH_CLASSES, pitchIndex } from "../../src/engine/music/features.ts";
import { directionChances, stepChances } from "../../src/engine/music/forecast.ts";
import { softmax } from "../../src/engine/music/sampling.ts";
import { segmentMelody } from "../../src/engine/music/segment.ts";
import { deafNetworks } from "../../src/models/deaf-networks.ts";
import { walkingTune } from "./walking-tune.ts";

const TUNES = Array.from({ length: 8 }, (_, i) => walkingTune(`walk ${i}`));

describe("networks that hear nothing", () => {
  const { pitch, trend } = deafNetworks(TUNES.flatMap((tune) => segmentMelody(tune).segments));
  const said = ({ initial, inputs, step, blank }: typeof pitch, value: number) =>
    step(initial(), new Float32Array(inputs).fill(value), blank()).output;

  test("say how often each class comes, with one more of each", () => {
    const segments = TUNES.flatMap((tune) => segmentMelody(tune).segments);
    const onTonic = segments.filter(({ initialPitch }) => pitchIndex(initialPitch) === pitchIndex(0)).length;
    const chances = softmax(said(pitch, 0), 0, PITCH_CLASSES);
    expect(chances[pitchIndex(0)]).toBeCloseTo((onTonic + 1) / (segments.length + PITCH_CLASSES), 6);
    const rising = segments.filter(({ direction }) => direction === 2).length;
    expect(directionChances(said(trend, 0))[2]).toBeCloseTo((rising + 1) / (segments.length + 3), 6);
    const staying = segments.filter(({ trend: steps }) => steps[3] === 0).length;
    expect(stepChances(said(trend, 0), 3)[12]).toBeCloseTo((staying + 1) / (segments.length + 25), 6);
  });

  test("say it whatever they hear", () => {
    for (const network of [pitch, trend]) expect(said(network, 0.7)).toEqual(said(network, -2));
  });
});
