import type { Worker } from "node:worker_threads";
import type { StreamReport } from "../../models/evaluation/stream-report.ts";
import { startWorker } from "../../runtime/worker.ts";
import type { Job, JobAnswer, JobSetting } from "./job.ts";

/** What happens while jobs are done. */
export interface PoolListener {
  done(report: StreamReport): void;
  failed(job: Job, reason: string): void;
}

/** One thread takes jobs until there are none left. Rejects when the thread dies. */
function serve(jobs: Iterator<Job>, worker: Worker, listener: PoolListener): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.on("message", (answer: JobAnswer) => {
      if (answer.kind === "done") listener.done(answer.report);
      if (answer.kind === "failed") listener.failed(answer.job, answer.reason);
      const next = jobs.next();
      if (next.done) resolve();
      else worker.postMessage(next.value);
    });
    worker.on("error", reject);
    worker.on("exit", (code) => reject(new Error(`a thread of the evaluation ended with code ${code}`)));
  });
}

/** Does the jobs in `threads` threads, each the next one when it is free. The threads have ended when this is over. */
export async function runJobs(
  jobs: readonly Job[],
  setting: JobSetting,
  threads: number,
  listener: PoolListener,
): Promise<void> {
  const left = jobs.values();
  const workers = Array.from({ length: Math.min(threads, jobs.length) }, () =>
    startWorker("job-worker", import.meta.url, { workerData: setting }),
  );
  try {
    await Promise.all(workers.map((worker) => serve(left, worker, listener)));
  } finally {
    for (const worker of workers) worker.removeAllListeners("exit");
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}
