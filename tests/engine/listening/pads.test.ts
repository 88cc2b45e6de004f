import { describe, expect, test } from "vitest";
import {
  hearNoteOff,
  hearNoteOn,
  type Listening,
  lastSound,
  NOTHING_HEARD,
  phraseEnd,
  takePhrase,
} from "../../../src/engine/listening/phrase.ts";

const [SNARE, KICK] = [38, 36];
const strike = (listening: Listening, at: number, pitch = SNARE) => hearNoteOn(listening, at, pitch, 90, true);

describe("pads", () => {
  test("a bounce is no note and changes nothing", () => {
    const once = strike(NOTHING_HEARD, 0);
    expect(strike(once, 12)).toBe(once);
    expect(strike(once, 30).phrase).toHaveLength(2);
  });

  test("a key struck twice in 30 ms is two notes", () => {
    expect(hearNoteOn(hearNoteOn(NOTHING_HEARD, 0, 60, 64), 20, 60, 64).phrase).toHaveLength(2);
  });

  test("two pads struck together are one onset and two notes", () => {
    const both = strike(strike(NOTHING_HEARD, 0, SNARE), 20, KICK);
    expect([both.onsets, both.phrase.length, both.pulse.count]).toEqual([[0], 2, 1]);
  });

  test.each([
    ["its note-off comes at once", 1, 150],
    ["its note-off comes later", 400, 400],
    ["its note-off never comes", undefined, 150],
  ])("a stroke sounds 150 ms at least: %s", (_, off, duration) => {
    const struck = strike(NOTHING_HEARD, 1_000);
    const ended = off === undefined ? struck : hearNoteOff(struck, 1_000 + off, SNARE);
    expect(lastSound(ended)).toBe(1_000 + duration);
    expect(phraseEnd(ended)).toBe(1_000 + duration + 600);
    const { phrase, listening } = takePhrase(ended, 3_000);
    expect(phrase.map((note) => note.duration)).toEqual([duration]);
    expect(listening.memory).toEqual(phrase);
    expect(lastSound(listening)).toBe(1_000 + duration);
  });

  test("a pad struck again without a note-off ends the stroke before", () => {
    const twice = strike(strike(NOTHING_HEARD, 0), 700);
    expect(twice.phrase.map((note) => note.duration)).toEqual([150, null]);
  });

  test("the note-off of a bounce ends the stroke it belongs to, once", () => {
    const bounced = hearNoteOff(strike(strike(NOTHING_HEARD, 0), 10), 11, SNARE);
    expect(bounced.phrase.map((note) => note.duration)).toEqual([150]);
    expect(hearNoteOff(bounced, 12, SNARE)).toBe(bounced);
  });
});

test("what is held when a phrase is taken out is remembered, and its note-off says nothing more", () => {
  const held = hearNoteOn(NOTHING_HEARD, 0, 60, 64);
  const { phrase, listening } = takePhrase(held, 12_600);
  expect(phrase.map((note) => note.duration)).toEqual([12_600]);
  expect(listening.memory).toEqual(phrase);
  expect(hearNoteOff(listening, 13_000, 60)).toBe(listening);
});
