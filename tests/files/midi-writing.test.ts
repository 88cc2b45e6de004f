import tonejs from "@tonejs/midi";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Note } from "../../src/engine/music/note.ts";
import { readMidiBytes } from "../../src/files/midi-reading.ts";
import { writeMidi } from "../../src/files/midi-writing.ts";

/** Notes in order of onset, then pitch; the same pitch never twice at once. */
const notes: fc.Arbitrary<Note[]> = fc
  .array(
    fc.record({
      onset: fc.nat(200_000),
      duration: fc.integer({ min: 1, max: 20_000 }),
      pitch: fc.integer({ min: 0, max: 127 }),
      velocity: fc.integer({ min: 1, max: 127 }),
    }),
    { maxLength: 60 },
  )
  .map((drawn) => {
    const inOrder = drawn.sort((a, b) => a.onset - b.onset || a.pitch - b.pitch);
    const free = new Map<number, number>();
    return inOrder.filter(({ pitch, onset, duration }) => {
      if (onset < (free.get(pitch) ?? 0)) return false;
      free.set(pitch, onset + duration);
      return true;
    });
  });

const piece = fc.record({
  tracks: fc.array(
    fc.record({
      name: fc.string({ unit: fc.constantFrom("a", "Z", "é", "ü", "7", "日", "-") }),
      midiChannel: fc.integer({ min: 0, max: 15 }),
      notes,
    }),
    { minLength: 1, maxLength: 4 },
  ),
  tempo: fc.double({ min: 4, max: 1000, noNaN: true }),
  meter: fc.record({ beats: fc.integer({ min: 1, max: 16 }), unit: fc.constantFrom(1, 2, 4, 8, 16) }),
  key: fc.record({ tonic: fc.nat(11), mode: fc.constantFrom("major" as const, "minor" as const) }),
});

describe("what is written can be read", () => {
  test("by our own reader: the same notes, tempo, meter and key, and no warning", () => {
    fc.assert(
      fc.property(piece, (written) => {
        const score = readMidiBytes(writeMidi(written), "round.mid");
        expect(score.warnings).toEqual([]);
        expect(score.tracks[0]).toEqual({ name: "", notes: [] });
        expect(score.tracks.slice(1)).toEqual(
          written.tracks.map(({ name, midiChannel, notes: own }) => ({
            name,
            notes: own.map((note) => ({ ...note, midiChannel })),
          })),
        );
        expect(score.meters).toEqual([{ at: 0, meter: written.meter }]);
        // A tempo is stored in whole microseconds a quarter note.
        expect(60_000_000 / (score.tempos[0]?.tempo ?? 0)).toBeCloseTo(Math.round(60_000_000 / written.tempo), 3);
        const [signature] = score.keySignatures;
        const tonic = ((signature?.fifths ?? 0) * 7 + (signature?.minor ? 9 : 0) + 84) % 12;
        expect({ tonic, mode: signature?.minor ? "minor" : "major" }).toEqual(written.key);
      }),
      { numRuns: 300, seed: 2026 },
    );
  });

  test("by an outside reader, @tonejs/midi", () => {
    fc.assert(
      fc.property(piece, (written) => {
        const outside = new tonejs.Midi(writeMidi(written));
        expect(outside.header.ppq).toBe(480);
        expect(outside.header.timeSignatures[0]?.timeSignature).toEqual([written.meter.beats, written.meter.unit]);
        expect(outside.header.tempos[0]?.bpm).toBeCloseTo(60_000_000 / Math.round(60_000_000 / written.tempo), 6);
        const parts = outside.tracks.filter((track) => track.notes.length > 0);
        const expected = written.tracks.filter((track) => track.notes.length > 0);
        expect(parts).toHaveLength(expected.length);
        expected.forEach((track, i) => {
          expect(parts[i]?.channel).toBe(track.midiChannel);
          const heard = (parts[i]?.notes ?? []).map((note) => ({
            onset: note.ticks,
            duration: note.durationTicks,
            pitch: note.midi,
            velocity: Math.round(note.velocity * 127),
          }));
          expect(heard.sort((a, b) => a.onset - b.onset || a.pitch - b.pitch)).toEqual(track.notes);
        });
      }),
      { numRuns: 200, seed: 2026 },
    );
  });

  test("byte for byte as the standard says", () => {
    const bytes = writeMidi({
      tracks: [
        { name: "A", midiChannel: 2, program: 73, notes: [{ onset: 200, duration: 480, pitch: 60, velocity: 90 }] },
      ],
      tempo: 120,
      meter: { beats: 6, unit: 8 },
      key: { tonic: 10, mode: "major" },
    });
    expect(Buffer.from(bytes).toString("hex")).toBe(
      [
        "4d546864 00000006 0001 0002 01e0",
        "4d54726b 00000019 00ff510307a120 00ff580406030c08 00ff5902fe00 00ff2f00",
        "4d54726b 00000016 00ff030141 00c249 8148923c5a 8360823c40 00ff2f00",
      ]
        .join("")
        .replaceAll(" ", ""),
    );
  });
});

test("markers stand in the first track, in order of time", () => {
  const markers = [
    { at: 960, text: "Hello" },
    { at: 0, text: "Größe" },
  ];
  const bytes = writeMidi({ tracks: [], tempo: 120, meter: { beats: 4, unit: 4 }, markers });
  expect(new tonejs.Midi(bytes).header.meta).toMatchObject([
    { ticks: 0, type: "marker" },
    { ticks: 960, type: "marker", text: "Hello" },
  ]);
  expect(Buffer.from(bytes).toString("latin1")).toContain(Buffer.from("Größe").toString("latin1"));
});

describe("what MIDI cannot hold is refused", () => {
  const good: Note = { onset: 0, duration: 480, pitch: 60, velocity: 80 };
  const write = (note: Partial<Note>, more: Partial<Parameters<typeof writeMidi>[0]> = {}, midiChannel = 0) =>
    writeMidi({
      tracks: [{ name: "", midiChannel, notes: [{ ...good, ...note }] }],
      tempo: 120,
      meter: { beats: 4, unit: 4 },
      ...more,
    });
  test.each([
    ["pitch 128", () => write({ pitch: 128 })],
    ["velocity 0", () => write({ velocity: 0 })],
    ["onset -1", () => write({ onset: -1 })],
    ["onset NaN", () => write({ onset: Number.NaN })],
    ["end Infinity", () => write({ duration: Number.POSITIVE_INFINITY })],
    ["MIDI channel 16", () => write({}, {}, 16)],
    ["tempo of 0", () => write({}, { tempo: 0 })],
    ["meter 4/5", () => write({}, { meter: { beats: 4, unit: 5 } })],
  ])("%s", (sentence, attempt) => {
    expect(attempt).toThrow(new RegExp(sentence));
  });
});
