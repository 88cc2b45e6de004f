import type { MeasuredRecording } from "./dataset.ts";

type Labelled = Omit<MeasuredRecording, "epochs">;

/** Two classes of recordings that are to be told apart. */
export interface EegTask {
  readonly name: string;
  /** Class 0 and class 1. */
  readonly classes: readonly [string, string];
  /** Undefined: of no concern to this task. */
  labelOf(recording: Labelled): 0 | 1 | undefined;
}

function task(
  name: string,
  [zero, isZero]: readonly [string, (recording: Labelled) => boolean],
  [one, isOne]: readonly [string, (recording: Labelled) => boolean],
): EegTask {
  return {
    name,
    classes: [zero, one],
    labelOf: (recording) => (isZero(recording) ? 0 : isOne(recording) ? 1 : undefined),
  };
}

const rest = ({ condition }: Labelled) => condition === "rest";
const open = (recording: Labelled) => rest(recording) && recording.eyes === "open";
const closed = (recording: Labelled) => rest(recording) && recording.eyes === "closed";
const music = ({ condition }: Labelled) => condition === "music";
const of = (kind: string) => (recording: Labelled) => music(recording) && recording.music === kind;

/** What is asked of a data set, the first question first. A task that a data set has no recordings for is left out. */
export const EEG_TASKS: readonly EegTask[] = [
  task("open-music", ["eyes-open rest", open], ["in-ear music", (r) => music(r) && r.route !== "bone conduction"]),
  task("rest-music", ["rest", rest], ["music", music]),
  task("open-closed", ["eyes open", open], ["eyes closed", closed]),
  task("closed-music", ["eyes-closed rest", closed], ["music", music]),
  task("neutral-song", ["neutral music", of("neutral music")], ["songs", (r) => music(r) && r.music.endsWith("song")]),
  task("native-song", ["native song", of("native song")], ["non-native song", of("non-native song")]),
];

/** The task that tells the state of the eyes: what the others are confounded with. */
export const EYE_TASK = "open-closed";
