import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Task } from "../../src/models/task.ts";

export interface TimedEpoch {
  /** Cross-entropy in bits a choice. */
  readonly training: number;
  readonly validation: number;
  readonly seconds: number;
  /** Of all threads together: says more than seconds where others use the machine too. */
  readonly cpuSeconds: number;
}

/** The first epochs of one backend, in a process of its own, from the weights and in the order that the seed gives. */
export interface EpochRun {
  readonly backend: string;
  readonly trainedOn: string;
  readonly sequences: number;
  /** SHA-256 of the weights before training. */
  readonly weights: string;
  readonly epochs: readonly TimedEpoch[];
}

/** Trains the first `epochs` epochs of a network on `backend`. Rejects with the process's own words when it fails. */
export async function runEpochs(backend: string, task: Task["name"], epochs: number): Promise<EpochRun> {
  const script = fileURLToPath(new URL("./epoch-child.ts", import.meta.url));
  const child = spawn(process.execPath, ["--import", "tsx", script, backend, task, String(epochs)], {
    cwd: fileURLToPath(new URL("../..", import.meta.url)),
    stdio: ["ignore", "pipe", "pipe"],
  });
  const read = { out: "", err: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    read.out += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    read.err += text;
  });
  const code = await new Promise((resolve) => child.once("close", resolve));
  if (code !== 0) throw new Error(`training on ${backend} ended with ${code}: ${read.err.trim()}`);
  return JSON.parse(read.out) as EpochRun;
}

/** Two runs, epoch by epoch: losses in bits, their differences, seconds and how many times faster the second was. */
export function compareRuns(slow: EpochRun, fast: EpochRun): string {
  const bits = (value: number) => value.toFixed(6).padStart(11);
  const short = (value: number) => value.toFixed(1).padStart(8);
  const lines = [`epoch  backend      training  validation       s   CPU s`];
  slow.epochs.forEach((first, i) => {
    const second = fast.epochs[i];
    if (!second) return;
    for (const [run, epoch] of [[slow, first] as const, [fast, second] as const]) {
      const cells = [bits(epoch.training), bits(epoch.validation), short(epoch.seconds), short(epoch.cpuSeconds)];
      lines.push(`${String(i + 1).padStart(5)}  ${run.backend.padEnd(10)}${cells.join("")}`);
    }
    const apart = [first.training - second.training, first.validation - second.validation].map(Math.abs);
    const times = [first.seconds / second.seconds, first.cpuSeconds / second.cpuSeconds];
    const [training = Number.NaN, validation = Number.NaN] = apart;
    const [faster = Number.NaN, lighter = Number.NaN] = times;
    lines.push(
      `       apart ${training.toExponential(1)} and ${validation.toExponential(1)} bit (asked: 1e-3); speed-up of ` +
        `${fast.backend} ${faster.toFixed(2)} × in seconds, ${lighter.toFixed(2)} × in CPU seconds`,
    );
  });
  return lines.join("\n");
}
