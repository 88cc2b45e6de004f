// What each generator of src/models/generators makes of ten test tunes, as a musician would look at it first.
//   npm run bench -- rivals [tunes] [minutes] [seed]
import type { Melody } from "../src/engine/music/melody.ts";
import { barTicks } from "../src/engine/music/meter.ts";
import type { Note } from "../src/engine/music/note.ts";
import { bandDistance } from "../src/engine/music/ruler/bands.ts";
import { windowsOf } from "../src/engine/music/ruler/window.ts";
import { measureWindow } from "../src/engine/music/ruler/window-measures.ts";
import { segmentMelody } from "../src/engine/music/segment.ts";
import { ticksToMillis } from "../src/engine/time/units.ts";
import { readArtefact } from "../src/models/artefact.ts";
import { prepareTunes } from "../src/models/dataset.ts";
import type { GeneratedMusic, Generator } from "../src/models/generators/generator.ts";
import { openRivals } from "../src/models/generators/rivals.ts";
import { stepNetwork } from "../src/models/network-step.ts";
import { readCorpora } from "../src/server/commands/corpora.ts";
import { inRoot } from "../src/server/folders.ts";
import { now, quantile } from "./helpers/figures.ts";

const [count = 10, minutes = 10, seed = 1] = process.argv.slice(2).map(Number);

const corpus = (await readCorpora()).tunes;
const tunes = prepareTunes(corpus);
const training = tunes.filter(({ split }) => split === "training").flatMap(({ segments }) => segments);
const test = tunes.filter(({ split }) => split === "test");
const chosen = test.filter((_, i) => i % Math.floor(test.length / count) === 0).slice(0, count);
const melodies = chosen.flatMap(({ id }) => corpus.flatMap(({ melody }) => (melody.id === id ? [melody] : [])));

/** The tune itself, as a generator, for comparison. */
const ITSELF: Generator = {
  name: "(the tune)",
  title: "the tune itself, once",
  generate: ({ source }) => ({ notes: source.notes, joins: [] }),
};

function intervalsOf(notes: readonly Note[]): number[] {
  return notes.slice(1).map(({ pitch }, i) => pitch - (notes[i]?.pitch ?? 0));
}

/** 1 − distinct / all of the strings of eight intervals. */
function repeatedEights(intervals: readonly number[]): number {
  const eights = intervals.slice(7).map((_, i) => intervals.slice(i, i + 8).join(" "));
  return 1 - new Set(eights).size / eights.length;
}

/** Mean distance to the folk bands over windows of 64 notes. */
function distanceOf(notes: readonly Note[], { meter }: Melody): number {
  const distances = windowsOf(notes).map((window) => bandDistance(measureWindow(window, barTicks(meter))));
  return distances.reduce((sum, distance) => sum + distance, 0) / distances.length;
}

function figuresOf({ notes }: GeneratedMusic, source: Melody, spent: number): number[] {
  const { tempo } = source;
  const end = Math.max(...notes.map(({ onset, duration }) => onset + duration));
  const length = ticksToMillis(end, tempo) / 60_000;
  const intervals = intervalsOf(notes);
  const sizes = intervals.map(Math.abs);
  const pitches = notes.map(({ pitch }) => pitch);
  return [
    notes.length / length,
    sizes.reduce((sum, size) => sum + size, 0) / sizes.length,
    quantile(sizes, 0.5),
    (100 * sizes.filter((size) => size > 7).length) / sizes.length,
    (100 * sizes.filter((size) => size === 0).length) / sizes.length,
    Math.max(...pitches) - Math.min(...pitches),
    ticksToMillis(Math.max(...notes.map(({ duration }) => duration)), tempo) / 1000,
    (100 * notes.filter(({ duration }) => ticksToMillis(duration, tempo) > 2000).length) / notes.length,
    repeatedEights(intervals),
    distanceOf(notes, source),
    spent / minutes,
  ];
}

const HEAD = [
  "notes/min",
  "mean |i|",
  "med |i|",
  "> 7 %",
  "same %",
  "range",
  "longest s",
  "> 2 s %",
  "rep 8",
  "distance",
  "ms/min",
];
console.log(`${melodies.length} test tunes x ${minutes} min, seed ${seed}; medians over the tunes`);
console.log(`${"".padEnd(18)}${HEAD.map((word) => word.padStart(10)).join("")}`);
for (const generator of [ITSELF, ...openRivals(stepNetwork(readArtefact(inRoot("models", "rival"))))]) {
  const rows = melodies.map((source) => {
    const library = [...training, ...segmentMelody(source).segments];
    const task = { source, library, duration: minutes * 60_000, seed };
    // What is made once a library is not counted.
    generator.generate({ ...task, duration: 1 });
    const from = now();
    const music = generator.generate(task);
    return figuresOf(music, source, now() - from);
  });
  const cells = HEAD.map((_, column) => {
    // A tune of fewer than 64 notes has no window.
    const values = rows.map((row) => row[column] ?? Number.NaN).filter(Number.isFinite);
    return quantile(values, 0.5).toFixed(2);
  });
  console.log(`${generator.name.padEnd(18)}${cells.map((cell) => cell.padStart(10)).join("")}`);
}
