import { setPriority } from "node:os";
import { parentPort, workerData } from "node:worker_threads";
import { systemClock } from "../../hardware/system-clock.ts";
import { readEegModel } from "../../models/eeg/model-artefact.ts";
import { openScorer } from "../../models/eeg/scorer.ts";
import { EegLine } from "./eeg-line.ts";
import type { EegThreadData, FromEeg, ToEeg } from "./eeg-messages.ts";
import { openRecordingFile } from "./recording-file.ts";

/** The thread of the EEG: device, signal, score and recording, so that none of them ever holds up the music. */

if (!parentPort) throw new Error("eeg-worker runs as a worker thread only");
const port = parentPort;
const data = workerData as EegThreadData;

// On a busy machine the music comes first. Linux has priorities of threads; elsewhere this would be the whole engine's.
if (process.platform === "linux") setPriority(0, 5);

function tell(message: FromEeg): void {
  const bytes = message.kind === "piece" ? message.piece : message.kind === "part" ? message.form : undefined;
  port.postMessage(message, bytes ? [bytes.buffer as ArrayBuffer] : []);
}

const line = new EegLine({
  ...data,
  clock: systemClock,
  wall: Date.now,
  scorer: data.model === undefined ? undefined : openScorer(readEegModel(data.model)),
  openRecording: openRecordingFile,
  tell,
});
port.on("message", (message: ToEeg) => line.hear(message));
