import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { readArtefact } from "../../models/artefact.ts";
import { prepareTunes } from "../../models/dataset.ts";
import { rivalTable } from "../../models/evaluate-rival.ts";
import { stepNetwork } from "../../models/network-step.ts";
import { loadSegmentNetworks } from "../../models/segment-networks.ts";
import { directionTable, pitchTable, splitTable, trendTable } from "../../models/tables.ts";
import { TASKS } from "../../models/task.ts";
import { trainArtefact } from "../../models/train-artefact.ts";
import { stepTunes, trainRival } from "../../models/train-rival.ts";
import { readTunes } from "./corpora.ts";

const USAGE =
  "npm run train -- pitch | trend | rival | evaluate [--corpus FILE]   (trains a network, or measures both against their baselines)";

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** `npm run train`: trains a network and writes it to models/, or prints how both do on tunes not trained on. */
async function train(args: readonly string[]): Promise<void> {
  const { values, positionals: words } = parseArgs({
    args: [...args],
    options: { corpus: { type: "string" } },
    allowPositionals: true,
  });
  const [word] = words;
  const task = TASKS.find(({ name }) => name === word);
  if (words.length !== 1 || !(task || word === "rival" || word === "evaluate"))
    throw new Error(`say what to train: ${USAGE}`);
  const folder = fileURLToPath(new URL("../../../models", import.meta.url));
  const { tunes: corpus, leftOut } = await readTunes(values);
  const tunes = prepareTunes(corpus);
  print(`${tunes.length} tunes read, ${leftOut.length} files left out.`);
  for (const sentence of leftOut) print(`  ${sentence}`);
  print(`\n${splitTable(tunes)}\n`);
  if (word === "rival") return trainRival(corpus, folder, print);
  if (task) {
    await trainArtefact(task, tunes, folder, print);
    print(
      "Now measure it with npm run train -- evaluate, and put the new tables into the card (README.md beside the weights).",
    );
    return;
  }
  const networks = loadSegmentNetworks(folder);
  print(`${pitchTable(networks, tunes)}\n`);
  print(`${trendTable(networks, tunes)}\n`);
  print(`${directionTable(networks, tunes)}\n`);
  const rival = stepNetwork(readArtefact(join(folder, "rival")));
  print(`${rivalTable(rival, stepTunes(corpus, "training"), stepTunes(corpus, "test"))}\n`);
}

train(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`train: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
