import { fork, type Random } from "../../../engine/random.ts";
import { examplesOf, type RestedRecording } from "../examples.ts";
import type { EegClassifier, EegLearner } from "../learner.ts";
import { SEQUENCES } from "../sequences.ts";
import { EEG_TASKS, type EegTask, EYE_TASK } from "../tasks.ts";
import type { EegEvaluation } from "./eeg-evaluation.ts";
import { over } from "./summarise-row.ts";

/** For each participant a classifier of open and closed eyes that has learnt from the others alone. */
export type EyeClassifiers = ReadonlyMap<string, EegClassifier>;

/** Learns to tell open eyes from closed ones at rest; undefined where the set does not hold both. */
export async function learnEyes(
  recordings: readonly RestedRecording[],
  learner: EegLearner,
  random: Random,
): Promise<EyeClassifiers | undefined> {
  const task = EEG_TASKS.find(({ name }) => name === EYE_TASK) as EegTask;
  const examples = examplesOf(recordings, task, SEQUENCES);
  const classifiers = new Map<string, EegClassifier>();
  for (const participant of new Set(recordings.map((recording) => recording.participant))) {
    const others = examples.filter((example) => example.participant !== participant);
    if (new Set(others.map(({ label }) => label)).size < 2) return undefined;
    classifiers.set(participant, await learner.fit(others, fork(random, participant)));
  }
  return classifiers;
}

/** What the classifiers of the eyes say of everything: the share called closed, by what it was. */
export function eyeShares(
  recordings: readonly RestedRecording[],
  classifiers: EyeClassifiers,
  learner: string,
  random: Random,
): EegEvaluation["eyes"] {
  const kinds: [name: string, is: (recording: RestedRecording) => boolean][] = [
    ["rest, eyes open", ({ condition, eyes }) => condition === "rest" && eyes === "open"],
    ["rest, eyes closed", ({ condition, eyes }) => condition === "rest" && eyes === "closed"],
    ["music", ({ condition }) => condition === "music"],
  ];
  const closed = kinds.flatMap(([name, is]) => {
    const everything: EegTask = {
      name,
      classes: ["", name],
      labelOf: (recording) => (is(recording as RestedRecording) ? 1 : undefined),
    };
    const examples = examplesOf(recordings, everything, SEQUENCES);
    const shares = [...classifiers].flatMap(([participant, classifier]) => {
      const own = examples.filter((example) => example.participant === participant);
      if (own.length === 0) return [];
      return [own.filter(({ windows }) => classifier.logit(windows) > 0).length / own.length];
    });
    return shares.length > 0 ? [[name, over(shares, fork(random, name))] as const] : [];
  });
  return { learner, closed: Object.fromEntries(closed) };
}
