import tonejs from "@tonejs/midi";
import { describe, expect, test } from "vitest";
import { readMidiBytes } from "../../../src/files/midi-reading.ts";
import { sessionMidi } from "../../../src/server/simulation/session-midi.ts";
import { RECORD } from "./hand-made-record.ts";

describe("a session as a MIDI file", () => {
  const bytes = sessionMidi(RECORD);
  const { tracks, tempos } = readMidiBytes(bytes, "session.mid");

  test("has a track for each player and instrument that played, pads and drums on channel 10", () => {
    expect(tracks.flatMap(({ name, notes }) => (notes[0] ? [[name, notes[0].midiChannel, notes.length]] : []))).toEqual(
      [
        ["Child, keys", 0, 3],
        ["Child, pads", 9, 2],
        ["Partner, melody", 1, 1],
        ["Partner, bass", 2, 1],
        ["Partner, chords", 3, 1],
        ["Partner, drums", 9, 1],
        ["Therapist, keys", 4, 1],
      ],
    );
  });

  test("counts milliseconds from Start; a key that was never let go ends with the session", () => {
    expect(tempos[0]?.tempo).toBe(125);
    const keys = tracks.find(({ name }) => name === "Child, keys");
    expect(keys?.notes.map(({ onset, duration, pitch }) => [onset, duration, pitch])).toEqual([
      [1_000, 400, 60],
      [2_000, 208_000, 64],
      [119_800, 1_000, 72],
    ]);
  });

  test("marks phases, cards, spaces and pauses", () => {
    const { header } = new tonejs.Midi(bytes);
    const markers = header.meta.filter(({ type }) => type === "marker").map(({ ticks, text }) => [ticks, text]);
    expect(markers).toEqual([
      [0, "Music games"],
      [0, "card: answer"],
      [11_000, "space"],
      [15_000, "space answered"],
      [90_000, "Child <leads>"],
      [90_000, "card: ground"],
      [118_000, "space"],
      [122_000, "space over"],
      [150_000, "Quiet"],
    ]);
  });
});
