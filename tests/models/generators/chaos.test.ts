import { describe, expect, test } from "vitest";
import { pitchClass } from "../../../src/engine/music/note.ts";
import { segmentMelody } from "../../../src/engine/music/segment.ts";
import { Draws, seeded } from "../../../src/engine/random.ts";
import type { Generator } from "../../../src/models/generators/generator.ts";
import { contractionsOf, ITERATED_FUNCTIONS, iterate } from "../../../src/models/generators/iterated-functions.ts";
import { evenOut, GROWTH, LOGISTIC, logisticMap, logisticSeries } from "../../../src/models/generators/logistic.ts";
import { LOOPED } from "../../../src/models/generators/looped.ts";
import { PENTATONIC_CHAOS, pentatonicTones } from "../../../src/models/generators/pentatonic.ts";
import { loadTunes } from "../../../src/server/library.ts";

const tunes = loadTunes();

function pitchesOf(generator: Generator, source = tunes[3], duration = 300_000): number[] {
  if (!source) throw new Error("there are no tunes");
  const task = { source, library: segmentMelody(source).segments, duration, seed: 6 };
  return generator.generate(task).notes.map(({ pitch }) => pitch);
}

describe("the logistic map", () => {
  test("is chaotic: neighbours part by a factor of about e^0.64 a step (positive Lyapunov exponent)", () => {
    const next = logisticSeries(new Draws(seeded(1, "lyapunov")));
    let sum = 0;
    for (let i = 0; i < 20_000; i++) sum += Math.log(Math.abs(GROWTH * (1 - 2 * next())));
    expect(sum / 20_000).toBeGreaterThan(0.6);
    expect(sum / 20_000).toBeLessThan(Math.LN2);
  });

  test("stays in (0, 1) and is the map of its last value", () => {
    const next = logisticSeries(new Draws(seeded(2, "range")));
    let before = next();
    for (let i = 0; i < 10_000; i++) {
      const x = next();
      expect(x).toBe(logisticMap(before));
      expect(x > 0 && x < 1).toBe(true);
      before = x;
    }
  });

  test("has the source's pitches about as often as the source has them", () => {
    const share = (pitches: readonly number[], pitch: number) =>
      pitches.filter((other) => other === pitch).length / pitches.length;
    for (const source of tunes.slice(0, 8)) {
      const made = pitchesOf(LOGISTIC, source);
      const own = source.notes.map(({ pitch }) => pitch);
      for (const pitch of new Set([...own, ...made])) {
        expect(Math.abs(share(made, pitch) - share(own, pitch)), `${source.id}, ${pitch}`).toBeLessThan(0.12);
      }
    }
  });

  test("evened out lies below any value as often as the value says", () => {
    const next = logisticSeries(new Draws(seeded(3, "even")));
    const values = Array.from({ length: 20_000 }, () => evenOut(next()));
    for (const share of [0.1, 0.3, 0.5, 0.7, 0.9]) {
      expect(Math.abs(values.filter((value) => value < share).length / values.length - share)).toBeLessThan(0.08);
    }
  });
});

describe("pentatonic chaos", () => {
  test("keeps to the pentatonic scale, never leaps, never says a tone twice running, and does not repeat itself", () => {
    for (const source of tunes) {
      const steps = source.key.mode === "major" ? [0, 2, 4, 7, 9] : [0, 3, 5, 7, 10];
      const pitches = pitchesOf(PENTATONIC_CHAOS, source, 60_000);
      for (const pitch of pitches) expect(steps, source.id).toContain(pitchClass(pitch - source.key.tonic));
      for (const [i, pitch] of pitches.slice(1).entries()) {
        const size = Math.abs(pitch - (pitches[i] ?? 0));
        expect(size, source.id).toBeGreaterThan(0);
        expect(size, source.id).toBeLessThanOrEqual(7);
      }
    }
  });

  test("has at least three tones, however narrow the source", () => {
    const notes = [{ onset: 0, duration: 480, pitch: 61, velocity: 80 }];
    expect(pentatonicTones({ key: { tonic: 0, mode: "major" }, notes })).toEqual([60, 62, 64]);
    const top = [{ onset: 0, duration: 480, pitch: 127, velocity: 80 }];
    expect(pentatonicTones({ key: { tonic: 0, mode: "major" }, notes: top }).at(-1)).toBe(127);
  });
});

describe("the iterated function system", () => {
  test("draws near: from two beginnings the same draws lead to the same orbit", () => {
    const contractions = contractionsOf(tunes[3] as (typeof tunes)[number]);
    const [a, b] = [new Draws(seeded(7, "orbit")), new Draws(seeded(7, "orbit"))];
    let [x, y] = [0, 127];
    for (let i = 0; i < 60; i++) [x, y] = [iterate(x, contractions, a), iterate(y, contractions, b)];
    expect(x).toBeCloseTo(y, 9);
    expect(contractions.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
  });

  test("moves less than chaos that is mapped to pitch directly, with as wide a spread as the source", () => {
    const meanSize = (pitches: readonly number[]) =>
      pitches.slice(1).reduce((sum, pitch, i) => sum + Math.abs(pitch - (pitches[i] ?? 0)), 0) / (pitches.length - 1);
    const spread = (pitches: readonly number[]) => {
      const mean = pitches.reduce((sum, pitch) => sum + pitch, 0) / pitches.length;
      return Math.sqrt(pitches.reduce((sum, pitch) => sum + (pitch - mean) ** 2, 0) / pitches.length);
    };
    let smaller = 0;
    for (const source of tunes) {
      const [fractal, direct] = [pitchesOf(ITERATED_FUNCTIONS, source), pitchesOf(LOGISTIC, source)];
      if (meanSize(fractal) < meanSize(direct)) smaller++;
      const own = source.notes.map(({ pitch }) => pitch);
      expect(Math.abs(spread(fractal) / spread(own) - 1), source.id).toBeLessThan(0.3);
    }
    expect(smaller).toBeGreaterThan(0.9 * tunes.length);
  });
});

test("all three leave the source's rhythm as it is", () => {
  const rhythm = (generator: Generator) => {
    const source = tunes[7];
    if (!source) throw new Error("there are no tunes");
    const task = { source, library: [], duration: 60_000, seed: 1 };
    return generator.generate(task).notes.map(({ onset, duration }) => [onset, duration]);
  };
  for (const generator of [LOGISTIC, PENTATONIC_CHAOS, ITERATED_FUNCTIONS]) {
    expect(rhythm(generator)).toEqual(rhythm(LOOPED));
  }
});
