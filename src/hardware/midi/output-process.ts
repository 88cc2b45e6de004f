import { existsSync } from "node:fs";
import { MessageChannel } from "node:worker_threads";
import type { DeviceStatus } from "../../engine/session/event.ts";
import type { Millis } from "../../engine/time/units.ts";
import { startWorker } from "../../runtime/worker.ts";
import { endEverything } from "./channel-messages.ts";
import { CommandRing } from "./command-ring.ts";
import { Lateness } from "./lateness.ts";
import { OutputControl } from "./output-control.ts";
import { LineCutter, type OutputReport, readOrder } from "./output-line.ts";
import type { OutputProcessSettings } from "./output-settings.ts";
import type { OutputWorkerData, OutputWorkerReport, PortChange } from "./output-worker.ts";
import { choosePort, tellPorts, withoutAddress } from "./port-names.ts";
import { PortNames } from "./ports.ts";
import { askForRealTime } from "./real-time.ts";
import { openPortSink, openSimulatedSink } from "./sink.ts";
import { SoundingNotes } from "./sounding-notes.ts";

/*
 * The MIDI output process: it owns the port and is the guardian of the notes. The engine may die or freeze at any moment;
 * this process then still ends what sounds. This thread reads the pipe and looks after the port; output-worker sends.
 */

const PATIENCE: Millis = 250;
const POLL: Millis = 500;
const CLOSE_FADE: Millis = 80;
const ENDING_LIMIT: Millis = 400;

const settings = JSON.parse(process.argv[2] ?? "{}") as OutputProcessSettings;
const { port } = settings;
const now = (): Millis => Number(process.hrtime.bigint()) / 1e6;
const control = new OutputControl(now());
const ring = new CommandRing();
const lateness = new Lateness();
const cells = new SharedArrayBuffer(16 * 128);
const realTime = askForRealTime();
const portChanges = new MessageChannel();
const worker = startWorker("output-worker", import.meta.url, {
  workerData: {
    origin: control.origin,
    control: control.buffer,
    ring: ring.buffer,
    lateness: lateness.buffer,
    cells,
    ports: portChanges.port2,
    guard: {
      channels: settings.channels,
      seconds: settings.seconds,
      programs: settings.programs,
      longest: settings.longest,
    },
    patience: PATIENCE,
  } satisfies OutputWorkerData,
  transferList: [portChanges.port2],
});
const portNames = new PortNames("outputs");

let openPort: string | undefined;
let opening: string | undefined;
let wasOpen = false;
let frozen = false;
let garbled = 0;
let ending = false;
let told = "";

function tell(report: OutputReport): void {
  process.stdout.write(`${JSON.stringify(report)}\n`);
}

function tellStatus(status: DeviceStatus["status"], text: string): void {
  if (told === status + text) return;
  told = status + text;
  tell({ kind: "status", status, text });
}

function changePort(change: PortChange): void {
  portChanges.port1.postMessage(change);
  control.portChange();
}

/** Looks whether the cable is still plugged in, or plugged in at last. */
function lookForPort(): void {
  if (ending) return;
  const simulated = typeof port !== "string";
  const wanted = simulated ? "any" : port;
  const names = simulated ? simulatedNames(port.simulated.plug) : portNames.read();
  if (openPort !== undefined && !names.includes(openPort)) {
    changePort({});
    tellStatus("lost", `"${withoutAddress(openPort)}" was unplugged. Its notes are ended; plug it in again to go on.`);
    openPort = undefined;
    return;
  }
  if (openPort !== undefined || opening !== undefined) return;
  const chosen = choosePort(names, wanted);
  if (chosen !== undefined) {
    opening = chosen;
    changePort({ open: simulated ? openSimulated(port.simulated.trace) : { port: chosen } });
  } else if (!wasOpen || portNames.trouble !== undefined) {
    const what = wanted === "any" ? "No MIDI output is plugged in." : `The MIDI output "${wanted}" is not there.`;
    tellStatus("missing", portNames.trouble ?? `${what} ${tellPorts(names)}`);
  }
}

function simulatedNames(plug: string | undefined): string[] {
  return plug === undefined || existsSync(plug) ? ["Simulated output"] : [];
}

function openSimulated(trace: string | undefined): { trace?: string } {
  return trace === undefined ? {} : { trace };
}

function hearWorker(report: OutputWorkerReport): void {
  switch (report.kind) {
    case "opened":
      openPort = opening;
      opening = undefined;
      wasOpen = true;
      frozen = false;
      tellStatus(
        "ready",
        `Sound goes to "${withoutAddress(openPort ?? "")}"${realTime ? "." : " (without real-time priority: notes may come a little late when the computer is busy)."}`,
      );
      return;
    case "closed":
      return;
    case "failed":
      tellStatus("failed", `"${withoutAddress(opening ?? openPort ?? "")}" cannot be played: ${report.reason}.`);
      opening = undefined;
      openPort = undefined;
      return;
    case "frozen":
      frozen = true;
      if (report.ended > 0) tellNotes(`Antiphon did not respond: ${report.ended} sounding notes were ended.`);
      return;
    case "stuck":
      tellNotes(
        `A note that sounded too long was ended (MIDI note ${report.pitch}, channel ${report.midiChannel + 1}).`,
      );
      return;
  }
}

/** The port is well, but something about its notes is worth a sentence. */
function tellNotes(text: string): void {
  tell({ kind: "status", status: openPort === undefined ? "lost" : "ready", text });
}

function obey(line: string): void {
  const order = readOrder(line);
  if (order === undefined) {
    garbled += 1;
    return;
  }
  // Any line is a sign of life.
  control.beat(now());
  frozen = false;
  if (order.kind === "silence") {
    control.stop({ fade: order.fade, mark: ring.mark });
  } else if (order.kind === "close") {
    control.stop({ fade: CLOSE_FADE, mark: ring.mark });
    setTimeout(() => finish(0), CLOSE_FADE + 20);
  } else if (order.kind === "sound" && ring.put(order.command)) {
    control.wake();
  } else if (order.kind === "sound") {
    // Thousands of commands unread: something is badly wrong. Silence is the safe side, and makes room.
    control.stop({ fade: 0, mark: ring.mark });
  }
}

/** Ends every note and the process, on every way out. */
function finish(code: number): never {
  ending = true;
  if (!control.end(ENDING_LIMIT)) endNotesHere();
  process.exit(code);
}

/** An error of our own: the notes end first, then the engine starts this process anew. */
function giveUp(error: unknown): void {
  if (ending) return;
  const reason = error instanceof Error ? error.message : String(error);
  tellStatus("failed", `The MIDI output stopped by itself (${reason}) and is being started again.`);
  finish(1);
}

/** The sending thread is gone or stuck: this thread opens the port itself and ends what is marked as sounding. */
function endNotesHere(): void {
  if (openPort === undefined) return;
  try {
    const sink = typeof port === "string" ? openPortSink(openPort) : openSimulatedSink(port.simulated.trace, now());
    const notes = new SoundingNotes(new Uint8Array(cells));
    const sounding = Array.from({ length: 16 }, (_, midiChannel) => notes.on(midiChannel)).flat();
    endEverything(sounding, (status, data1, data2) => sink.send(status, data1, data2, now()));
    sink.close();
  } catch {
    // The port has gone too: nothing sounds there that could be reached.
  }
}

process.on("SIGTERM", () => finish(0));
process.on("SIGHUP", () => finish(0));
process.on("SIGINT", () => {
  // Ctrl-C reaches the whole terminal. The notes end now; the engine, which got it as well, then says goodbye.
  control.stop({ fade: 0, mark: ring.mark });
  setTimeout(() => finish(0), 1000);
});
process.on("uncaughtException", giveUp);
process.stdout.on("error", () => undefined);
worker.on("message", hearWorker);
worker.on("error", giveUp);
const cutter = new LineCutter();
process.stdin.setEncoding("utf8");
process.stdin.on("data", (text: string) => {
  for (const line of cutter.cut(text)) obey(line);
});
process.stdin.on("end", () => finish(0));
process.stdin.on("close", () => finish(0));
process.stdin.on("error", () => finish(0));
setInterval(lookForPort, settings.poll ?? POLL);
setInterval(() => {
  // To a frozen engine nothing is written: a full pipe would block this thread.
  if (frozen) return;
  tell({ kind: "report", ...lateness.figures(), fresh: lateness.takeLate(), ...control.figures, garbled });
}, 1000);
lookForPort();
