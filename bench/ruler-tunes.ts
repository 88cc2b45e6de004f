// The rest of the ruler on real tunes, beside what is published of it: metrics 9–14, streams, the tune's identity, and what
// an index of a whole corpus costs.
//   npm run bench -- ruler-tunes
import type { Melody } from "../src/engine/music/melody.ts";
import { barTicks } from "../src/engine/music/meter.ts";
import type { Note } from "../src/engine/music/note.ts";
import { longestCopy } from "../src/engine/music/ruler/copying.ts";
import { fluctuationExponent } from "../src/engine/music/ruler/fluctuation.ts";
import { LINE_BANDS, type LineMeasures, measureLine } from "../src/engine/music/ruler/line-measures.ts";
import { sharedPassages } from "../src/engine/music/ruler/originality.ts";
import { identifyTune, portraitOf } from "../src/engine/music/ruler/portrait.ts";
import { compareSets } from "../src/engine/music/ruler/set-distance.ts";
import { setFeaturesOf } from "../src/engine/music/ruler/set-features.ts";
import { spectralSlope } from "../src/engine/music/ruler/spectrum.ts";
import { STREAM_BANDS, streamRepetition } from "../src/engine/music/ruler/stream-repetition.ts";
import { type Alphabet, indexTunes } from "../src/engine/music/ruler/tune-index.ts";
import { windowsOf } from "../src/engine/music/ruler/window.ts";
import { Draws, seeded } from "../src/engine/random.ts";
import { splitOf } from "../src/models/dataset.ts";
import { incipitOf } from "../src/models/tune-selection.ts";
import { readCorpora } from "../src/server/commands/corpora.ts";
import { degradations, shuffle } from "./helpers/degraded.ts";
import { figures, now, quantile } from "./helpers/figures.ts";

const print = (text: string) => process.stdout.write(`${text}\n`);
const cell = (value: number) => value.toFixed(3).padStart(8);
const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const spread = (values: readonly number[]) => [0.05, 0.5, 0.95].map((share) => cell(quantile(values, share))).join("");
const known = (values: readonly number[]) => values.filter((value) => !Number.isNaN(value));

const seen = new Set<string>();
const corpus = (await readCorpora()).tunes.filter(({ melody }) => {
  const incipit = incipitOf(melody);
  return seen.has(incipit) ? false : seen.add(incipit);
});
const simple = corpus.filter((tune) => tune.simple).map(({ melody }) => melody);
const isHymn = (melody: Melody) => !/^lc\d/.test(melody.id);
const sets = [
  ["Open Hymnal", simple.filter(isHymn)],
  ["simple Lieder", simple.filter((melody) => !isHymn(melody))],
] as const;

for (const [name, tunes] of sets) {
  const measured = tunes.flatMap(({ notes, meter }) => windowsOf(notes).map((w) => measureLine(w, barTicks(meter))));
  print(`${name}, ${measured.length} windows: p5 p50 p95; published p5 p50 p95; inside`);
  for (const figure of Object.keys(measured[0] ?? {}) as (keyof LineMeasures)[]) {
    const values = known(measured.map((measures) => measures[figure]));
    const band = LINE_BANDS[figure];
    const inside = band && values.filter((value) => value >= band.low && value <= band.high).length / values.length;
    const published = band ? `${cell(band.low)}${cell(band.median)}${cell(band.high)}` : "";
    print(`  ${figure.padEnd(18)}${spread(values)}  ${published}  ${inside ? `${(100 * inside).toFixed(1)} %` : ""}`);
  }
}

print(
  "\nShare of a tune's 8-grams that another tune holds, mean (published, of 8,327 tunes: intervals .445, tokens .175)",
);
const alphabets: Alphabet[] = ["intervals", "tokens"];
for (const alphabet of alphabets) {
  const index = indexTunes(simple, alphabet);
  const shares = known(simple.map(({ id, notes }) => sharedPassages(index, notes, id)));
  print(`  ${alphabet.padEnd(10)} ${cell(meanOf(shares))} of ${simple.length} tunes`);
}

/** Tunes joined in any order, none twice, to a stream of at least so many notes, each beginning where the last ended. */
function joined(tunes: readonly Melody[], count: number, draws: Draws): Note[] {
  const stream: Note[] = [];
  for (const { notes } of shuffle(tunes, draws)) {
    if (stream.length >= count) break;
    const last = stream[stream.length - 1];
    const start = last ? last.onset + last.duration : 0;
    for (const note of notes) stream.push({ ...note, onset: start + note.onset });
  }
  return stream;
}

print("\nInterval 8-gram repetition of real tunes joined, 200 streams each: p5 p50 p95; published");
for (const count of [300, 1_200, 3_600] as const) {
  const draws = new Draws(seeded(1, `joined ${count}`));
  const values = Array.from({ length: 200 }, () => streamRepetition(joined(simple, count, draws), count));
  const { low, median, high } = STREAM_BANDS[count];
  print(`  ${String(count).padStart(5)} notes ${spread(values)}  ${cell(low)}${cell(median)}${cell(high)}`);
}

const long = corpus.filter(({ melody }) => melody.notes.length >= 256).map(({ melody }) => melody);
const pitchesOf = (notes: readonly Note[]) => notes.map(({ pitch }) => pitch);
print(`\n${long.length} Lieder of 256 notes and more: p5 p50 p95`);
print(`  DFA exponent      ${spread(known(long.map(({ notes }) => fluctuationExponent(pitchesOf(notes)))))}`);
print(`  spectral slope    ${spread(known(long.map(({ notes }) => spectralSlope(pitchesOf(notes)))))}`);

const draws = new Draws(seeded(1, "identity"));
const halves = simple.filter(({ notes }) => notes.length >= 64);
let hits = 0;
let trials = 0;
for (let round = 0; round < 20; round++) {
  const drawn = shuffle(halves, draws).slice(0, 50);
  const candidates = drawn.map(({ notes }) => portraitOf(notes.slice(0, notes.length / 2)));
  for (const [i, { notes }] of drawn.entries()) {
    if (identifyTune(portraitOf(notes.slice(notes.length / 2)), candidates) === i) hits++;
    trials++;
  }
}
print(
  `\nThe second half of a tune is known by the first among 50 in ${((100 * hits) / trials).toFixed(1)} % (chance 2 %)`,
);

const featuresOf = (tunes: readonly Melody[]) =>
  tunes.flatMap(({ notes, meter }) => windowsOf(notes).map((window) => setFeaturesOf(window, barTicks(meter))));
const training = featuresOf(simple.filter(({ id }) => splitOf(id) === "training"));
const other = featuresOf(simple.filter(({ id }) => splitOf(id) !== "training"));
const lines = simple
  .filter(({ id }) => splitOf(id) !== "training")
  .flatMap(({ notes, meter }) => windowsOf(notes).map((window) => ({ notes: window, bar: barTicks(meter) })));
print(
  `\nOverlapped area and divergence from ${training.length} training windows (Yang & Lerch): held-out, then spoiled`,
);
const columns = [
  ["held-out", other] as const,
  ...degradations(lines).map(({ name, spoil }) => {
    const chance = new Draws(seeded(1, name));
    return [name, lines.map((line) => setFeaturesOf(spoil(line, chance), line.bar))] as const;
  }),
].map(([name, features]) => ({ name, distances: compareSets(training, features) }));
print(`  ${"".padEnd(16)}${columns.map(({ name }) => name.padStart(14)).join("")}`);
for (const feature of Object.keys(columns[0]?.distances ?? {}) as (keyof ReturnType<typeof compareSets>)[]) {
  const cells = columns.map(({ distances }) => {
    const { overlap, divergence } = distances[feature];
    return `${overlap.toFixed(2)}  ${divergence.toFixed(2)}`.padStart(14);
  });
  print(`  ${feature.padEnd(16)}${cells.join("")}`);
}

const melodies = corpus.map(({ melody }) => melody);
const before = process.memoryUsage().arrayBuffers;
const began = now();
const index = indexTunes(melodies, "tokens");
const total = melodies.reduce((sum, { notes }) => sum + notes.length, 0);
const bytes = process.memoryUsage().arrayBuffers - before;
print(
  `\nAn index of ${melodies.length} tunes, ${total} notes: ${(now() - began).toFixed(0)} ms, ${(bytes / 1e6).toFixed(0)} MB`,
);
const spent: number[] = [];
const streams = new Draws(seeded(1, "streams"));
for (let i = 0; i < 300; i++) {
  const stream = joined(melodies, 1_200, streams).slice(0, 1_200);
  const from = now();
  longestCopy(index, stream);
  spent.push(now() - from);
}
print(`  the longest copy in a stream of 1,200 notes: ${figures(spent)}`);
