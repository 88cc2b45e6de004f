import { describe, expect, test } from "vitest";
import type { Melody } from "../../../src/engine/music/melody.ts";
import { noteEnd } from "../../../src/engine/music/note.ts";
import type { Recurrent } from "../../../src/engine/ports.ts";
import type { Generator } from "../../../src/models/generators/generator.ts";
import { noteLstm } from "../../../src/models/generators/note-lstm.ts";
import { NO_EVENT, NOTE_OFF, STEP, STEP_EVENTS } from "../../../src/models/melody-steps.ts";
import { loadTunes } from "../../../src/server/library.ts";
import { crotchets } from "./odd-tunes.ts";
import { GENERATORS } from "./open-generators.ts";

const committed = GENERATORS.find(({ name }) => name === "note-lstm") as Generator;

/** A network without memory that prefers some events over all others by far, the first over the second. */
function fond(...events: readonly number[]): Recurrent {
  const blank = () => ({
    memory: { cell: new Float32Array(1), output: new Float32Array(1) },
    output: new Float32Array(STEP_EVENTS),
  });
  const logits = Float32Array.from({ length: STEP_EVENTS }, (_, event) => {
    const place = events.indexOf(event);
    return place < 0 ? -1000 : -100 * place;
  });
  return {
    inputs: STEP_EVENTS,
    outputs: STEP_EVENTS,
    initial: () => blank().memory,
    blank,
    step: (_memory, _input, into) => {
      into.output.set(logits);
      return into;
    },
  };
}

/** Sixteen bars: the first eight of one figure, the last eight of another, in one range. */
function halves(first: readonly number[], second: readonly number[]): Melody {
  const bars = (figure: readonly number[]) => Array.from({ length: 8 }, () => figure).flat();
  return crotchets("halves", [...bars(first), ...bars(second)]);
}

function pitches(generator: Generator, source: Melody, duration = 30_000): number[] {
  return generator.generate({ source, library: [], duration, seed: 9 }).notes.map(({ pitch }) => pitch);
}

describe("the LSTM note by note", () => {
  test("is primed with the first eight bars, and knows nothing of what comes after them", () => {
    const source = halves([60, 64, 67, 72], [60, 62, 64, 72]);
    expect(pitches(committed, halves([60, 64, 67, 72], [60, 72, 62, 64]))).toEqual(pitches(committed, source));
    expect(pitches(committed, halves([60, 67, 64, 72], [60, 62, 64, 72]))).not.toEqual(pitches(committed, source));
  });

  test("plays in any key as in C: a source moved up gives the music moved up", () => {
    const source = halves([60, 64, 67, 72], [60, 62, 64, 72]);
    const notes = source.notes.map((note) => ({ ...note, pitch: note.pitch + 3 }));
    const moved: Melody = { ...source, notes, key: { tonic: 3, mode: "major" } };
    expect(pitches(committed, moved)).toEqual(pitches(committed, source).map((pitch) => pitch + 3));
  });

  test("begins with a note, keeps to sixteenths, and is never silent for more than a bar", () => {
    for (const source of loadTunes().slice(0, 12)) {
      const { notes } = committed.generate({ source, library: [], duration: 120_000, seed: 3 });
      const bar = (source.meter.beats * 1920) / source.meter.unit;
      expect(notes[0]?.onset).toBe(0);
      notes.forEach((note, i) => {
        expect(note.onset % STEP).toBe(0);
        const before = notes[i - 1];
        if (before) expect(note.onset - noteEnd(before), source.id).toBeLessThanOrEqual(bar);
      });
    }
  });

  test("begins a note when nothing sounds and a bar was silent, whatever the network would rather do", () => {
    const source = crotchets("a bar of crotchets", [60, 62, 64, 65, 67, 65, 64, 62]);
    const duration = 2 * 4 * 600;
    const held = noteLstm(fond(NO_EVENT, 14)).generate({ source, library: [], duration, seed: 1 });
    expect(held.notes).toEqual([{ onset: 0, duration: 32 * STEP, pitch: 60, velocity: 80 }]);
    const shy = noteLstm(fond(NOTE_OFF, NO_EVENT, 16)).generate({ source, library: [], duration, seed: 1 });
    expect(shy.notes.map(({ onset, duration }) => [onset / STEP, duration / STEP])).toEqual([
      [0, 1],
      [17, 1],
    ]);
  });

  test("refuses a network of another shape", () => {
    expect(() => noteLstm({ ...fond(NO_EVENT), inputs: 37 })).toThrow(RangeError);
  });
});
