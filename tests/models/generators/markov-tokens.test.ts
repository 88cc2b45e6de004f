import { describe, expect, test } from "vitest";
import { segmentMelody } from "../../../src/engine/music/segment.ts";
import { Draws, seeded } from "../../../src/engine/random.ts";
import { ContextCounts, drawNext } from "../../../src/models/generators/chain.ts";
import { markovTokens, tokensOf } from "../../../src/models/generators/markov-tokens.ts";
import { sourceLine } from "../../../src/models/generators/source-line.ts";
import { loadTunes } from "../../../src/server/library.ts";
import { crotchets } from "./odd-tunes.ts";

const always = (_symbol: string) => true;

function counts(order: number, ...sequences: string[]): ContextCounts {
  const counted = new ContextCounts(order);
  for (const sequence of sequences) counted.add([...sequence]);
  return counted;
}

/** What is drawn after a past, with the share of each symbol. */
function shares(own: ContextCounts, library: ContextCounts, past: string, allow = always): Record<string, number> {
  const draws = new Draws(seeded(1, "shares"));
  const found: Record<string, number> = {};
  for (let i = 0; i < 4000; i++) {
    const symbol = drawNext(own, library, [...past], allow, draws) ?? "none";
    found[symbol] = (found[symbol] ?? 0) + 1 / 4000;
  }
  return found;
}

describe("a chain that backs off", () => {
  const nothing = counts(2);

  test("draws what followed, as often as it did", () => {
    const found = shares(counts(1, "abacabad"), nothing, "a");
    expect(Object.keys(found).sort()).toEqual(["b", "c", "d"]);
    expect(found.b).toBeCloseTo(1 / 2, 1);
    expect(found.c).toBeCloseTo(1 / 4, 1);
  });

  test("of order 2 tells apart what order 1 confuses", () => {
    const sequence = "axbxaxbxayax";
    expect(Object.keys(shares(counts(2, sequence), nothing, "bx"))).toEqual(["a"]);
    expect(Object.keys(shares(counts(1, sequence), nothing, "bx")).sort()).toEqual(["a", "b"]);
  });

  test("turns to the library as often as something new is due: T / (n + T)", () => {
    const own = counts(1, "abababab");
    const found = shares(own, counts(1, "azazaz"), "a");
    expect(found.z).toBeCloseTo(1 / 5, 1);
    expect(found.b).toBeCloseTo(4 / 5, 1);
  });

  test("goes where neither has gone only when neither has been there: then by the next shorter context", () => {
    const own = counts(2, "abc");
    const library = counts(2, "qbd");
    expect(Object.keys(shares(own, library, "ab")).sort()).toEqual(["c"]);
    expect(Object.keys(shares(own, library, "xb")).sort()).toEqual(["c", "d"]);
    expect(Object.keys(shares(own, library, "xx")).sort()).toEqual(["a", "b", "c", "d", "q"]);
  });

  test("draws only what is allowed, and nothing when nothing is", () => {
    const own = counts(1, "abacad");
    expect(Object.keys(shares(own, nothing, "a", (symbol) => symbol !== "b")).sort()).toEqual(["c", "d"]);
    expect(shares(own, nothing, "a", () => false)).toEqual({ none: expect.closeTo(1) });
  });
});

describe("tokens", () => {
  test("are interval, duration and the rest after", () => {
    const tune = crotchets("a rest", [60, 62, 59]);
    const rested = { ...tune, notes: tune.notes.map((note, i) => (i === 2 ? { ...note, onset: 3 * 480 } : note)) };
    expect(tokensOf(sourceLine(rested))).toEqual(["2,480,480", "-3,480,1920"]);
  });
});

describe.each([1, 2] as const)("a Markov chain on tokens, order %i", (order) => {
  test("without a library makes only transitions that the source makes, where one of them is allowed", () => {
    let checked = 0;
    for (const source of loadTunes()) {
      const own = tokensOf(sourceLine(source));
      const tones = new Set(source.notes.map(({ pitch }) => pitch));
      const after = new Map<string, string[]>();
      own.slice(1).forEach((token, i) => {
        after.set(own[i] ?? "", [...(after.get(own[i] ?? "") ?? []), token]);
      });
      const task = { source, library: segmentMelody(source).segments, duration: 30_000, seed: 4 };
      const { notes } = markovTokens(order).generate(task);
      let before: string | undefined;
      for (let i = 1; i + 1 < notes.length; i++) {
        const [last, note, next] = [notes[i - 1], notes[i], notes[i + 1]];
        if (!last || !note || !next) throw new Error("the music has a hole");
        const rest = next.onset - note.onset - note.duration;
        const token = `${note.pitch - last.pitch},${note.duration},${rest}`;
        const heard = (after.get(before ?? "") ?? []).filter((other) =>
          tones.has(last.pitch + Number.parseInt(other, 10)),
        );
        if (heard.length > 0) {
          expect(heard, source.id).toContain(token);
          checked++;
        }
        // After a token that it had to bend to the source's pitches the chain remembers the unbent one.
        before = before === undefined || heard.length > 0 ? token : undefined;
      }
    }
    expect(checked).toBeGreaterThan(2000);
  });

  test("with a library says what the source never said", () => {
    const [source, ...others] = loadTunes();
    if (!source) throw new Error("there are no tunes");
    const own = segmentMelody(source).segments;
    const library = [...own, ...others.flatMap((tune) => segmentMelody(tune).segments)];
    const task = { source, duration: 120_000, seed: 5 };
    const pairs = (notes: readonly { pitch: number }[]) =>
      new Set(notes.slice(2).map(({ pitch }, i) => `${pitch - (notes[i + 1]?.pitch ?? 0)} ${notes[i]?.pitch}`));
    const alone = pairs(markovTokens(order).generate({ ...task, library: own }).notes);
    const together = pairs(markovTokens(order).generate({ ...task, library }).notes);
    expect([...together].filter((pair) => !alone.has(pair)).length).toBeGreaterThan(5);
  });
});
