import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { PITCH_CLASSES, PITCH_FEATURES, pitchIndex, TREND_FEATURES } from "../../src/engine/music/features.ts";
import { placesOf, prepareTunes, splitOf, transposeTune } from "../../src/models/dataset.ts";
import { PITCH_TASK, TREND_TASK } from "../../src/models/task.ts";
import { walkingTune } from "./walking-tune.ts";

const corpus = Array.from({ length: 200 }, (_, i) => ({ melody: walkingTune(`tune ${i}`), simple: i % 3 === 0 }));

describe("the corpus as the networks learn it", () => {
  test("each tune lies in one split, whatever else is in the corpus and in whatever order", () => {
    const all = prepareTunes(corpus);
    expect(all).toHaveLength(200);
    expect(new Set(all.map(({ id }) => id)).size).toBe(200);
    const fewer = prepareTunes(corpus.slice(50).reverse());
    for (const tune of fewer) expect(tune.split).toBe(all.find(({ id }) => id === tune.id)?.split);
  });

  test("about 80, 10 and 10 % of the tunes fall into the splits", () => {
    const counts = { training: 0, validation: 0, test: 0 };
    for (let i = 0; i < 5000; i++) counts[splitOf(`lc${i}`)]++;
    expect(counts.training / 5000).toBeCloseTo(0.8, 1);
    expect(counts.validation / 5000).toBeCloseTo(0.1, 1);
    expect(counts.test / 5000).toBeCloseTo(0.1, 1);
  });

  test("the same tune under another name, in another key, is taken once: no tune can lie in two splits", () => {
    const [first] = corpus;
    if (!first) throw new Error("no corpus");
    const notes = first.melody.notes.map((note) => ({ ...note, pitch: note.pitch + 5 }));
    const again = { simple: true, melody: { ...first.melody, id: "zzz other text", notes } };
    const tunes = prepareTunes([again, ...corpus]);
    expect(tunes.map(({ id }) => id)).not.toContain("zzz other text");
    expect(tunes).toHaveLength(200);
  });

  test("a place is causal: what comes later changes nothing", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 7 }),
        fc.integer({ min: 0, max: 199 }),
        fc.integer({ min: 0, max: 199 }),
        (k, a, b) => {
          const segments = (i: number) => prepareTunes(corpus.slice(i, i + 1))[0]?.segments ?? [];
          const kind = { minor: false, triple: true };
          const heard = segments(a).slice(0, k);
          const whole = placesOf([...heard, ...segments(b)], kind);
          expect(whole.slice(0, k)).toEqual(placesOf(heard, kind));
        },
      ),
      { numRuns: 50 },
    );
  });

  test("an entry asks for the segment after the last it saw", () => {
    for (const tune of prepareTunes(corpus.slice(0, 20))) {
      const pitch = PITCH_TASK.sequence(tune);
      const trend = TREND_TASK.sequence(tune);
      expect(pitch.inputs).toHaveLength(tune.segments.length - 1);
      expect(trend.inputs).toHaveLength(tune.segments.length - 1);
      tune.segments.slice(1).forEach((next, i) => {
        expect(pitch.inputs[i]).toHaveLength(PITCH_FEATURES);
        expect(trend.inputs[i]).toHaveLength(TREND_FEATURES);
        expect(pitch.targets[i]).toEqual(Uint8Array.of(pitchIndex(next.initialPitch)));
        const [direction, ...steps] = trend.targets[i] ?? [];
        expect(direction).toBe(next.direction);
        expect(steps.map((step) => step - 12)).toEqual(next.trend);
        // The trend network is told the initial pitch that comes; the pitch network is not.
        const told = [...(trend.inputs[i]?.slice(TREND_FEATURES - 2 - PITCH_CLASSES, TREND_FEATURES - 2) ?? [])];
        const only = Array.from({ length: PITCH_CLASSES }, (_, c) => (c === pitchIndex(next.initialPitch) ? 1 : 0));
        expect(told).toEqual(only);
      });
    }
  });

  test("an octave off, a tune keeps its trends", () => {
    const [tune] = prepareTunes(corpus.slice(0, 1));
    if (!tune) throw new Error("no tune");
    const higher = transposeTune(tune, 12);
    expect(higher.segments.map(({ trend }) => trend)).toEqual(tune.segments.map(({ trend }) => trend));
    expect(higher.segments[1]?.initialPitch).toBe((tune.segments[1]?.initialPitch ?? 0) + 12);
    expect(higher.places.map(({ mean }) => mean)).toEqual(tune.places.map(({ mean }) => mean + 12));
  });
});
