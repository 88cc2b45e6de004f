import { readFileSync } from "node:fs";
import { setPriority } from "node:os";
import { performance } from "node:perf_hooks";
import { parentPort, workerData } from "node:worker_threads";
import { watchPixels } from "./emulator/pixels.ts";
import { watchPulses } from "./emulator/pulses.ts";
import { CYCLES_IN_MS, Uno } from "./emulator/uno.ts";
import type { Lamp, Measured, Pulses } from "./robot-settings.ts";
import { RING_PIN, SERVO_PINS } from "./wire.ts";

/** To the thread that runs the board. */
export type ToUno = { readonly kind: "bytes"; readonly bytes: Uint8Array };
/** From it. */
export type FromUno =
  | { readonly kind: "on" }
  | { readonly kind: "bytes"; readonly bytes: Uint8Array }
  | { readonly kind: "measured"; readonly measured: Measured };

/** The board is run up to the present so often, in ms. */
const PACE = 5;
/** A thread that was kept waiting longer lets the board's time stand still for the rest, rather than make up for it. */
const MOST = 100;
/** What is at the pins is told at this interval, when it changed. */
const TELL = 50;
/** A pin without a pulse for so long sends none. */
const SILENT = 60;

/** Of nice: the music goes first. A board that is kept waiting only lives more slowly. */
const PRIORITY = 10;
// Linux counts threads; elsewhere this would be the priority of the whole process.
if (process.platform === "linux") setPriority(PRIORITY);

/** Before it is switched on, another board boots and idles for so long, so that its first second is as quick as the others. */
const WARM_UP = 500;

const tell = (message: FromUno) => parentPort?.postMessage(message);
const hex = readFileSync(new URL((workerData as { hex: string }).hex), "utf8");
new Uno(hex, {}).runTo(WARM_UP * CYCLES_IN_MS);

let outgoing: number[] = [];
const last = new Map<number, { at: number; width: number }>();
const hear = watchPulses(SERVO_PINS);
const ring = watchPixels();
const uno = new Uno(hex, {
  edge: (pin, high, at) => {
    if (pin === RING_PIN) return ring.edge(high, at);
    const pulse = hear(pin, high, at);
    if (pulse) last.set(pin, pulse);
  },
  byte: (byte) => outgoing.push(byte),
});

let ran = 0;
let woke = performance.now();
let toldAt = 0;
let told = { pulses: "", ring: "" };

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
  tellChanges(pulses, lamps());
}

function lamps(): readonly Lamp[] | undefined {
  const share = (value: number) => Math.round((value / 255) * 1_000) / 1_000;
  return ring
    .picture(uno.cycles)
    ?.pixels.map(([red, green, blue]) => ({ red: share(red), green: share(green), blue: share(blue) }));
}

function tellChanges(pulses: Pulses, ring: readonly Lamp[] | undefined): void {
  const texts = { pulses: JSON.stringify(pulses), ring: JSON.stringify(ring) };
  const measured: Measured = {
    ...(texts.pulses !== told.pulses ? { pulses } : {}),
    ...(ring && texts.ring !== told.ring ? { ring } : {}),
  };
  told = texts;
  if (measured.pulses || measured.ring) tell({ kind: "measured", measured });
}

parentPort?.on("message", ({ bytes }: ToUno) => {
  // The board's time goes on first: bytes arrive when they arrive.
  run();
  uno.send(bytes);
});
setInterval(run, PACE);
tell({ kind: "on" });
