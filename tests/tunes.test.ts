import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parseAbc, TUNE_USES } from "../src/engine/music/abc.ts";
import { estimateKey, type Key } from "../src/engine/music/key.ts";
import { barTicks } from "../src/engine/music/meter.ts";
import { noteEnd, pitchClass, pitchName, pitchOf } from "../src/engine/music/note.ts";

const folder = new URL("../tunes/", import.meta.url);
const files = readdirSync(folder).filter((file) => file.endsWith(".abc"));
const tunes = files.map((file) => {
  const text = readFileSync(new URL(file, folder), "utf8");
  return { text, ...parseAbc(text, file.slice(0, -".abc".length)) };
});
const named = tunes.map((tune) => [tune.melody.id, tune] as const);

/** The lengths of the bars as they stand in the file, in whole notes, summed without the parser (broken rhythm keeps sums). */
function writtenBars(text: string): number[] {
  const unit = 1 / Number(/^L:1\/(\d+)/m.exec(text)?.[1]);
  const music = text.slice(text.indexOf("\n", text.indexOf("\nK:") + 1));
  const bars = music.split(/[:|\]]*\|[:|\]]*[12]?/).map((bar) =>
    [...bar.matchAll(/[A-Ga-gz][,']*(\d*)(\/?)(\d*)/g)].reduce((sum, [, times, slash, divisor]) => {
      return sum + ((Number(times) || 1) / (slash ? Number(divisor) || 2 : 1)) * unit;
    }, 0),
  );
  return bars.filter((bar) => bar > 0);
}

/** In minor the sixth and seventh degree may be raised. */
function inScale(pitch: number, { tonic, mode }: Key): boolean {
  const steps = mode === "major" ? [0, 2, 4, 5, 7, 9, 11] : [0, 2, 3, 5, 7, 8, 9, 10, 11];
  return steps.includes(pitchClass(pitch - tonic));
}

describe("the library of tunes", () => {
  test("holds 44 tunes or more, each of one name, from eight countries or more", () => {
    expect(tunes.length).toBeGreaterThanOrEqual(44);
    expect(new Set(tunes.map(({ melody }) => melody.title)).size).toBe(tunes.length);
    expect(new Set(tunes.map(({ text }) => /^X:(\d+)$/m.exec(text)?.[1])).size).toBe(tunes.length);
    expect(new Set(tunes.map(({ origin }) => origin)).size).toBeGreaterThanOrEqual(8);
    for (const { melody } of tunes) expect(melody.id).toMatch(/^[a-z]+(-[a-z]+)*$/);
  });

  test.each(TUNE_USES)("has four songs or more for %s", (use) => {
    expect(tunes.filter((tune) => tune.use === use).length).toBeGreaterThanOrEqual(4);
  });

  test("has goodbye songs no faster than 112 quarters a minute", () => {
    for (const { melody, use } of tunes)
      if (use === "goodbye") expect(melody.tempo, melody.id).toBeLessThanOrEqual(112);
  });

  test("holds no tune twice: the first eight intervals differ", () => {
    const seen = new Map<string, string>();
    const twins: string[] = [];
    for (const { melody } of tunes) {
      const opening = melody.notes.slice(0, 9).map(({ pitch }) => pitch);
      const intervals = opening.slice(1).map((pitch, i) => pitch - (opening[i] ?? 0));
      const twin = seen.get(intervals.join(" "));
      if (twin) twins.push(`${melody.id} begins like ${twin}`);
      seen.set(intervals.join(" "), melody.id);
    }
    expect(twins).toEqual([]);
  });

  test("declares keys that the notes bear out, for three tunes in four or more", () => {
    const differing = tunes.filter(({ melody }) => {
      const { tonic, mode } = estimateKey(melody.notes);
      if (tonic === melody.key.tonic && mode === melody.key.mode) return false;
      const name = (key: Key) => `${pitchName(60 + key.tonic).slice(0, -1)} ${key.mode}`;
      console.info(`${melody.id}: declared ${name(melody.key)}, estimated ${name({ tonic, mode })}`);
      return true;
    });
    console.info(`${differing.length} of ${tunes.length} tunes differ from their estimated key`);
    expect(differing.length).toBeLessThanOrEqual(tunes.length / 4);
  });

  test("stays in its scales but for a few notes", () => {
    let outside = 0;
    let all = 0;
    for (const { melody } of tunes) {
      const foreign = melody.notes.filter(({ pitch }) => !inScale(pitch, melody.key)).length;
      expect(foreign / melody.notes.length, melody.id).toBeLessThanOrEqual(0.05);
      outside += foreign;
      all += melody.notes.length;
    }
    console.info(`${outside} of ${all} notes lie outside the scale of their key`);
    expect(outside / all).toBeLessThanOrEqual(0.01);
  });
});

describe.each(named)("%s", (_, { melody, text, composer, origin }) => {
  const { notes, meter, pickup } = melody;

  test("says where it comes from; the composer died before 1926 or is unknown", () => {
    expect(origin).not.toBe("");
    const died = /\(\d{4}-(\d{4})\)/.exec(composer)?.[1];
    if (!composer.startsWith("trad.")) expect(Number(died)).toBeLessThan(1926);
  });

  test("has bars that add up to the meter", () => {
    const bars = writtenBars(text);
    const full = meter.beats / meter.unit;
    const upbeat = pickup / 1920;
    expect(bars.length).toBeGreaterThanOrEqual(4);
    for (let i = upbeat > 0 ? 1 : 0; i < bars.length; i++) {
      const bar = bars[i] ?? 0;
      if (bar === full) continue;
      // A repeat sign may cut a bar in two; the pickup completes the last bar.
      const rest = bars[i + 1] ?? upbeat;
      expect(bar + rest, `bar ${i + 1}`).toBe(full);
      i += 1;
    }
  });

  test("can be sung: within C3 to C6, in a span under two octaves", () => {
    const pitches = notes.map(({ pitch }) => pitch);
    expect(Math.min(...pitches)).toBeGreaterThanOrEqual(pitchOf("C3"));
    expect(Math.max(...pitches)).toBeLessThanOrEqual(pitchOf("C6"));
    expect(Math.max(...pitches) - Math.min(...pitches)).toBeLessThan(24);
  });

  test("has one voice and no note over four quarters but the last", () => {
    notes.forEach((note, i) => {
      const next = notes[i + 1];
      if (!next) return;
      expect(noteEnd(note)).toBeLessThanOrEqual(next.onset);
      expect(note.duration).toBeLessThanOrEqual(1920);
    });
  });

  // The one leap over an octave is Greensleeves', from the end of its first part to the beginning of its second.
  test("has no leap over 15 semitones, at most one over an octave, and no pause over a bar", () => {
    let wide = 0;
    notes.forEach((note, i) => {
      const next = notes[i + 1];
      if (!next) return;
      const leap = Math.abs(next.pitch - note.pitch);
      expect(leap).toBeLessThanOrEqual(15);
      if (leap > 12) wide += 1;
      expect(next.onset - noteEnd(note)).toBeLessThanOrEqual(barTicks(meter));
    });
    expect(wide).toBeLessThanOrEqual(1);
  });
});
