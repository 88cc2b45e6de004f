import { z } from "zod";

const share = z.number().min(0).max(1);
const count = z.int().min(0);

/** What is known of a model, beside it for ever. Plain JSON. */
export const EegCard = z.strictObject({
  /** "demonstration": from simulated brains, to show and to test with; it says nothing of a child. */
  kind: z.enum(["demonstration", "trained"]),
  /** Data set and question, with the names of the classes 0 and 1. */
  dataset: z.string(),
  task: z.string(),
  classes: z.tuple([z.string(), z.string()]),
  participants: count,
  /** Visits of the participant who had fewest. */
  sessionsEach: count,
  recordings: count,
  hours: z.number().min(0),
  rate: z.number().positive(),
  sequences: count,
  /** In words. */
  baseline: z.string(),
  split: z.string(),
  /** Shares of the epochs without a score: too few good channels; of the others, beyond what 99 % of the windows of people left out are. */
  abstention: z.strictObject({ artefact: share, unusual: share }),
  temperature: z.number().positive(),
  /** On people left out, by the whole procedure, the choice of the rule included. Classes count alike. */
  heldOut: z.strictObject({
    balancedAccuracy: z.strictObject({ mean: share, deviation: z.number().min(0), least: share }),
    auc: share,
    brier: share,
    ece: share,
    /** Had no temperature been found. */
    eceBefore: share,
  }),
  /** What there was to choose from, on the same people left out. Cross-entropy in nats. */
  compared: z.array(
    z.strictObject({ name: z.string(), balancedAccuracy: share, ece: share, crossEntropy: z.number() }),
  ),
  /** Why this rule. */
  choice: z.string(),
  backend: z.string(),
  seed: z.int(),
});
export type EegCard = z.infer<typeof EegCard>;

/** Fewer people, or fewer visits of each, validate nothing. */
const FEWEST_PARTICIPANTS = 8;
const FEWEST_SESSIONS = 2;

function people({ participants, sessionsEach }: EegCard): string {
  const visits = sessionsEach === 1 ? "one visit" : `${sessionsEach} visits`;
  return `${participants} ${participants === 1 ? "person" : "people"}, ${visits} each`;
}

/** What is said beside every score of the model. */
export function validationSentence(card: EegCard): string {
  const { kind, participants, sessionsEach, heldOut } = card;
  if (kind === "demonstration") {
    return "Demonstration, learnt from simulated brains: it says nothing about a child. Train a model on your own recordings before you look at a child's score.";
  }
  const { mean, deviation, least } = heldOut.balancedAccuracy;
  if (mean - (2 * deviation) / Math.sqrt(participants) <= 0.5) {
    return `Not validated: on people it had not learnt from it was no better than guessing (${percent(mean)} right; ${people(card)}).`;
  }
  const figures = `On people it had not learnt from it was right in ${percent(mean)} of cases (chance: 50 %; worst person: ${percent(least)})`;
  const enough = participants >= FEWEST_PARTICIPANTS && sessionsEach >= FEWEST_SESSIONS;
  return enough
    ? `${figures}; ${people(card)}.`
    : `Not validated: ${people(card)}, where ${FEWEST_PARTICIPANTS} people with ${FEWEST_SESSIONS} visits each are the least. ${figures}.`;
}

function percent(value: number): string {
  return `${Math.round(100 * value)} %`;
}

function figure(value: number): string {
  return value.toFixed(3);
}

/** The card as a page beside the weights. */
export function cardPage(name: string, montage: readonly string[], card: EegCard): string {
  const { heldOut, abstention } = card;
  const accuracy = heldOut.balancedAccuracy;
  const [zero, one] = card.classes;
  return `# A model of the EEG score: ${name}

**${validationSentence(card)}**

The score is how much more the last eight seconds are like ${one} than like ${zero}, seen from the child's own rest. It is no emotion, no
enjoyment and no diagnosis. Supports music therapists.

- **Learnt from**: ${card.dataset}, ${card.participants} participants (${card.sessionsEach} visits of the one who had fewest), ${card.recordings} recordings, ${card.hours.toFixed(1)} hours, ${card.sequences} sequences.
- **Channels**: ${montage.join(", ")}, ${card.rate} Hz. Other channels are refused.
- **Baseline**: ${card.baseline}.
- **Split**: ${card.split}.
- **Choice**: ${card.choice}
- **Temperature**: ${card.temperature.toFixed(2)}.
- **No score**: ${percent(abstention.artefact)} of the epochs had too few good channels; ${(100 * abstention.unusual).toFixed(1)} % of the others were farther off than all but a hundredth of the windows of people left out.
- **Made with**: TensorFlow.js, backend ${card.backend}, seed ${card.seed}.

## On people left out

| | |
| --- | ---: |
| balanced accuracy, mean over people | ${figure(accuracy.mean)} |
| its deviation over people, worst person | ${figure(accuracy.deviation)}, ${figure(accuracy.least)} |
| area under the curve | ${figure(heldOut.auc)} |
| Brier score | ${figure(heldOut.brier)} |
| expected calibration error, before and after the temperature | ${figure(heldOut.eceBefore)}, ${figure(heldOut.ece)} |

| rule | balanced accuracy | calibration error | cross-entropy, nats |
| --- | ---: | ---: | ---: |
${card.compared.map((row) => `| ${row.name} | ${figure(row.balancedAccuracy)} | ${figure(row.ece)} | ${figure(row.crossEntropy)} |`).join("\n")}

## Train again

    ${card.kind === "demonstration" ? "npm run train -- eeg" : `antiphon eeg train FOLDER --task ${card.task} --seed ${card.seed}`}

Seeded: the same recordings, seed and backend give the same bytes.
`;
}
