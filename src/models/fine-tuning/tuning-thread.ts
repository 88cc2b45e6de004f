import { startWorker } from "../../runtime/worker.ts";
import { type Tuning, TuningRefusal } from "./tuning.ts";
import type { TuningMessage, TuningOrder, TuningProgress } from "./tuning-message.ts";

/** What learning may take beyond its time: reading the sessions before it, judging after it, and the epoch it ends in. */
const GRACE_SECONDS = 120;

export interface TuningWatch {
  readonly progress?: (progress: TuningProgress) => void;
  /** Ends the work; nothing is left of it. */
  readonly signal?: AbortSignal;
}

/**
 * Fine-tunes in a thread of its own and resolves with what came of it. The thread writes nothing: what is cancelled, refused
 * or broken off leaves everything as it was.
 * @throws TuningRefusal, one sentence: too little playing, cancelled, out of time, or the thread failed
 */
export async function tuneInThread(order: TuningOrder, { progress, signal }: TuningWatch = {}): Promise<Tuning> {
  if (signal?.aborted) throw cancelled();
  const worker = startWorker("tuning-worker", import.meta.url, { workerData: order });
  let timer: NodeJS.Timeout | undefined;
  let abort: (() => void) | undefined;
  try {
    return await new Promise<Tuning>((resolve, reject) => {
      worker.on("message", (message: TuningMessage) => {
        if (message.kind === "progress") progress?.(message);
        else if (message.kind === "tuned") resolve(message.tuning);
        else reject(new TuningRefusal(message.reason));
      });
      worker.on("error", (error) => reject(failed(error.message)));
      worker.on("exit", (code) => reject(failed(`it ended with code ${code}`)));
      timer = setTimeout(() => reject(failed("it took too long")), 1_000 * (order.seconds + GRACE_SECONDS));
      abort = () => reject(cancelled());
      signal?.addEventListener("abort", abort, { once: true });
    });
  } finally {
    clearTimeout(timer);
    if (abort) signal?.removeEventListener("abort", abort);
    worker.removeAllListeners();
    // A late error with nobody listening would end the process.
    worker.on("error", () => {});
    await worker.terminate();
  }
}

function cancelled(): TuningRefusal {
  return new TuningRefusal("Fine-tuning was cancelled; the networks in use stay as they were.");
}

function failed(reason: string): TuningRefusal {
  return new TuningRefusal(`Fine-tuning failed (${reason}); the networks in use stay as they were.`);
}
