import { dirname } from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import type { Clock } from "../../engine/time/clock.ts";
import { openChecked, openForWriting } from "./database.ts";
import { freeSpace } from "./disk.ts";
import type { Job } from "./job.ts";
import { Recorder } from "./recorder.ts";
import type { Report } from "./report.ts";

/** The thread that seals and writes, so that a slow disk never holds up the music. */

/** `check`: the record is suspect and must be checked before it is used. */
export interface WriterWorkerData {
  readonly path: string;
  readonly check: boolean;
}

if (!parentPort) throw new Error("writer-worker runs as a worker thread only");
const port = parentPort;
const { path, check } = workerData as WriterWorkerData;
const report = (message: Report): void => port.postMessage(message);

const clock: Clock = {
  now: () => performance.now(),
  at(due, task) {
    const timer = setTimeout(() => task(due), Math.max(0, due - performance.now()));
    return () => clearTimeout(timer);
  },
};

try {
  const { database, aside } = check ? openChecked(path) : { database: openForWriting(path), aside: undefined };
  const recorder = new Recorder({ database, clock, report, freeSpace: () => freeSpace(dirname(path)) });
  port.on("message", (message: Job | { kind: "close" }) => {
    // After "close" the main thread ends this one: an exit of its own would look like an accident there.
    if (message.kind === "close") recorder.close();
    else recorder.take(message);
  });
  report(aside === undefined ? { kind: "ready" } : { kind: "ready", aside });
} catch (error) {
  report({ kind: "refused", reason: (error as Error).message });
  port.close();
}
