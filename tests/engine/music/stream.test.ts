import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FRESH_BARS, improvise } from "../../../src/engine/music/improvise.ts";
import { openLibrary } from "../../../src/engine/music/library.ts";
import { addLikeness, openLikeness } from "../../../src/engine/music/likeness.ts";
import { LONGEST_COPY } from "../../../src/engine/music/line.ts";
import type { Melody } from "../../../src/engine/music/melody.ts";
import { barTicks } from "../../../src/engine/music/meter.ts";
import { noteEnd, pitchName } from "../../../src/engine/music/note.ts";
import { streamKind } from "../../../src/engine/music/place.ts";
import { longestCopy } from "../../../src/engine/music/ruler/copying.ts";
import { indexTunes } from "../../../src/engine/music/ruler/tune-index.ts";
import { inScale, scaleOf } from "../../../src/engine/music/scale.ts";
import { type Segment, segmentMelody } from "../../../src/engine/music/segment.ts";
import { type Continuation, continueStream, hear, openStream, type Stream } from "../../../src/engine/music/stream.ts";
import type { Wish } from "../../../src/engine/music/wish.ts";
import { seeded } from "../../../src/engine/random.ts";
import { millisToTicks, ticksToMillis } from "../../../src/engine/time/units.ts";
import { resources } from "../../helpers/stage.ts";
import { longestRepetition } from "../../helpers/verbatim.ts";
import { OWN_TUNES } from "./ruler/lines.ts";

const { library, networks } = resources();
const known = indexTunes(OWN_TUNES, "tokens");

/** Everything that is promised of new music on a tune, for a minute and a half of it. */
function holdPromises(tune: Melody, seed: number): void {
  const about = `${tune.id}, seed ${seed}`;
  const duration = 90_000;
  const { notes, joins, origins } = improvise(tune, seed, duration, library, networks);
  const bar = barTicks(tune.meter);

  const [last] = notes.slice(-1);
  const { segments } = segmentMelody(tune);
  const length = segments[0]?.length ?? 0;
  expect(last && noteEnd(last), about).toBeGreaterThan(millisToTicks(duration, tune.tempo) - length);
  expect(origins, about).toHaveLength(joins.length);

  const scale = scaleOf(tune.key, tune.notes);
  const pitches = tune.notes.map(({ pitch }) => pitch);
  notes.forEach((note, i) => {
    const name = `${about}, ${pitchName(note.pitch)} at ${note.onset}`;
    expect(inScale(scale, note.pitch - tune.key.tonic), `${name} is in the scale`).toBe(true);
    expect(note.pitch, name).toBeGreaterThanOrEqual(Math.min(...pitches) - 2);
    expect(note.pitch, name).toBeLessThanOrEqual(Math.max(...pitches) + 2);
    expect(note.duration, name).toBeGreaterThan(0);
    expect(ticksToMillis(note.duration, tune.tempo), name).toBeLessThanOrEqual(2_000);
    expect(note.onset, name).toBeGreaterThanOrEqual(noteEnd(notes[i - 1] ?? { ...note, onset: 0, duration: 0 }));
  });

  const heard = tune.notes.at(-1)?.pitch ?? 0;
  for (const join of joins) {
    const place = notes.findIndex(({ onset }) => onset >= join);
    const leap = (notes[place]?.pitch ?? heard) - (notes[place - 1]?.pitch ?? heard);
    expect(Math.abs(leap), `${about}, the join at ${join}`).toBeLessThanOrEqual(7);
  }

  // Neither of the tune, which was heard first, nor of the new music itself.
  const start = segments.length * length;
  const all = [...tune.notes, ...notes.map((note) => ({ ...note, onset: note.onset + start }))];
  expect(longestRepetition(all, tune.notes.length) / bar, about).toBeLessThan(FRESH_BARS);
  expect(longestCopy(known, notes).length, about).toBeLessThanOrEqual(LONGEST_COPY);
}

describe("new music on a tune", { timeout: 180_000 }, () => {
  test.each(OWN_TUNES.map((tune) => [tune.id, tune] as const))("on %s keeps what is promised", (_, tune) => {
    for (const seed of [1, 2]) holdPromises(tune, seed);
  });

  test("keeps it for any seed", () => {
    fc.assert(
      fc.property(fc.constantFrom(...OWN_TUNES), fc.nat(), (tune, seed) => holdPromises(tune, seed)),
      { numRuns: 20 },
    );
  });

  test("is the same for the same seed and another for another", () => {
    for (const tune of OWN_TUNES.filter((_, i) => i % 10 === 0)) {
      const music = (seed: number) => improvise(tune, seed, 30_000, library, networks);
      expect(music(3)).toEqual(music(3));
      expect(music(4).notes).not.toEqual(music(3).notes);
    }
  });

  test("needs a note to begin with", () => {
    const silent = { ...(OWN_TUNES[0] as Melody), id: "silent", notes: [] };
    expect(() => improvise(silent, 1, 1_000, library, networks)).toThrow("silent has no note to improvise on");
  });
});

/** A stream that has heard a tune, and what it goes on with. */
function streamOn(tune: Melody, seed: number) {
  const { segments } = segmentMelody(tune);
  const pitches = segments.flatMap(({ notes }) => notes.map(({ pitch }) => pitch));
  const length = segments[0]?.length ?? 0;
  const wish: Wish = {
    scale: scaleOf(tune.key, tune.notes),
    low: Math.min(...pitches) - 2,
    high: Math.max(...pitches) + 2,
    tempo: tune.tempo,
    bar: barTicks(tune.meter),
    mostTicks: length,
    mostNotes: Number.POSITIVE_INFINITY,
    self: segments.reduce((self, { notes }) => addLikeness(self, notes, undefined), openLikeness()),
    sampling: { temperature: 0.9, topP: 0.9 },
  };
  const fitting = openLibrary(library.segments.filter((segment) => segment.length === length));
  const sources = { library: fitting, own: segments };
  const opened = openStream(networks, streamKind(tune), FRESH_BARS * wish.bar, seeded(seed, tune.id));
  const heard = segments.reduce((stream: Stream, segment) => hear(stream, segment, networks), opened);
  return { opened, heard, goOn: (stream: Stream) => continueStream(stream, sources, wish, networks), wish, sources };
}

/** All of a continuation that can be seen from outside; the rest is shared memory. */
function seen({ segment, origin, stream }: Continuation) {
  const { memory, place, end, recent, random } = stream;
  const { total, repeated, count } = stream.line.grams;
  const { made, tail, copies } = stream.line;
  return { segment, origin, memory, place, end, recent, random, tail, copies, made, total, repeated, count };
}

/** So many continuations, one upon the other. */
function follow(stream: Stream, goOn: (stream: Stream) => Continuation, count: number): Continuation[] {
  const followed: Continuation[] = [];
  for (let i = 0; i < count; i++) followed.push(goOn(followed[i - 1]?.stream ?? stream));
  return followed;
}

describe("a stream is a value", { timeout: 60_000 }, () => {
  const anyTune = fc.constantFrom(...OWN_TUNES);

  test("that goes on the same way twice", () => {
    fc.assert(
      fc.property(anyTune, fc.nat(), (tune, seed) => {
        const { heard, goOn } = streamOn(tune, seed);
        const [first] = follow(heard, goOn, 1);
        expect(seen(goOn(heard))).toEqual(seen(first as Continuation));
      }),
      { numRuns: 20 },
    );
  });

  test("that can be gone on from anywhere: neither way knows of the other", () => {
    fc.assert(
      fc.property(anyTune, fc.nat(), fc.nat(6), (tune, seed, from) => {
        const { heard, goOn } = streamOn(tune, seed);
        const line = follow(heard, goOn, 8);
        const end = line.at(-1)?.stream as Stream;
        const before = seen(goOn(end));
        // Again from an earlier moment, and then by another way: after the child has played something else.
        const start = line[from]?.stream as Stream;
        expect(follow(start, goOn, 8 - from - 1).map(seen)).toEqual(line.slice(from + 1).map(seen));
        const other = follow(hear(start, line[from]?.segment as Segment, networks), goOn, 4);
        expect(seen(goOn(end))).toEqual(before);
        // As a stream of its own does, that was never gone on with otherwise.
        const alone = streamOn(tune, seed);
        const own = follow(alone.heard, alone.goOn, from + 1).at(-1)?.stream as Stream;
        const elsewhere = follow(hear(own, line[from]?.segment as Segment, networks), alone.goOn, 4);
        expect(other.map(seen)).toEqual(elsewhere.map(seen));
      }),
      { numRuns: 12 },
    );
  });

  test("that must have heard something, and have a library", () => {
    const { opened, heard, goOn, wish, sources } = streamOn(OWN_TUNES[0] as Melody, 1);
    expect(() => goOn(opened)).toThrow("a stream must hear a segment before it can go on");
    const nothing = { ...sources, library: openLibrary([]) };
    expect(() => continueStream(heard, nothing, wish, networks)).toThrow("the library has no segment");
  });
});
