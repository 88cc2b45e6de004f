import { parentPort, workerData } from "node:worker_threads";
import type { Melody } from "../../engine/music/melody.ts";
import { type Segment, segmentMelody } from "../../engine/music/segment.ts";
import { openEntrants } from "../../models/evaluation/entrants.ts";
import { excerptOf } from "../../models/evaluation/examples.ts";
import { generateStream } from "../../models/evaluation/generate-stream.ts";
import { measureStream } from "../../models/evaluation/measure-stream.ts";
import { prepareReferences } from "../../models/evaluation/references.ts";
import type { StreamReport } from "../../models/evaluation/stream-report.ts";
import type { Job, JobAnswer, JobSetting } from "./job.ts";

/** A thread that generates streams and measures them, one at a time. Only the measures leave it. */

const port = parentPort;
if (!port) throw new Error("job-worker runs as a worker thread only");
const answer = (message: JobAnswer): void => port.postMessage(message);

const { models, tunes, library, known, minutes } = workerData as JobSetting;
const references = prepareReferences(tunes, known);
const open = openEntrants(models, tunes, known, references.tokens);
const entrants = new Map(open.map((entrant) => [entrant.name, entrant]));

/** Notes of the stream in which repetition is followed: to the end with one seed, with the others as far as it is judged. */
const LONG = 1_200;
const LONGEST = 3_600;

const libraries = new Map<string, readonly Segment[]>();

/** The same list for every stream of a tune, so that a generator may keep what it has made of it. */
function libraryOf(source: Melody): readonly Segment[] {
  const known = libraries.get(source.id) ?? [...library, ...segmentMelody(source).segments];
  libraries.set(source.id, known);
  return known;
}

function run({ generator, tune, seed, keep }: Job): StreamReport {
  const entrant = entrants.get(generator);
  const source = tunes[tune];
  if (!entrant || !source) throw new RangeError(`there is no generator ${generator} or no tune ${tune}`);
  const task = { source, library: libraryOf(source), duration: minutes * 60_000, seed };
  const stream = generateStream(entrant.generate, task, seed === 1 ? LONGEST : LONG);
  const report = measureStream({ generator, seed, source, ...stream }, references);
  return keep ? { ...report, excerpt: excerptOf(stream.music, source.tempo) } : report;
}

port.on("message", (job: Job) => {
  try {
    answer({ kind: "done", report: run(job) });
  } catch (error) {
    answer({ kind: "failed", job, reason: error instanceof Error ? error.message : String(error) });
  }
});
answer({ kind: "ready" });
