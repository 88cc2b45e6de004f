// Trains the echo task with its state in FILE and prints an epoch a line, then the weights; with KILL, the process kills
// itself amid that epoch. training-child.ts FILE [KILL]
import { chooseBackend } from "../../src/models/backend.ts";
import { type Update, weightsOf } from "../../src/models/epochs.ts";
import { trainNetwork } from "../../src/models/train-network.ts";
import { fileCheckpoint } from "../../src/models/training-state.ts";
import { ECHO_PLAN, ECHO_TASK, echoData } from "./echo-task.ts";

const [file = "", kill] = process.argv.slice(2);
const print = (line: string) => process.stdout.write(`${line}\n`);
await chooseBackend(["wasm"]);
const report = ({ epoch }: { readonly epoch: number }) => print(`epoch ${epoch}`);
const advance = ({ epoch, done }: Update) => {
  if (epoch === Number(kill) && done === 2) process.kill(process.pid, "SIGKILL");
};
const model = trainNetwork(ECHO_TASK, echoData(), ECHO_PLAN, report, {
  checkpoint: fileCheckpoint(file, print),
  advance,
});
print(JSON.stringify(weightsOf(model).map((weights) => [...weights])));
