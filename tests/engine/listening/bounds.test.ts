import fc from "fast-check";
import { expect, test } from "vitest";
import {
  hearNoteOff,
  hearNoteOn,
  type Listening,
  NOTHING_HEARD,
  phraseEnd,
  takePhrase,
} from "../../../src/engine/listening/phrase.ts";

/** Any playing: how long after the event before, what, where, how hard, key or pad. */
const events = fc.array(
  fc.record({
    wait: fc.oneof(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 6_000 })),
    on: fc.boolean(),
    pitch: fc.oneof(fc.integer({ min: 58, max: 64 }), fc.integer({ min: 0, max: 127 })),
    velocity: fc.integer({ min: 1, max: 127 }),
    pad: fc.boolean(),
  }),
  { maxLength: 300, size: "max" },
);

function hearAll(playing: typeof events extends fc.Arbitrary<infer T> ? T : never): Listening {
  let listening = NOTHING_HEARD;
  let at = 0;
  for (const { wait, on, pitch, velocity, pad } of playing) {
    at += wait;
    const end = phraseEnd(listening);
    if (end !== undefined && end <= at) listening = takePhrase(listening, at).listening;
    listening = on ? hearNoteOn(listening, at, pitch, velocity, pad) : hearNoteOff(listening, at, pitch);
  }
  return listening;
}

test("whatever is played, what is kept stays bounded and whole", () => {
  fc.assert(
    fc.property(events, (playing) => {
      const { phrase, phrases, onsets, memory, recent, tonality, strokes, repeats } = hearAll(playing);
      expect(phrase.length).toBeLessThanOrEqual(256);
      expect(phrases.length).toBeLessThanOrEqual(4);
      expect(onsets.length).toBeLessThanOrEqual(9);
      expect(memory.length).toBeLessThanOrEqual(64);
      expect(recent.length).toBeLessThanOrEqual(128);
      expect(strokes.ringing.length).toBeLessThanOrEqual(128);
      for (const { line, known } of [repeats.keys, repeats.pads]) {
        expect(line.notes.length).toBeLessThanOrEqual(96);
        expect(known.length).toBeLessThanOrEqual(12);
        expect(known.every(({ motif }) => motif.count >= 2 && motif.pitches.length <= 6)).toBe(true);
      }
      expect(tonality.weights.every((weight) => weight >= 0 && Number.isFinite(weight))).toBe(true);
      expect(memory.every(({ duration }) => duration !== null && duration > 0)).toBe(true);
    }),
    { seed: 4, numRuns: 60 },
  );
});

test("equal playing gives equal listening", () => {
  fc.assert(
    fc.property(events, (playing) => {
      expect(hearAll(playing)).toEqual(hearAll(playing));
    }),
    { seed: 5, numRuns: 20 },
  );
});

test("note-offs of what is not down are ignored", () => {
  fc.assert(
    fc.property(events, fc.integer({ min: 0, max: 127 }), (playing, pitch) => {
      const listening = hearAll(playing);
      const down = listening.phrase.some((note) => note.pitch === pitch && note.duration === null);
      if (!down) expect(hearNoteOff(listening, 1e7, pitch)).toBe(listening);
    }),
    { seed: 6, numRuns: 30 },
  );
});

test("half an hour without a pause keeps the last 256 notes of the phrase", () => {
  let listening = NOTHING_HEARD;
  for (let i = 0; i < 2_000; i++) {
    listening = hearNoteOff(hearNoteOn(listening, i * 300, 48 + (i % 24), 64), i * 300 + 200, 48 + (i % 24));
  }
  expect(listening.phrase).toHaveLength(256);
  expect(listening.phrase.at(-1)?.onset).toBe(1_999 * 300);
});
