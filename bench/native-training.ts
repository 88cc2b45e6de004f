/**
 * The first epochs of a network, trained by tfjs-node and by WebAssembly from equal weights on equal data, each in a process
 * of its own: losses, how far they are apart, seconds and the speed-up. Builds tfjs-node first where that has not been done.
 * `npm run bench -- native-training [pitch | trend] [epochs]`
 */
import { spawnSync } from "node:child_process";
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";
import { TASKS } from "../src/models/task.ts";
import { compareRuns, runEpochs } from "../tests/native/epoch-run.ts";
import { machineSince, now, stolenSeconds } from "./helpers/figures.ts";

const print = (text: string) => process.stdout.write(`${text}\n`);

const [word = "pitch", count = "1"] = process.argv.slice(2);
const task = TASKS.find(({ name }) => name === word);
const epochs = Number(count);
if (!task || !Number.isInteger(epochs) || epochs < 1) {
  throw new Error("usage: npm run bench -- native-training [pitch | trend] [epochs, 1 or more]");
}

if (!process.env.ANTIPHON_TFJS_NODE) {
  const build = fileURLToPath(new URL("../scripts/native.mjs", import.meta.url));
  const { status, stdout } = spawnSync(process.execPath, [build], {
    stdio: ["ignore", "pipe", "inherit"],
    encoding: "utf8",
  });
  if (status !== 0) process.exit(1);
  process.env.ANTIPHON_TFJS_NODE = stdout.trim();
}

const [began, stolen] = [now(), stolenSeconds()];
const wasm = await runEpochs("wasm", task.name, epochs);
const tensorflow = await runEpochs("tensorflow", task.name, epochs);
print(`${task.name}, ${wasm.trainedOn}; ${cpus().length} cores`);
print(`weights before training: ${wasm.weights === tensorflow.weights ? "equal" : "NOT EQUAL"}`);
print(compareRuns(wasm, tensorflow));
print(machineSince(began, stolen));
