/*
 * How late scheduled notes go out: the real MIDI output process with the simulated sink, in real time.
 * Lateness is the time the note stands at in the sink's trace minus its due time; both are read from the monotonic clock.
 * Beside it, in the same run, a control: a bare worker that does nothing but Atomics.wait for a 20 ms grid, without real-time
 * priority and without a spin; and cyclictest (Debian: rt-tests) where it is installed.
 *
 *   npm run bench -- midi-lateness [minutes = 1]     two runs of so long: engine idle, engine with stalls of 50 ms
 */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { openMidiOutput } from "../src/hardware/midi/output.ts";
import { readTrace } from "../tests/hardware/midi/engine-process.ts";
import { figures, machineSince, now, quantile, stolenSeconds } from "./helpers/figures.ts";

const minutes = Number(process.argv[2] ?? 1);
const sleep = (span: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, span));

const CONTROL = `
const { parentPort, workerData } = require("node:worker_threads");
const cell = new Int32Array(new SharedArrayBuffer(4));
const late = [];
const start = performance.now();
for (let tick = 1; tick * 20 < workerData; tick += 1) {
  const due = start + tick * 20;
  const span = due - performance.now();
  if (span > 0) Atomics.wait(cell, 0, 0, span);
  late.push(performance.now() - due);
}
parentPort.postMessage(late);
`;

function startControl(span: number): Promise<number[]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(CONTROL, { eval: true, workerData: span });
    worker.once("message", resolve).once("error", reject);
  });
}

function startCyclictest(span: number): { child: ChildProcess; text: Promise<string> } | undefined {
  if (spawnSync("cyclictest", ["--help"], { stdio: "ignore" }).error !== undefined) return undefined;
  const seconds = Math.max(1, Math.floor(span / 1000));
  const child = spawn("cyclictest", ["-q", "-t1", "-p50", "-i20000", "-h100000", `-D${seconds}`], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (more: string) => {
    text += more;
  });
  return { child, text: new Promise((resolve) => child.once("close", () => resolve(text))) };
}

/** cyclictest's histogram ("microseconds count" lines) as a list of milliseconds. */
function readCyclictest(text: string): number[] {
  return text.split("\n").flatMap((line) => {
    const found = /^(\d+)\s+(\d+)$/.exec(line.trim());
    return found === null ? [] : new Array<number>(Number(found[2])).fill(Number(found[1]) / 1000);
  });
}

async function measure(name: string, stall: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "antiphon-lateness-"));
  const trace = join(folder, "trace");
  let ready = (): void => undefined;
  let lateTold = 0;
  const open = new Promise<void>((resolve) => {
    ready = resolve;
  });
  const output = openMidiOutput(
    { name: "Bench", port: { simulated: { trace } } },
    { now, at: () => () => undefined },
    {
      status: ({ status, text }) => {
        if (status === "ready") ready();
        if (status === "ready" && text.includes("real-time")) console.log(`  ${text}`);
      },
      late: ({ count }) => {
        lateTold += count;
      },
    },
  );
  await open;
  const span = minutes * 60_000;
  const stolen = stolenSeconds();
  const started = now();
  const control = startControl(span);
  const cyclictest = startCyclictest(span);
  // Pitch and channel name the note, so that the trace can be matched with what was asked for: eighths at 150 BPM.
  const asked = new Map<string, number[]>();
  const begin = now() + 300;
  let next = begin;
  let nextStall = begin + 500;
  for (let step = 0; now() < begin + span; ) {
    while (next < now() + 250) {
      const pitch = 36 + (step % 48);
      for (const [player, status] of [
        ["partner", 0x90],
        ["child", 0x91],
      ] as const) {
        output.play({ kind: "noteOn", at: next, player, pitch, velocity: 64 });
        output.play({ kind: "noteOff", at: next + 90, player, pitch });
        for (const [kind, at] of [
          [status, next],
          [status - 16, next + 90],
        ] as const) {
          asked.set(`${kind} ${pitch}`, [...(asked.get(`${kind} ${pitch}`) ?? []), at]);
        }
      }
      next += 100;
      step += 1;
    }
    if (stall > 0 && now() > nextStall) {
      nextStall += 500;
      for (const end = now() + stall; now() < end; ) {
        // The stall.
      }
    }
    await sleep(25);
  }
  await sleep(500);
  const report = output.process.report;
  await output.close();
  const late: number[] = [];
  for (const { at, status, data1 } of readTrace(trace)) {
    const due = asked.get(`${status} ${data1}`)?.shift();
    if (due !== undefined) late.push(at - due);
  }
  const missing = [...asked.values()].reduce((sum, left) => sum + left.length, 0);
  const bare = await control;
  const over = late.filter((value) => value > 5).length;
  console.log(
    `\n${name}, ${minutes} min: ${late.length} messages, never sent ${missing}, over 5 ms ${over} (told: ${lateTold})`,
  );
  console.log(`  scheduled notes (trace)      ${figures(late)}`);
  console.log(`  control: bare Atomics.wait   ${figures(bare)}`);
  if (cyclictest !== undefined) {
    console.log(`  control: cyclictest FIFO 50  ${figures(readCyclictest(await cyclictest.text))}`);
  }
  console.log(`  p99 is ${(quantile(late, 0.99) / quantile(bare, 0.99)).toFixed(2)} times the bare worker's`);
  console.log(`  by the process's own count   ${JSON.stringify(report)}`);
  console.log(`  ${machineSince(started, stolen)}`);
  rmSync(folder, { recursive: true });
}

await measure("engine idle", 0);
await measure("engine's event loop stalled 50 ms every 500 ms", 50);
