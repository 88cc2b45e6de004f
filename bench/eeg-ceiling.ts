// How well a score tells listening from rest in simulated brains whose effect is known, on brains that were left out, beside the share
// of right answers that no rule can exceed.
//   npm run bench -- eeg-ceiling [brains] [networks, with commas between, or none]
import { NO_ARTEFACTS } from "../src/engine/eeg/brain-artefacts.ts";
import { USUAL_EFFECT } from "../src/engine/eeg/simulated-brain.ts";
import { fork, seeded } from "../src/engine/random.ts";
import { examplesOf, restedRecordings } from "../src/models/eeg/examples.ts";
import { heldOutFigures } from "../src/models/eeg/held-out-figures.ts";
import type { EegExample, EegLearner } from "../src/models/eeg/learner.ts";
import { listeningCeiling } from "../src/models/eeg/listening-ceiling.ts";
import { measureDataset } from "../src/models/eeg/measure-dataset.ts";
import { NETWORK_KINDS } from "../src/models/eeg/networks/network-form.ts";
import { networkLearner } from "../src/models/eeg/networks/network-learner.ts";
import { participantFolds } from "../src/models/eeg/networks/participant-folds.ts";
import { LOGISTIC, TANGENT } from "../src/models/eeg/rivals/rivals.ts";
import { SEQUENCES } from "../src/models/eeg/sequences.ts";
import { simulatedPeople } from "../src/models/eeg/simulated-people.ts";
import { EEG_TASKS } from "../src/models/eeg/tasks.ts";
import { machineSince, now, stolenSeconds } from "./helpers/figures.ts";

const STRENGTHS = [0, 0.25, 0.5, 1, 2];
const brains = Number(process.argv[2] ?? 12);
const asked = (process.argv[3] ?? "elman").split(",");
const learners = [
  LOGISTIC,
  TANGENT,
  ...NETWORK_KINDS.filter((kind) => asked.includes(kind)).map((kind) => networkLearner(kind)),
];
const task = EEG_TASKS.find(({ name }) => name === "rest-music");
if (!task) throw new Error("the task of rest and music is gone");

async function foretell(learner: EegLearner, examples: readonly EegExample[]) {
  const random = seeded(1, learner.name);
  const said = [];
  for (const { learning, heldOut } of participantFolds(examples, 5, fork(random, "folds"))) {
    const rule = await learner.fit(learning, fork(random, `fit ${said.length}`));
    for (const { participant, label, windows } of heldOut) {
      const logit = rule.logit(windows);
      said.push({ participant, label, logit, raw: logit * rule.temperature });
    }
  }
  return said;
}

const [began, stolen] = [now(), stolenSeconds()];
let within = true;
console.log(
  `${brains} brains a strength, one visit each, no artefacts; balanced accuracy on brains left out, ± its standard error`,
);
console.log("strength  ceiling  rule                    accuracy          ECE before, after");
for (const strength of STRENGTHS) {
  const { alpha, theta, beta } = USUAL_EFFECT;
  const effect = { alpha: strength * alpha, theta: strength * theta, beta: strength * beta };
  const order = { participants: brains, sessions: 1, effectOf: () => effect, artefacts: NO_ARTEFACTS };
  const measured = await measureDataset(simulatedPeople(order, seeded(1, `strength ${strength}`)));
  const examples = examplesOf(restedRecordings(measured, "causal"), task, SEQUENCES);
  const seconds = Math.max(...examples.map(({ from, to }) => (to - from) / 1000));
  const ceiling = listeningCeiling(effect, seconds);
  for (const learner of learners) {
    const said = await foretell(learner, examples);
    const { balancedAccuracy, ece } = heldOutFigures(said);
    const before = heldOutFigures(said.map(({ raw, ...rest }) => ({ ...rest, logit: raw })));
    const error = balancedAccuracy.deviation / Math.sqrt(brains);
    // Where all answers are right there is no spread to tell the error by: one answer more or less.
    within &&= balancedAccuracy.mean <= ceiling + Math.max(3 * error, 1 / said.length);
    console.log(
      `${strength.toFixed(2).padStart(8)}  ${ceiling.toFixed(3).padStart(7)}  ${learner.name.padEnd(22)}  ` +
        `${balancedAccuracy.mean.toFixed(3)} ± ${error.toFixed(3)}     ${before.ece.toFixed(3)}, ${ece.toFixed(3)}`,
    );
  }
}
console.log(
  `asked: none above its ceiling by more than three standard errors: ${within ? "holds" : "FAILS"}. ${machineSince(began, stolen)}`,
);
