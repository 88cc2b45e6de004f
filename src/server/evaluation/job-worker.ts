import { parentPort, workerData } from "node:worker_threads";
import { segmentMelody } from "../../engine/music/segment.ts";
import { openEntrants } from "../../models/evaluation/entrants.ts";
import { excerptOf } from "../../models/evaluation/examples.ts";
import { measureStream } from "../../models/evaluation/measure-stream.ts";
import { prepareReferences } from "../../models/evaluation/references.ts";
import type { StreamReport } from "../../models/evaluation/stream-report.ts";
import { loadSegmentNetworks } from "../../models/segment-networks.ts";
import type { Job, JobAnswer, JobSetting } from "./job.ts";

/** A thread that generates streams and measures them, one at a time. Only the measures leave it. */

const port = parentPort;
if (!port) throw new Error("job-worker runs as a worker thread only");
const answer = (message: JobAnswer): void => port.postMessage(message);

const { models, tunes, library, known, minutes } = workerData as JobSetting;
const references = prepareReferences(tunes, known);
const open = openEntrants(loadSegmentNetworks(models), tunes, references.tokens);
const entrants = new Map(open.map((entrant) => [entrant.name, entrant]));

function run({ generator, tune, seed, keep }: Job): StreamReport {
  const entrant = entrants.get(generator);
  const source = tunes[tune];
  if (!entrant || !source) throw new RangeError(`there is no generator ${generator} or no tune ${tune}`);
  const own = segmentMelody(source).segments;
  const music = entrant.generate({ source, library: [...library, ...own], duration: minutes * 60_000, seed });
  const report = measureStream({ generator, seed, source, music }, references);
  return keep ? { ...report, excerpt: excerptOf(music, source.tempo) } : report;
}

port.on("message", (job: Job) => {
  try {
    answer({ kind: "done", report: run(job) });
  } catch (error) {
    answer({ kind: "failed", job, reason: error instanceof Error ? error.message : String(error) });
  }
});
answer({ kind: "ready" });
