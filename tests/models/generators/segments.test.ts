import { describe, expect, test } from "vitest";
import type { Melody } from "../../../src/engine/music/melody.ts";
import { barTicks } from "../../../src/engine/music/meter.ts";
import { segmentMelody } from "../../../src/engine/music/segment.ts";
import { ticksToMillis } from "../../../src/engine/time/units.ts";
import type { GeneratedMusic } from "../../../src/models/generators/generator.ts";
import { LOOPED } from "../../../src/models/generators/looped.ts";
import { labelOf, markovLabels } from "../../../src/models/generators/markov-labels.ts";
import { SHUFFLED } from "../../../src/models/generators/shuffled.ts";
import { UNIFORM } from "../../../src/models/generators/uniform.ts";
import { loadTunes } from "../../../src/server/library.ts";
import { walkingTune } from "../walking-tune.ts";

// Its segments are all different, so that each can be told in the music.
const source = walkingTune("a tune of sixteen bars");
const { anchor, segments } = segmentMelody(source);

/** Which of the source's segments stand between the joins. */
function chosenSegments({ notes, joins }: GeneratedMusic): number[] {
  const text = (line: readonly { onset: number; pitch: number }[], from: number) =>
    line.map(({ onset, pitch }) => `${onset - from},${pitch}`).join(" ");
  const known = segments.map(({ notes }) =>
    text(
      notes.map((note) => ({ ...note, pitch: note.pitch + anchor })),
      0,
    ),
  );
  return joins.map((join, i) => {
    const until = joins[i + 1] ?? Number.POSITIVE_INFINITY;
    const part = notes.filter(({ onset }) => onset >= join && onset < until);
    return known.indexOf(text(part, join));
  });
}

function generate(generator: typeof LOOPED, rounds: number, seed = 3, library = segments): GeneratedMusic {
  const duration = rounds * segments.length * ticksToMillis(2 * barTicks(source.meter), source.tempo);
  return generator.generate({ source, library, duration, seed });
}

describe("the original looped", () => {
  test("repeats itself to the note, and joins where its end meets its beginning", () => {
    const { notes, joins } = generate(LOOPED, 3);
    const length = 16 * barTicks(source.meter);
    expect(joins).toEqual([length, 2 * length]);
    expect(notes).toHaveLength(3 * source.notes.length);
    expect(notes.slice(0, source.notes.length)).toEqual(source.notes);
    notes.slice(source.notes.length).forEach((note, i) => {
      expect(note).toEqual({ ...notes[i], onset: (notes[i]?.onset ?? 0) + length });
    });
  });
});

describe("segments shuffled", () => {
  test("come in random order, each once in a round, none after itself", () => {
    const chosen = chosenSegments(generate(SHUFFLED, 40));
    const all = segments.map((_, i) => i);
    const rounds = Array.from({ length: 40 }, (_, round) => chosen.slice(8 * round, 8 * round + 8));
    for (const round of rounds) expect([...round].sort()).toEqual(all);
    expect(new Set(rounds.map(String)).size).toBeGreaterThan(30);
    chosen.slice(1).forEach((segment, i) => {
      expect(segment).not.toBe(chosen[i]);
    });
  });
});

describe("uniform choice of segments", () => {
  test("chooses all alike and whatever came before", () => {
    const chosen = chosenSegments(generate(UNIFORM, 200));
    const share = (hits: number) => hits / chosen.length;
    segments.forEach((_, segment) => {
      expect(share(chosen.filter((other) => other === segment).length)).toBeCloseTo(1 / 8, 1);
    });
    expect(share(chosen.slice(1).filter((other, i) => other === chosen[i]).length)).toBeCloseTo(1 / 8, 1);
  });
});

describe.each([1, 2] as const)("a Markov chain on labels, order %i", (order) => {
  test("without a library only goes where the source has gone, where it has gone on", () => {
    const tune = loadTunes().find(({ id }) => id === "korobeiniki") as Melody;
    const own = segmentMelody(tune).segments;
    const labels = own.map(labelOf);
    const { joins, notes } = markovLabels(order).generate({ source: tune, library: own, duration: 600_000, seed: 2 });
    const made = joins.map((join, i) => {
      const until = joins[i + 1] ?? Number.POSITIVE_INFINITY;
      const text = (line: readonly { onset: number; pitch: number }[], from: number, up: number) =>
        line.map(({ onset, pitch }) => `${onset - from},${pitch + up}`).join(" ");
      const part = text(
        notes.filter(({ onset }) => onset >= join && onset < until),
        join,
        0,
      );
      const origin = own.find((segment) => text(segment.notes, 0, segmentMelody(tune).anchor) === part);
      return origin ? labelOf(origin) : "unknown";
    });
    const heard = new Map<string, Set<string>>();
    labels.slice(1).forEach((label, i) => {
      heard.set(labels[i] ?? "", (heard.get(labels[i] ?? "") ?? new Set()).add(label));
    });
    expect(made).not.toContain("unknown");
    expect(made.length).toBeGreaterThan(50);
    made.slice(1).forEach((label, i) => {
      const after = heard.get(made[i] ?? "");
      if (after) expect(after).toContain(label);
    });
  });
});
