import { parentPort, workerData } from "node:worker_threads";
import { seeded } from "../../engine/random.ts";
import { layGround } from "../../models/eeg/evaluation/evaluate-dataset.ts";
import { evaluateTask } from "../../models/eeg/evaluation/evaluate-task.ts";
import { EEG_TASKS } from "../../models/eeg/tasks.ts";
import { EEG_LEARNERS } from "./learners.ts";
import { EVALUATION, type TaskAnswer, type TaskSetting } from "./task-job.ts";

/** A thread that evaluates tasks, one at a time. An error ends it. */

const port = parentPort;
if (!port) throw new Error("task-worker runs as a worker thread only");
const answer = (message: TaskAnswer): void => port.postMessage(message);

const { rested, learners, refits, seed } = workerData as TaskSetting;
const chosen = EEG_LEARNERS.filter(({ name }) => learners.includes(name));
const ground = layGround(rested, chosen, refits, seeded(seed, EVALUATION));

async function run(name: string): Promise<void> {
  const task = EEG_TASKS.find((one) => one.name === name);
  if (!task) throw new RangeError(`there is no task ${name}`);
  const outcome = await evaluateTask(task, await ground, (row) => answer({ kind: "row", row }));
  answer({ kind: "done", task: name, outcome });
}

port.on("message", (name: string) => {
  run(name).catch((error: unknown) => {
    // Out of the promise, so that the thread ends and the command hears why.
    setImmediate(() => {
      throw error;
    });
  });
});
