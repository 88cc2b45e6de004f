import { parentPort } from "node:worker_threads";
import { readMidiBytes } from "./midi-reading.ts";
import { MidiRefusal, type RefusalKind } from "./midi-refusal.ts";
import type { MidiScore } from "./midi-score.ts";

/** What the worker is asked, once a file. */
export interface MidiQuestion {
  readonly bytes: Uint8Array;
  readonly name: string;
}

/** What the worker says: that it is up, and then to each question the score or why there is none. */
export type MidiAnswer =
  | { readonly kind: "ready" }
  | { readonly kind: "score"; readonly score: MidiScore }
  | {
      readonly kind: "refused";
      readonly why: RefusalKind;
      readonly reason: string;
      readonly byte: number | undefined;
    };

const port = parentPort;
if (!port) throw new Error("midi-reading-worker runs in a worker thread only");

port.on("message", ({ bytes, name }: MidiQuestion) => {
  let answer: MidiAnswer;
  try {
    answer = { kind: "score", score: readMidiBytes(bytes, name) };
  } catch (error) {
    if (!(error instanceof MidiRefusal)) throw error;
    answer = { kind: "refused", why: error.kind, reason: error.reason, byte: error.byte };
  }
  port.postMessage(answer);
});
port.postMessage({ kind: "ready" } satisfies MidiAnswer);
