import { type MessagePort, parentPort, receiveMessageOnPort, workerData } from "node:worker_threads";
import type { Millis } from "../../engine/time/units.ts";
import { CommandRing } from "./command-ring.ts";
import { Lateness } from "./lateness.ts";
import { type GuardSettings, NoteGuard } from "./note-guard.ts";
import { OutputControl } from "./output-control.ts";
import { openPortSink, openSimulatedSink, type Sink } from "./sink.ts";

/** The last stretch before a due time is not slept but watched: a sleep ends late by up to this much. */
const SPIN: Millis = 0.5;

/** What the reading thread hands over at the start. */
export interface OutputWorkerData {
  readonly origin: Millis;
  readonly control: SharedArrayBuffer;
  readonly ring: SharedArrayBuffer;
  readonly lateness: SharedArrayBuffer;
  readonly cells: SharedArrayBuffer;
  readonly ports: MessagePort;
  readonly guard: GuardSettings;
  /** The engine counts as frozen when it gave no sign of life for so long. */
  readonly patience: Millis;
}

/** Which port to open; undefined closes it. */
export type PortChange = { readonly open?: { readonly port: string } | { readonly trace?: string } };

/** What this thread tells. */
export type OutputWorkerReport =
  | { readonly kind: "opened" }
  | { readonly kind: "closed"; readonly ended: number }
  | { readonly kind: "failed"; readonly reason: string }
  | { readonly kind: "frozen"; readonly ended: number }
  | { readonly kind: "stuck"; readonly midiChannel: number; readonly pitch: number };

// performance.now() is the clock of process.hrtime with another zero, and reads without allocating.
const zero = Number(process.hrtime.bigint()) / 1e6 - performance.now();
const clock = (): Millis => zero + performance.now();

const data = workerData as OutputWorkerData;
const control = new OutputControl(data.origin, data.control);
const ring = new CommandRing(data.ring);
const lateness = new Lateness(data.lateness);
const tell = (report: OutputWorkerReport): void => parentPort?.postMessage(report);

let sink: Sink | undefined;
let failure: string | undefined;
let beatAtFreeze: Millis | undefined;
const guard = new NoteGuard(
  {
    send: (status, data1, data2) => {
      try {
        sink?.send(status, data1, data2, clock());
      } catch (error) {
        failure = error instanceof Error ? error.message : String(error);
      }
    },
    dispatched: (due) => lateness.record(clock() - due),
    stuck: (midiChannel, pitch) => tell({ kind: "stuck", midiChannel, pitch }),
  },
  data.guard,
  new Uint8Array(data.cells),
);

function closePort(): number {
  const ended = guard.sounding;
  guard.disconnect();
  sink?.close();
  sink = undefined;
  return ended;
}

function changePort(change: PortChange): void {
  if (sink !== undefined) tell({ kind: "closed", ended: closePort() });
  if (change.open === undefined) return;
  try {
    sink = "port" in change.open ? openPortSink(change.open.port) : openSimulatedSink(change.open.trace, clock());
    guard.connect();
    tell({ kind: "opened" });
  } catch (error) {
    tell({ kind: "failed", reason: error instanceof Error ? error.message : String(error) });
  }
}

/** Takes in what has come since the last time: the urgent first, then the ring. */
function takeIn(): void {
  if (guard.frozen && control.lastBeat !== beatAtFreeze) guard.thaw(control.lastBeat ?? clock());
  const stop = control.takeStop();
  if (stop !== undefined) {
    for (const kept of ring.skip(stop.mark)) guard.accept(kept, clock());
    guard.silence(stop.fade, clock());
  }
  for (let command = ring.take(); command !== undefined; command = ring.take()) guard.accept(command, clock());
  if (!control.takePortChange()) return;
  for (let mail = receiveMessageOnPort(data.ports); mail !== undefined; mail = receiveMessageOnPort(data.ports)) {
    changePort(mail.message as PortChange);
  }
}

function watchEngine(): Millis {
  const beat = control.lastBeat;
  if (beat === undefined || guard.frozen) return Number.POSITIVE_INFINITY;
  const now = clock();
  if (now < beat + data.patience) return beat + data.patience;
  const ended = guard.sounding;
  beatAtFreeze = beat;
  guard.freeze(now);
  tell({ kind: "frozen", ended });
  return Number.POSITIVE_INFINITY;
}

function waitUntil(due: Millis, signal: number): void {
  const span = due - clock() - SPIN;
  if (span > 0) {
    control.sleep(signal, Math.min(span, 1000));
    return;
  }
  while (clock() < due && control.signal === signal) {
    // The spin: at most half a millisecond.
  }
}

try {
  while (!control.endWanted) {
    const signal = control.signal;
    takeIn();
    guard.run(clock());
    if (failure !== undefined) {
      tell({ kind: "failed", reason: failure });
      failure = undefined;
      closePort();
    }
    control.tell({ sounding: guard.sounding, stale: guard.stale, dropped: guard.dropped });
    waitUntil(Math.min(watchEngine(), guard.next), signal);
  }
} finally {
  closePort();
  control.tellEnded();
}
