import { describe, expect, test } from "vitest";
import { median } from "../../../src/engine/listening/interval.ts";
import {
  hearNoteOff,
  hearNoteOn,
  type Listening,
  NOTHING_HEARD,
  phraseEnd,
  phraseSilence,
  takePhrase,
} from "../../../src/engine/listening/phrase.ts";
import { DEFAULT_TEMPO, tempoOf } from "../../../src/engine/listening/pulse.ts";

/** Notes of 100 ms at these onsets. */
function playedAt(...onsets: number[]): Listening {
  return onsets.reduce((listening, onset, place) => {
    const struck = hearNoteOn(listening, onset, 60 + place, 64);
    return hearNoteOff(struck, onset + 100, 60 + place);
  }, NOTHING_HEARD);
}

describe("the end of a phrase", () => {
  test.each([
    ["one note: 600 ms", [0], 600],
    ["quick playing: 600 ms", [0, 200, 400, 600], 600],
    ["slower playing waits longer: 1.5 × 800", [0, 800, 1600, 2400], 1200],
    ["very slow playing: 2.5 s at the most", [0, 2000, 4000, 6000], 2500],
    ["the last eight intervals count", [0, 2000, 2300, 2600, 2900, 3200, 3500, 3800, 4100, 4400], 600],
  ])("%s", (_, onsets, silence) => expect(phraseSilence(playedAt(...onsets))).toBe(silence));

  test("comes after the last note has ended", () => {
    expect(phraseEnd(playedAt(0, 200, 400))).toBe(400 + 100 + 600);
  });

  test("does not come while a key is held, but an arm on the keys does not hold it for ever", () => {
    const held = hearNoteOn(playedAt(0, 200), 400, 72, 64);
    expect(phraseEnd(held)).toBe(400 + 12_000 + 600);
  });

  test("a pause between phrases is no interval", () => {
    expect(phraseSilence(playedAt(0, 300, 600, 8000, 8300))).toBe(600);
  });

  test.each([
    ["300 ms, when quick playing is set to it", [0, 100, 200], 300, 300],
    ["1.5 × 800, however short it is set", [0, 800, 1600, 2400], 300, 1200],
    ["4 s, when set to it", [0, 200, 400], 4_000, 4_000],
    ["no shorter than 300 ms", [0, 100, 200], 10, 300],
    ["no longer than 4 s", [0, 200, 400], 60_000, 4_000],
  ])("is a setting: %s", (_, onsets, least, silence) => {
    const played = playedAt(...onsets);
    expect(phraseSilence(played, least)).toBe(silence);
    expect(phraseEnd(played, least)).toBe((onsets.at(-1) ?? 0) + 100 + silence);
  });

  test("nothing played, no end", () => expect(phraseEnd(NOTHING_HEARD)).toBeUndefined());
});

test("keys struck together are one onset", () => {
  const chord = [0, 10, 20].reduce(
    (listening, at, place) => hearNoteOn(listening, at, 60 + 4 * place, 64),
    NOTHING_HEARD,
  );
  expect(chord.phrase).toHaveLength(3);
  expect(chord.onsets).toEqual([0]);
});

test("a key struck again without its note-off ends the note before", () => {
  const twice = hearNoteOn(hearNoteOn(NOTHING_HEARD, 0, 60, 64), 300, 60, 64);
  expect(twice.phrase.map((note) => note.duration)).toEqual([300, null]);
});

test("a note-off without its note-on changes nothing", () => {
  expect(hearNoteOff(NOTHING_HEARD, 5, 60)).toBe(NOTHING_HEARD);
});

test("taking a phrase empties it and keeps the rest", () => {
  const { phrase, listening } = takePhrase(playedAt(0, 200), 900);
  expect(phrase.map((note) => [note.onset, note.duration])).toEqual([
    [0, 100],
    [200, 100],
  ]);
  expect(listening.phrase).toEqual([]);
  expect(listening.memory).toHaveLength(2);
});

describe("the tempo to count in", () => {
  test.each([
    ["600 ms beats", [0, 600, 1200, 1800, 2400], 100],
    ["300 ms: twice as slow", [0, 300, 600, 900, 1200], 100],
    ["1200 ms: twice as fast", [0, 1200, 2400, 3600], 100],
  ])("%s: the steady beat's", (_, onsets, tempo) =>
    expect(Math.abs(tempoOf(playedAt(...onsets)) - tempo)).toBeLessThan(0.5),
  );

  test.each([
    ["two notes say nothing", [0, 500], DEFAULT_TEMPO],
    ["no steady beat: the middle interval's", [0, 310, 1490, 1720, 2590], 60_000 / 590],
  ])("%s", (_, onsets, tempo) => expect(tempoOf(playedAt(...onsets))).toBeCloseTo(tempo, 6));
});

test("the median", () => {
  expect([median([]), median([3]), median([1, 9]), median([5, 1, 3])]).toEqual([undefined, 3, 5, 3]);
});
