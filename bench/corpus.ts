// The corpus pipeline on folders of real tunes: both shared corpora once, and ten folders of variants of them (every second,
// third … note a semitone higher, so that they are tunes of their own). Prints files a second, the share of the time that
// bare reading of the same bytes takes in the same run, and the live heap and peak memory of a process of its own for each
// folder, so that growth with the number of files shows.
//   npm run bench -- corpus [variants, 10]
import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { readMidiBytes } from "../src/files/midi-reading.ts";
import { writeMidi } from "../src/files/midi-writing.ts";
import { melodyFromScore } from "../src/files/tune-from-score.ts";
import { SHARED_DATA } from "../src/server/commands/corpora.ts";
import { readCorpus } from "../src/server/corpus/corpus-reading.ts";
import { makeCorpus } from "../src/server/corpus/make-corpus.ts";
import { machineSince, now, stolenSeconds } from "./helpers/figures.ts";

const CORPORA = ["open-hymnal-melodies", "openscore-lieder-melodies"];

/** What one process measured of one folder. */
interface Measured {
  readonly files: number;
  readonly taken: number;
  readonly seconds: number;
  readonly bareSeconds: number;
  readonly readBackSeconds: number;
  /** Peak resident memory, MiB, and what it was before the first file. */
  readonly peak: number;
  readonly baseline: number;
  /** What lives in the heap after the first file and after the last, MiB. */
  readonly live: readonly [number, number];
  readonly bytes: number;
}

function midiFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".mid"))
    .map((name) => join(folder, name));
}

function liveHeap(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1_048_576;
}

const peakOf = () => process.resourceUsage().maxRSS / 1024;

/** The work itself, in a process of its own. */
async function measure(folder: string): Promise<Measured> {
  const baseline = peakOf();
  const corpus = join(folder, "tunes.corpus.jsonl");
  const began = now();
  let files = 0;
  let live: [number, number] = [0, 0];
  const { summary } = await makeCorpus({
    folder,
    corpus,
    report: join(folder, "tunes.report.csv"),
    splitBy: "tune",
    signal: new AbortController().signal,
    progress: (done, total) => {
      files = done;
      if (done === 1) live = [liveHeap(), 0];
      if (done === total) live = [live[0], liveHeap()];
    },
  });
  const made = now();
  let read = 0;
  for (const _ of readCorpus(corpus)) read++;
  const readBack = now();
  const peak = peakOf();
  if (read !== summary.taken) throw new Error(`${read} tunes read back of ${summary.taken}`);
  const bare = now();
  for (const path of midiFiles(folder)) readMidiBytes(readFileSync(path), path);
  return {
    files,
    taken: summary.taken,
    seconds: (made - began) / 1000,
    readBackSeconds: (readBack - made) / 1000,
    bareSeconds: (now() - bare) / 1000,
    peak,
    baseline,
    live,
    bytes: statSync(corpus).size,
  };
}

function measureApart(folder: string): Measured {
  const self = fileURLToPath(import.meta.url);
  const child = spawnSync(process.execPath, ["--expose-gc", "--import", "tsx", self, "--measure", folder], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (child.status !== 0) throw new Error("the measuring process failed");
  return JSON.parse(child.stdout) as Measured;
}

function print(name: string, folder: string): Measured {
  const measured = measureApart(folder);
  const { files, taken, seconds, bareSeconds, readBackSeconds, peak, baseline, live, bytes } = measured;
  console.log(
    `${name}: ${files} files, ${taken} taken; ${(files / seconds).toFixed(0)} files/s ` +
      `(${((100 * bareSeconds) / seconds).toFixed(0)} % of the time is what bare reading takes); ` +
      `live heap ${live[0].toFixed(1)} MiB after the first file, ${live[1].toFixed(1)} after the last; ` +
      `peak memory ${peak.toFixed(0)} MiB (${baseline.toFixed(0)} before the first file); ` +
      `corpus file ${(bytes / 1e6).toFixed(1)} MB, read back at ${(taken / readBackSeconds).toFixed(0)} tunes/s`,
  );
  return measured;
}

/** Writes the tunes into a folder, every note at a multiple of `each` a semitone higher (0: none). */
function writeVariants(sources: readonly string[], folder: string, each: number): void {
  mkdirSync(folder, { recursive: true });
  for (const path of sources) {
    const { title, notes, meter, tempo, key } = melodyFromScore(
      readMidiBytes(readFileSync(path), path),
      basename(path),
    );
    const varied = notes.map((note, i) => (each > 0 && i % each === 0 ? { ...note, pitch: note.pitch + 1 } : note));
    const tracks = [{ name: title, midiChannel: 0, notes: varied }];
    writeFileSync(join(folder, basename(path)), writeMidi({ tracks, tempo, meter, key }));
  }
}

function compare(variants: number): void {
  if (!CORPORA.every((corpus) => existsSync(join(SHARED_DATA, corpus)))) {
    console.log("The shared corpora are not there; set ANTIPHON_SHARED_DATA.");
    return;
  }
  const sources = CORPORA.flatMap((corpus) => midiFiles(join(SHARED_DATA, corpus)));
  const folder = mkdtempSync(join(tmpdir(), "antiphon-corpus-"));
  try {
    writeVariants(sources, join(folder, "once"), 0);
    for (let i = 0; i < variants; i++) writeVariants(sources, join(folder, "many", String(i)), i === 0 ? 0 : i + 1);
    const began = now();
    const stolen = stolenSeconds();
    const once = print("once", join(folder, "once"));
    const many = print(`${variants} variants`, join(folder, "many"));
    console.log(
      `${(many.files / once.files).toFixed(1)} times the files: ${(many.seconds / once.seconds).toFixed(1)} times the time, ` +
        `${(many.peak / once.peak).toFixed(2)} times the peak memory (${machineSince(began, stolen)})`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const [first, second] = process.argv.slice(2);
if (first === "--measure" && second) console.log(JSON.stringify(await measure(second)));
else compare(Number(first ?? 10));
