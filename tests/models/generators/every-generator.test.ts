import { describe, expect, test } from "vitest";
import type { Melody } from "../../../src/engine/music/melody.ts";
import { noteEnd } from "../../../src/engine/music/note.ts";
import { segmentMelody } from "../../../src/engine/music/segment.ts";
import { millisToTicks } from "../../../src/engine/time/units.ts";
import type { GenerationTask } from "../../../src/models/generators/generator.ts";
import { loadTunes } from "../../../src/server/library.ts";
import { ODD_TUNES } from "./odd-tunes.ts";
import { GENERATORS } from "./open-generators.ts";

const tunes = loadTunes();
const library = tunes.flatMap((tune) => segmentMelody(tune).segments);

function taskOf(source: Melody, seed = 1): GenerationTask {
  const known = tunes.includes(source) ? library : [...library, ...segmentMelody(source).segments];
  return { source, library: known, duration: 60_000, seed };
}

describe.each(GENERATORS.map((generator) => [generator.name, generator] as const))("%s", (_, generator) => {
  test("gives equal music for equal tasks, and other music for another seed", () => {
    const source = tunes[5] as Melody;
    const music = generator.generate(taskOf(source));
    expect(generator.generate(taskOf(source))).toEqual(music);
    const other = generator.generate(taskOf(source, 2));
    if (generator.name === "looped") expect(other).toEqual(music);
    else expect(other.notes.map(({ pitch }) => pitch)).not.toEqual(music.notes.map(({ pitch }) => pitch));
  });

  test.each([
    ["our own tunes", tunes],
    ["tunes with hardly a tune in them", ODD_TUNES],
  ] as const)("makes a line as long as it was asked for of %s", (_, sources) => {
    for (const source of sources) {
      const { notes, joins } = generator.generate(taskOf(source));
      const wanted = millisToTicks(60_000, source.tempo);
      const [segment] = segmentMelody(source).segments;
      const slack = Math.max(segment?.length ?? 0, ...notes.map(({ duration }) => duration));
      expect(notes.length, source.id).toBeGreaterThan(0);
      const end = noteEnd(notes.at(-1) as (typeof notes)[number]);
      expect(end, source.id).toBeGreaterThanOrEqual(wanted - slack);
      expect(end, source.id).toBeLessThanOrEqual(wanted + slack);
      notes.forEach((note, i) => {
        expect(Number.isInteger(note.pitch) && note.pitch >= 0 && note.pitch <= 127, source.id).toBe(true);
        expect(Number.isInteger(note.velocity) && note.velocity >= 1 && note.velocity <= 127, source.id).toBe(true);
        expect(note.duration, source.id).toBeGreaterThan(0);
        expect(note.onset, source.id).toBeGreaterThanOrEqual(i === 0 ? 0 : noteEnd(notes[i - 1] as typeof note));
      });
      joins.forEach((join, i) => {
        expect(join, source.id).toBeGreaterThanOrEqual(i === 0 ? 0 : (joins[i - 1] ?? 0) + 1);
      });
    }
  });

  test("stays within two semitones of the source's range", () => {
    for (const source of tunes) {
      const { notes } = generator.generate(taskOf(source));
      const own = source.notes.map(({ pitch }) => pitch);
      const pitches = notes.map(({ pitch }) => pitch);
      expect(Math.min(...pitches), source.id).toBeGreaterThanOrEqual(Math.min(...own) - 2);
      expect(Math.max(...pitches), source.id).toBeLessThanOrEqual(Math.max(...own) + 2);
    }
  });

  test("refuses a source without a note", () => {
    const source = { ...(tunes[0] as Melody), notes: [] };
    expect(() => generator.generate({ source, library, duration: 1000, seed: 1 })).toThrow(RangeError);
  });
});

test("every generator has a name of its own", () => {
  expect(new Set(GENERATORS.map(({ name }) => name)).size).toBe(GENERATORS.length);
  for (const { name } of GENERATORS) expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
});
