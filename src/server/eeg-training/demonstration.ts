import { USUAL_EFFECT } from "../../engine/eeg/simulated-brain.ts";
import { seeded } from "../../engine/random.ts";
import { measureDataset } from "../../models/eeg/measure-dataset.ts";
import { networkLearner } from "../../models/eeg/networks/network-learner.ts";
import { LOGISTIC } from "../../models/eeg/rivals/rivals.ts";
import { simulatedPeople } from "../../models/eeg/simulated-people.ts";
import { EEG_TASKS } from "../../models/eeg/tasks.ts";
import { trainEeg } from "./train-eeg.ts";

const PARTICIPANTS = 10;
const SESSIONS = 2;
const SEED = 1;

/**
 * Trains the demonstration model that the project ships, on simulated brains that listen more or less clearly. Nothing that a child does
 * is in it.
 */
export async function trainDemonstration(out: string, print: (line: string) => void): Promise<void> {
  const people = simulatedPeople(
    {
      participants: PARTICIPANTS,
      sessions: SESSIONS,
      effectOf: (draws) => {
        const strength = draws.between(0.4, 1.6);
        const { alpha, theta, beta } = USUAL_EFFECT;
        return { alpha: strength * alpha, theta: strength * theta, beta: strength * beta };
      },
    },
    seeded(SEED, "demonstration"),
  );
  print(`${PARTICIPANTS} simulated brains, ${SESSIONS} visits each; making and measuring their EEG.`);
  let done = 0;
  const dataset = await measureDataset(people, () => {
    done += 1;
    if (done % 40 === 0) print(`${done} of ${people.recordings.length} recordings.`);
  });
  const task = EEG_TASKS.find(({ name }) => name === "rest-music");
  if (!task) throw new Error("the task of rest and music is gone");
  const learners = [LOGISTIC, networkLearner("elman")];
  await trainEeg({ kind: "demonstration", dataset, task, learners, out, seed: SEED, print });
}
