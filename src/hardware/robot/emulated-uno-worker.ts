import { readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { parentPort, workerData } from "node:worker_threads";
import { watchPulses } from "./emulator/pulses.ts";
import { CYCLES_IN_MS, Uno } from "./emulator/uno.ts";
import { SERVO_PINS } from "./wire.ts";

/** To the thread that runs the board. */
export type ToUno = { readonly kind: "bytes"; readonly bytes: Uint8Array };
/** From it. */
export type FromUno =
  | { readonly kind: "on" }
  | { readonly kind: "bytes"; readonly bytes: Uint8Array }
  | { readonly kind: "pulses"; readonly pulses: readonly { readonly pin: number; readonly pulse: number }[] };

/** The board is run up to the present so often, in ms. */
const PACE = 5;
/** A thread that was kept waiting longer lets the board's time stand still for the rest, rather than make up for it. */
const MOST = 100;
/** The pulses are told at this interval, when they changed. */
const TELL = 50;
/** A pin without a pulse for so long sends none. */
const SILENT = 60;

/** Before it is switched on, another board boots and idles for so long, so that its first second is as quick as the others. */
const WARM_UP = 500;

const tell = (message: FromUno) => parentPort?.postMessage(message);
const hex = readFileSync(new URL((workerData as { hex: string }).hex), "utf8");
new Uno(hex, {}).runTo(WARM_UP * CYCLES_IN_MS);

let outgoing: number[] = [];
const last = new Map<number, { at: number; width: number }>();
const hear = watchPulses(SERVO_PINS);
const uno = new Uno(hex, {
  edge: (pin, high, at) => {
    const pulse = hear(pin, high, at);
    if (pulse) last.set(pin, pulse);
  },
  byte: (byte) => outgoing.push(byte),
});

let ran = 0;
let woke = performance.now();
let toldAt = 0;
let toldPulses = "";

function run(): void {
  const now = performance.now();
  ran += Math.min(MOST, now - woke);
  woke = now;
  uno.runTo(ran * CYCLES_IN_MS);
  if (outgoing.length > 0) {
    tell({ kind: "bytes", bytes: Uint8Array.from(outgoing) });
    outgoing = [];
  }
  if (now - toldAt < TELL) return;
  toldAt = now;
  const pulses = [...last].map(([pin, { at, width }]) => {
    const silent = uno.cycles - at > SILENT * CYCLES_IN_MS;
    return { pin, pulse: silent ? 0 : Math.round(width / 1.6) / 10 };
  });
  const text = JSON.stringify(pulses);
  if (text === toldPulses) return;
  toldPulses = text;
  tell({ kind: "pulses", pulses });
}

parentPort?.on("message", ({ bytes }: ToUno) => {
  // The board's time goes on first: bytes arrive when they arrive.
  run();
  uno.send(bytes);
});
setInterval(run, PACE);
tell({ kind: "on" });
