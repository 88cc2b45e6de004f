// Trains a network from its first weights on one backend and prints an EpochRun as JSON.
// epoch-child.ts BACKEND TASK EPOCHS
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { chooseBackend } from "../../src/models/backend.ts";
import { prepareTunes } from "../../src/models/dataset.ts";
import { layNetwork } from "../../src/models/layers.ts";
import { TASKS } from "../../src/models/task.ts";
import { PLANS, trainingSequences } from "../../src/models/train-artefact.ts";
import { trainNetwork } from "../../src/models/train-network.ts";
import { readCorpora, SHARED_DATA } from "../../src/server/commands/corpora.ts";
import { loadTunes } from "../../src/server/library.ts";
import type { EpochRun, TimedEpoch } from "./epoch-run.ts";

const [name = "", taskName, count] = process.argv.slice(2);
const task = TASKS.find((one) => one.name === taskName);
if (!task) throw new Error(`no task ${taskName}`);
const plan = { ...PLANS[task.name], epochs: Number(count) };

const corpora = existsSync(SHARED_DATA);
const corpus = corpora ? (await readCorpora()).tunes : loadTunes().map((melody) => ({ melody, simple: true }));
const tunes = prepareTunes(corpus);
const training = tunes.filter(({ split }) => split === "training");
const validation = tunes.filter(({ split }) => split === "validation");
const data = {
  training: trainingSequences(task, training, plan.seed),
  validation: validation.map((tune) => ({ ...task.sequence(tune), weight: 1 })),
};

const backend = await chooseBackend([name]);
const untrained = layNetwork(task, plan.units, plan.seed);
const weights = createHash("sha256");
for (const tensor of untrained.getWeights()) weights.update(new Uint8Array((await tensor.data()).buffer));
untrained.dispose();

const epochs: TimedEpoch[] = [];
let before = process.cpuUsage();
trainNetwork(task, data, plan, ({ training, validation, seconds }) => {
  const { user, system } = process.cpuUsage(before);
  before = process.cpuUsage();
  epochs.push({ training, validation, seconds, cpuSeconds: (user + system) / 1e6 });
});
const run: EpochRun = {
  backend,
  trainedOn: `${training.length} of ${corpora ? "the shared corpora's tunes" : "the project's own tunes"}, validated on ${validation.length}`,
  sequences: data.training.length,
  weights: weights.digest("hex"),
  epochs,
};
process.stdout.write(JSON.stringify(run));
