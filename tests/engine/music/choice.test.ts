import { describe, expect, test } from "vitest";
import type { Candidate } from "../../../src/engine/music/candidates.ts";
import { costOf, costOfWindow } from "../../../src/engine/music/choice.ts";
import type { Forecast } from "../../../src/engine/music/forecast.ts";
import { openLibrary } from "../../../src/engine/music/library.ts";
import { addLikeness, openLikeness } from "../../../src/engine/music/likeness.ts";
import { hearLine, type Line, openLine, playLine } from "../../../src/engine/music/line.ts";
import { barTicks } from "../../../src/engine/music/meter.ts";
import type { Note } from "../../../src/engine/music/note.ts";
import { WINDOW } from "../../../src/engine/music/ruler/window.ts";
import { MAJOR } from "../../../src/engine/music/scale.ts";
import { courseDistance } from "../../../src/engine/music/trend.ts";
import type { Wish } from "../../../src/engine/music/wish.ts";
import { Draws, seeded } from "../../../src/engine/random.ts";
import { PPQ } from "../../../src/engine/time/units.ts";
import { melodyOf } from "../../helpers/notes.ts";
import { OWN_TUNES } from "./ruler/lines.ts";
import { segmentIn } from "./segments.ts";

const WISH: Wish = {
  scale: MAJOR,
  low: -24,
  high: 24,
  tempo: 100,
  bar: 4 * PPQ,
  mostTicks: 8 * PPQ,
  mostNotes: 64,
  self: openLikeness(),
  sampling: { temperature: 0.9, topP: 0.9 },
};
const LIBRARY = openLibrary([segmentIn("C4 4")]);

function forecastOf(words: string): Forecast {
  const { initialPitch, course, shape } = segmentIn(words);
  return { initialPitch, course, shape, pitches: [] };
}

const candidateOf = (words: string, changes: Partial<Candidate> = {}): Candidate => ({
  draft: segmentIn(words),
  name: "a",
  origin: "kept",
  aside: 0,
  returning: false,
  ...changes,
});

const RISING = "C4 1 D4 1 E4 1 F4 1 G4 1 A4 1 B4 1 C5 1";
const FALLING = "C5 1 B4 1 A4 1 G4 1 F4 1 E4 1 D4 1 C4 1";
const FORECAST = forecastOf(RISING);

/** The notes one after another, from `start` on. */
function notesFrom(start: number, words: string): Note[] {
  return melodyOf(words).map((note) => ({ ...note, onset: note.onset + start }));
}

describe("at the beginning of a stream, a candidate costs", () => {
  const line = openLine();
  const cost = (words: string, aside = 0) => costOf(candidateOf(words, { aside }), FORECAST, line, WISH);

  test("what it costs aside, and its shape's distance from the forecast", () => {
    expect(cost(RISING)).toBe(0);
    expect(cost(RISING, 0.75)).toBe(0.75);
    const distance = courseDistance(segmentIn(FALLING).shape, FORECAST.shape);
    expect(distance).toBeGreaterThan(3);
    expect(cost(FALLING, 0.5)).toBeCloseTo(0.5 + distance, 12);
  });

  test("less the nearer it is to the forecast, wherever it lies", () => {
    const held = "C4 8";
    const higher = "D4 1 E4 1 F#4 1 G4 1 A4 1 B4 1 C#5 1 D5 1";
    const late = "C4 1 C4 1 D4 1 E4 1 F4 1 G4 1 A4 1 B4 1";
    expect(cost(higher)).toBe(0);
    expect(cost(late)).toBeLessThan(cost(held));
    expect(cost(held)).toBeLessThan(cost(FALLING));
  });
});

describe("the share of what was said before", () => {
  const phrase = "C4 1 D4 1 E4 1 F4 1 G4 1 E4 1 F4 1 D4 1 C4 1";
  const other = "C4 1 E4 1 D4 1 F4 1 E4 1 G4 1 F4 1 A4 1 G4 1";

  /** A line that has played phrases, one after the other, with the same note between them. */
  function played(...phrases: string[]): Line {
    return phrases.reduce((line, words) => playLine(line, notesFrom(0, words), LIBRARY), openLine());
  }
  /** What it costs to say a phrase, as the forecast has it. */
  const going = (line: Line, words: string, returning = false) =>
    costOf(candidateOf(words, { returning }), forecastOf(words), { ...line, tail: [] }, WISH);

  test("a stream that says nothing twice gains by saying something again", () => {
    const fresh = played(phrase);
    expect(fresh.grams).toMatchObject({ total: 1, repeated: 0 });
    const long: Line = { ...fresh, grams: { ...fresh.grams, total: 100 } };
    expect(going(long, phrase)).toBeLessThan(0);
    expect(going(long, other)).toBeGreaterThan(0);
    // Of two 8-grams, though, one is far more than a tenth.
    expect(going(fresh, phrase)).toBeGreaterThan(going(fresh, other));
  });

  test("a stream that has said much twice loses by saying it again", () => {
    const stuck = played(phrase, phrase, phrase, phrase, phrase);
    expect(going(stuck, phrase)).toBeGreaterThan(0);
    expect(going(stuck, other)).toBeLessThan(0);
  });

  test("a whole segment that returns is the better while the stream repeats itself too little, and no worse otherwise", () => {
    const fresh = played(phrase);
    const long: Line = { ...fresh, grams: { ...fresh.grams, total: 100 } };
    expect(going(long, phrase, true)).toBeLessThan(going(long, phrase));
    const stuck = played(phrase, phrase, phrase, phrase, phrase);
    expect(going(stuck, phrase, true)).toBe(going(stuck, phrase));
  });
});

describe("the tune's own proportions", () => {
  const self = addLikeness(openLikeness(), melodyOf("C4 1 D4 1 E4 1 D4 1 C4 1 D4 1 E4 1"), undefined);
  const wish = { ...WISH, self };

  test("leaps cost where the tune has none, and steps nothing", () => {
    const cost = (words: string) => costOf(candidateOf(words), forecastOf(words), openLine(), wish);
    const leaps = cost("C4 1 A4 1 C4 1 A4 1");
    const steps = cost("C4 1 D4 1 E4 1 D4 1 C4 1 D4 1 E4 1");
    expect(steps).toBeCloseTo(0, 12);
    expect(leaps).toBeGreaterThan(10);
  });
});

describe("the bands of real music", () => {
  const tunes = OWN_TUNES.filter(({ notes }) => notes.length >= WINDOW);
  const costs = (spoil: (notes: readonly Note[], seed: number) => Note[]) =>
    tunes.map(({ notes, meter }, seed) => {
      const window = spoil(notes.slice(0, WINDOW), seed);
      const line = hearLine(openLine(), window.slice(0, -8));
      return costOfWindow(line, window.slice(-8), { ...WISH, bar: barTicks(meter) });
    });
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const real = mean(costs((notes) => [...notes]));

  test("pull nothing before there is a window", () => {
    const leaps = "C4 1 C5 1 C4 1 C5 1 C4 1 C5 1 C4 1 C5 1";
    expect(costOfWindow(openLine(), melodyOf(leaps), WISH)).toBe(0);
    const line = hearLine(openLine(), notesFrom(0, Array.from({ length: 7 }, () => leaps).join(" ")));
    // 63 notes with these, and one more.
    expect(costOfWindow(line, notesFrom(56 * PPQ, leaps.slice(0, -5)), WISH)).toBe(0);
    expect(costOfWindow(line, notesFrom(56 * PPQ, leaps), WISH)).toBeGreaterThan(20);
  });

  test("cost a real tune less than the same notes in any order", () => {
    expect(tunes.length).toBeGreaterThan(4);
    const shuffled = costs((notes, seed) => {
      const draws = new Draws(seeded(seed, "shuffled"));
      const pitches = notes.map(({ pitch }) => ({ pitch, place: draws.unit() })).sort((a, b) => a.place - b.place);
      return notes.map((note, i) => ({ ...note, pitch: pitches[i]?.pitch ?? note.pitch }));
    });
    expect(real).toBeLessThan(0.7 * mean(shuffled));
  });

  test("cost a real tune less than its first notes again and again, and less than held notes", () => {
    const looped = costs((notes) => notes.map((note, i) => ({ ...note, pitch: notes[i % 4]?.pitch ?? note.pitch })));
    const held = costs((notes) =>
      notes.map((note, i) => (i % 16 === 3 ? { ...note, duration: 20 * note.duration } : { ...note })),
    );
    expect(real).toBeLessThan(0.7 * mean(looped));
    expect(real).toBeLessThan(0.9 * mean(held));
  });
});
