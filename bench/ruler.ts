// The ruler on real tunes and on spoiled copies of them, beside what is published of it, and what it costs.
//   npm run bench -- ruler

import { barTicks } from "../src/engine/music/meter.ts";
import type { Note } from "../src/engine/music/note.ts";
import { BANDS } from "../src/engine/music/ruler/bands.ts";
import { REVERSED_LEAP } from "../src/engine/music/ruler/leaps.ts";
import { WINDOW, windowsOf } from "../src/engine/music/ruler/window.ts";
import { measureWindow, type WindowMeasures } from "../src/engine/music/ruler/window-measures.ts";
import { Draws, seeded } from "../src/engine/random.ts";
import { splitOf } from "../src/models/dataset.ts";
import { incipitOf } from "../src/models/tune-selection.ts";
import { readCorpora } from "../src/server/commands/corpora.ts";
import { loadTunes } from "../src/server/library.ts";
import { auc, degradations, type Line } from "./helpers/degraded.ts";
import { figures, now, quantile } from "./helpers/figures.ts";

const print = (text: string) => process.stdout.write(`${text}\n`);
const FIGURES = Object.keys(BANDS) as (keyof WindowMeasures)[];

/** Published AUCs: shuffled pitches, first-order Markov, uniform pitch, 2-bar loop, stuck and sustained. */
const PUBLISHED: Partial<Record<keyof WindowMeasures, readonly number[]>> = {
  lz76: [0.92, 0.91, 0.98, 0, 0.61],
  longestRepeat: [0.04, 0.04, 0, 1, 0.28],
  repeated4: [0.1, 0.1, 0.1, 1, 0.34],
  bestLag: [0.21, 0.05, 0.02, 0.97, 0.38],
  bestBar: [0.23, 0.06, 0.02, 0.95, 0.35],
  meanInterval: [0.95, 0.56, 1, 0.58, 0.21],
  reversal: [0.46, 0.34, 0.35, 0.56, 0.57],
  longestRatio: [0.5, 0.86, 0.5, 0.26, 0.94],
};

/** The corpora, one tune an incipit. */
async function sets(): Promise<Map<string, Line[]>> {
  const sets = new Map<string, Line[]>();
  const seen = new Set<string>();
  const add = (set: string, line: Line) => sets.set(set, [...(sets.get(set) ?? []), line]);
  for (const { melody, simple } of (await readCorpora()).tunes) {
    const incipit = incipitOf(melody);
    if (seen.has(incipit)) continue;
    seen.add(incipit);
    const line = { notes: melody.notes, bar: barTicks(melody.meter) };
    const lied = /^lc\d/.test(melody.id);
    add(lied ? (simple ? "simple Lieder" : "other Lieder") : "Open Hymnal", line);
    if (simple && splitOf(melody.id) === "training") add("training tunes", line);
  }
  for (const melody of loadTunes()) add("own tunes", { notes: melody.notes, bar: barTicks(melody.meter) });
  return sets;
}

function windowLines(lines: readonly Line[], hop?: number): Line[] {
  return lines.flatMap(({ notes, bar }) => windowsOf(notes, WINDOW, hop).map((window) => ({ notes: window, bar })));
}

function valuesOf(measured: readonly WindowMeasures[], figure: keyof WindowMeasures): number[] {
  return measured.map((measures) => measures[figure]).filter((value) => !Number.isNaN(value));
}

const cell = (value: number) => value.toFixed(3).padStart(7);

const all = await sets();
for (const [name, lines] of all) {
  const windows = windowLines(lines);
  const measured = windows.map(({ notes, bar }) => measureWindow(notes, bar));
  print(`${name}: ${lines.length} tunes, ${windows.length} windows of ${WINDOW} notes`);
  print("                    p5     p50     p95   published                inside");
  for (const figure of FIGURES) {
    const values = valuesOf(measured, figure);
    const { low, median, high } = BANDS[figure];
    const inside = values.filter((value) => value >= low && value <= high).length / values.length;
    const seen = [0.05, 0.5, 0.95].map((share) => cell(quantile(values, share))).join(" ");
    const published = `${cell(low)} ${cell(median)} ${cell(high)}`;
    print(`  ${figure.padEnd(15)}${seen}  ${published}   ${(100 * inside).toFixed(1).padStart(5)} %`);
  }
  print("");
}

/** Prints how well each figure tells spoiled copies from the lines. */
function printAuc(title: string, lines: readonly Line[]): void {
  const measured = lines.map(({ notes, bar }) => measureWindow(notes, bar));
  const spoiled = degradations(lines).map(({ name, spoil }) => {
    const draws = new Draws(seeded(1, name));
    return { name, copies: lines.map((line) => measureWindow(spoil(line, draws), line.bar)) };
  });
  print(`AUC, ${title}: ours / published`);
  print(`  ${"".padEnd(15)}${spoiled.map(({ name }) => name.padStart(14)).join("")}`);
  for (const figure of FIGURES) {
    const cells = spoiled.map(({ copies }, which) => {
      const value = auc(valuesOf(copies, figure), valuesOf(measured, figure));
      const published = PUBLISHED[figure]?.[which];
      return `${value.toFixed(2)} / ${published === undefined ? "   –" : published.toFixed(2)}`.padStart(14);
    });
    print(`  ${figure.padEnd(15)}${cells.join("")}`);
  }
  print("");
}

const real = windowLines(all.get("training tunes") ?? []);
printAuc("windows of the training tunes", real);
// The nearest to the published tunes that is at hand: whole, short, sung by heart.
const folk = [...(all.get("own tunes") ?? []), ...(all.get("Open Hymnal") ?? [])];
printAuc(
  "own tunes and hymns, whole",
  folk.filter(({ notes }) => notes.length >= 24),
);

const pooled = { leaps: 0, reversals: 0 };
for (const { notes } of all.get("training tunes") ?? []) {
  let waiting = 0;
  for (let i = 1; i < notes.length; i++) {
    const interval = (notes[i]?.pitch ?? 0) - (notes[i - 1]?.pitch ?? 0);
    if (interval === 0) continue;
    if (waiting !== 0) pooled.leaps++;
    if (waiting * interval < 0) pooled.reversals++;
    waiting = Math.abs(interval) >= REVERSED_LEAP ? interval : 0;
  }
}
print(`Reversals after leaps, pooled: ${(pooled.reversals / pooled.leaps).toFixed(3)} (published .75)`);

/** The obvious way to no more than metric 3, as a measure of the machine. */
function countGrams(notes: readonly Note[]): number {
  const tokens = notes.slice(1).map((note, i) => `${note.pitch - (notes[i]?.pitch ?? 0)},${note.duration}`);
  return [4, 8].reduce(
    (sum, n) => sum + new Set(tokens.slice(n - 1).map((_, i) => tokens.slice(i, i + n).join())).size,
    0,
  );
}

const spent = { ruler: [] as number[], grams: [] as number[] };
for (let round = 0; round < 40; round++) {
  for (const { notes, bar } of real) {
    const from = now();
    measureWindow(notes, bar);
    const between = now();
    countGrams(notes);
    if (round < 4) continue;
    spent.ruler.push(1000 * (between - from));
    spent.grams.push(1000 * (now() - between));
  }
}
const ratio = quantile(spent.grams, 0.5) / quantile(spent.ruler, 0.5);
print(`\nA window of ${WINDOW} notes: ${figures(spent.ruler, "µs")}`);
print(
  `4- and 8-grams alone, in sets of strings: ${figures(spent.grams, "µs")}; the ruler is ${ratio.toFixed(1)} times as fast`,
);
