// How drummers go on from beat to beat: counts transitions between beat cells in the train split of the Groove MIDI recordings
// (kick, snare and toms), prints what they are worth on the validation split, and with "write" writes the engine's table anew.
//   npm run bench -- beat-cells [write]
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { BEAT_CELLS, type BeatCell, cellsOf } from "../src/engine/partner/beat-cells.ts";
import { PPQ } from "../src/engine/time/units.ts";
import { readMidiBytes } from "../src/files/midi-reading.ts";
import { SHARED_DATA } from "../src/server/commands/corpora.ts";
import { inRoot } from "../src/server/folders.ts";

/** Kick, snare and toms of the recordings' drum module: what hands and feet say, without the cymbals that count the time. */
const SPOKEN = new Set([35, 36, 37, 38, 40, 41, 43, 45, 47, 48, 50, 58]);

const folder = join(SHARED_DATA, "groove-midi");
if (!existsSync(folder)) {
  console.log("No Groove MIDI recordings in ../shared/data/groove-midi (or ANTIPHON_SHARED_DATA): nothing to count.");
  process.exit(0);
}

/** The recordings of a split in 4/4, each as its beats. */
function recordings(split: string): BeatCell[][] {
  const rows = readFileSync(join(folder, "info.csv"), "utf8").trim().split(/\r?\n/).slice(1);
  return rows
    .map((row) => row.split(","))
    .filter((fields) => fields[10] === split && fields[6] === "4-4")
    .map((fields) => {
      const file = fields[7] ?? "";
      const { tracks } = readMidiBytes(new Uint8Array(readFileSync(join(folder, file))), file);
      const times = tracks.flatMap(({ notes }) =>
        notes.filter(({ pitch }) => SPOKEN.has(pitch)).map(({ onset }) => onset / PPQ),
      );
      return cellsOf(times.sort((a, b) => a - b));
    });
}

function count(all: readonly BeatCell[][]): number[][] {
  const counts = Array.from({ length: BEAT_CELLS }, () => new Array<number>(BEAT_CELLS).fill(0));
  for (const cells of all) {
    for (const [i, cell] of cells.slice(1).entries()) {
      const row = counts[cells[i] ?? 0] as number[];
      row[cell] = (row[cell] ?? 0) + 1;
    }
  }
  return counts;
}

/** Bits a beat that the counts need for recordings they have not seen; `order` 0: without looking at the beat before. */
function bitsABeat(counts: readonly number[][], all: readonly BeatCell[][], order: 0 | 1): number {
  const sums = Array.from({ length: BEAT_CELLS }, (_, cell) => counts.reduce((sum, row) => sum + (row[cell] ?? 0), 0));
  let bits = 0;
  let beats = 0;
  for (const cells of all) {
    for (const [i, cell] of cells.slice(1).entries()) {
      const row = order === 1 ? (counts[cells[i] ?? 0] as number[]) : sums;
      const total = row.reduce((sum, value) => sum + value, 0);
      bits -= Math.log2(((row[cell] ?? 0) + 0.5) / (total + 0.5 * BEAT_CELLS));
      beats++;
    }
  }
  return bits / beats;
}

const train = recordings("train");
const counts = count(train);
const total = counts.flat().reduce((sum, value) => sum + value, 0);
const validation = recordings("validation");
console.log(`${train.length} recordings in 4/4, ${total} steps from beat to beat`);
console.log(
  `on ${validation.length} of the validation split: ${bitsABeat(counts, validation, 1).toFixed(2)} bits a beat; ` +
    `without the beat before ${bitsABeat(counts, validation, 0).toFixed(2)}; all cells equal ${Math.log2(BEAT_CELLS).toFixed(2)}`,
);

if (process.argv[2] === "write") {
  const rows = counts.map((row) => `  [${row.join(", ")}],`).join("\n");
  const text = `/**
 * How often each beat cell (columns) follows each (rows), in kick, snare and toms of the train split of the Groove MIDI Dataset
 * 1.0.0 (4/4): statistics only, no recording. Made by \`npm run bench -- beat-cells write\`.
 *
 * Derived from: Jon Gillick, Adam Roberts, Jesse Engel, Douglas Eck and David Bamman, "Learning to Groove with Inverse Sequence
 * Transformations", ICML 2019; the dataset is licensed CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/).
 */
export const DRUMMED: readonly (readonly number[])[] = [
${rows}
];
`;
  const file = inRoot("src", "engine", "partner", "drummed.ts");
  writeFileSync(file, text);
  console.log(`written: ${file}`);
}
