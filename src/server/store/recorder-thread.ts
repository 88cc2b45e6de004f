import type { Worker } from "node:worker_threads";
import { startWorker } from "../../runtime/worker.ts";
import type { Job } from "./job.ts";
import type { Report } from "./report.ts";
import type { WriterWorkerData } from "./writer-worker.ts";

/** The main thread's handle on one recorder in a thread of its own. */
export class RecorderThread {
  readonly #worker: Worker;

  private constructor(worker: Worker) {
    this.#worker = worker;
  }

  /**
   * Starts a thread and resolves with its first report, "ready" or "refused". Later ones go to `hear`; `ended` is called
   * when the thread dies unasked after it was ready.
   */
  static start(
    data: WriterWorkerData,
    hear: (report: Report) => void,
    ended: (reason: string) => void,
  ): Promise<{ first: Report; thread: RecorderThread }> {
    const worker = startWorker("writer-worker", import.meta.url, { workerData: data });
    return new Promise((resolve) => {
      const begin = (first: Report) => {
        resolve({ first, thread: new RecorderThread(worker) });
        worker.off("error", fail);
        if (first.kind !== "ready") return;
        worker.on("message", hear);
        worker.on("error", (error) => ended(error.message));
        worker.on("exit", () => ended("the recorder's thread ended"));
      };
      const fail = (error: Error) => begin({ kind: "refused", reason: error.message });
      worker.once("message", begin);
      worker.once("error", fail);
    });
  }

  post(job: Job | { readonly kind: "close" }): void {
    this.#worker.postMessage(job);
  }

  /** Ends the thread, and with it every connection it holds. */
  async stop(): Promise<void> {
    this.#worker.removeAllListeners();
    // A late error with nobody listening would end the engine.
    this.#worker.on("error", () => {});
    await this.#worker.terminate();
  }
}
