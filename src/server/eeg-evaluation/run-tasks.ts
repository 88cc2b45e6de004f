import type { Worker } from "node:worker_threads";
import type { EegRow } from "../../models/eeg/evaluation/eeg-evaluation.ts";
import type { RunTasks } from "../../models/eeg/evaluation/evaluate-dataset.ts";
import type { TaskOutcome } from "../../models/eeg/evaluation/evaluate-task.ts";
import { startWorker } from "../../runtime/worker.ts";
import type { TaskAnswer, TaskSetting } from "./task-job.ts";

/** One thread takes tasks until there are none left. Rejects when the thread dies. */
function serve(
  tasks: Iterator<string>,
  worker: Worker,
  report: (row: EegRow) => void,
  done: (task: string, outcome: TaskOutcome) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const give = () => {
      const next = tasks.next();
      if (next.done) resolve();
      else worker.postMessage(next.value);
    };
    worker.on("message", (answer: TaskAnswer) => {
      if (answer.kind === "row") return report(answer.row);
      done(answer.task, answer.outcome);
      give();
    });
    worker.on("error", reject);
    worker.on("exit", (code) => reject(new Error(`a thread of the evaluation ended with code ${code}`)));
    give();
  });
}

/** Runs tasks in `threads` threads, each the next one when it is free. The threads have ended when this is over. */
export function inThreads(
  threads: number,
  setting: Omit<TaskSetting, "rested">,
  report: (row: EegRow) => void,
): RunTasks {
  return async (tasks, rested) => {
    const outcomes = new Map<string, TaskOutcome>();
    const left = tasks.map(({ name }) => name).values();
    const workerData: TaskSetting = { ...setting, rested };
    const workers = Array.from({ length: Math.min(threads, tasks.length) }, () =>
      startWorker("task-worker", import.meta.url, { workerData }),
    );
    try {
      await Promise.all(
        workers.map((worker) => serve(left, worker, report, (task, outcome) => outcomes.set(task, outcome))),
      );
    } finally {
      for (const worker of workers) worker.removeAllListeners("exit");
      await Promise.all(workers.map((worker) => worker.terminate()));
    }
    return tasks.map(({ name }) => outcomes.get(name) as TaskOutcome);
  };
}
