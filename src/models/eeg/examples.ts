import { BANDS } from "../../engine/eeg/bands.ts";
import type { EpochMeasures } from "../../engine/eeg/epoch-meter.ts";
import { DEFAULT_LIMITS } from "../../engine/eeg/quality.ts";
import type { MeasuredDataset, MeasuredEpoch, MeasuredRecording } from "./dataset.ts";
import type { EegExample } from "./learner.ts";
import { LEARNING_EPOCHS } from "./measure-dataset.ts";
import { type OwnRest, ownRest } from "./own-rest.ts";
import { type SequenceShape, sequencesOf, type TimedWindow } from "./sequences.ts";
import type { EegTask } from "./tasks.ts";
import { windowsFrom } from "./windows.ts";

/**
 * What stands for a participant's rest. "causal": the first rest before all else, which is then not judged, as in a session.
 * "transductive": everything that the participant did, the music too, which no live score can know.
 */
export type BaselineKind = "causal" | "transductive";

/** A recording as windows against the participant's rest. */
export interface RestedRecording extends Omit<MeasuredRecording, "epochs"> {
  readonly windows: readonly TimedWindow[];
  /** Epochs, of which some gave no window. */
  readonly epochs: number;
}

/** Every other epoch: those that do not overlap. */
function apart(epochs: readonly MeasuredEpoch[]): EpochMeasures[] {
  const chosen: EpochMeasures[] = [];
  let due = Number.NEGATIVE_INFINITY;
  for (const { end, measures } of epochs) {
    if (end < due) continue;
    chosen.push(measures);
    due = end + LEARNING_EPOCHS.window;
  }
  return chosen;
}

/** With closed eyes where all that was listened to was heard so: live, own rest is taken as the music will be. Else with open ones. */
function eyesOf(recordings: readonly MeasuredRecording[]): "open" | "closed" {
  const heard = recordings.filter(({ condition }) => condition !== "rest");
  return heard.length > 0 && heard.every(({ eyes }) => eyes === "closed") ? "closed" : "open";
}

/** The rest that a recording is held against: of its session, with the eyes as in its music where there is one; else of its participant. */
function restBefore(recordings: readonly MeasuredRecording[], { participant, session }: MeasuredRecording) {
  const own = recordings.filter((one) => one.participant === participant);
  const first = (list: readonly MeasuredRecording[]) => {
    const rests = list.filter(({ condition }) => condition === "rest");
    const eyes = eyesOf(list);
    return rests.find((rest) => (rest.eyes ?? "open") === eyes) ?? rests[0];
  };
  return first(own.filter((one) => one.session === session)) ?? first(own);
}

/** Muscle, judged by the rest: what live is a fault as soon as there is one. */
function withMuscle(measures: EpochMeasures, rest: OwnRest): EpochMeasures {
  const faults = measures.faults.map((list, channel) => {
    const power = measures.features[(channel + 1) * BANDS.length - 1] as number;
    const jump = power - Math.log10(rest.muscle[channel] as number);
    return jump > DEFAULT_LIMITS.muscle ? [...list, "muscle" as const] : list;
  });
  return { ...measures, faults };
}

/**
 * All recordings as windows. A rest that served as the causal baseline is left out; so are recordings whose rest was no baseline.
 */
export function restedRecordings(dataset: MeasuredDataset, kind: BaselineKind): RestedRecording[] {
  const rests = new Map<string, OwnRest | undefined>();
  return dataset.recordings.flatMap((recording) => {
    const before = restBefore(dataset.recordings, recording);
    if (before === undefined || (kind === "causal" && before === recording)) return [];
    const key = kind === "causal" ? before.name : recording.participant;
    const own = () =>
      kind === "causal"
        ? apart(before.epochs)
        : dataset.recordings
            .filter(({ participant }) => participant === recording.participant)
            .flatMap(({ epochs }) => apart(epochs));
    if (!rests.has(key)) rests.set(key, ownRest(own(), dataset.montage));
    const rest = rests.get(key);
    if (rest === undefined) return [];
    const toWindow = windowsFrom(rest);
    const { epochs, ...labels } = recording;
    const windows = epochs.flatMap(({ end, measures }) => {
      const window = toWindow(withMuscle(measures, rest));
      return window ? [{ end, window }] : [];
    });
    return [{ ...labels, windows, epochs: epochs.length }];
  });
}

/** The examples of a task, in the order of the recordings. */
export function examplesOf(recordings: readonly RestedRecording[], task: EegTask, shape: SequenceShape): EegExample[] {
  return recordings.flatMap((recording) => {
    const label = task.labelOf(recording);
    if (label === undefined) return [];
    return sequencesOf(recording.windows, shape).map((sequence) => ({
      participant: recording.participant,
      session: recording.session ?? recording.name,
      recording: recording.name,
      label,
      from: (sequence[0]?.end ?? 0) - LEARNING_EPOCHS.window,
      to: sequence.at(-1)?.end ?? 0,
      windows: sequence.map(({ window }) => window),
    }));
  });
}
