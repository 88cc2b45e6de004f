// Resident memory of the engine as a user runs it: a fresh process of the built engine with both networks and a library of
// at least 2,000 segments (the own tunes, under more names), a session with a pretend child in real time. Linux only.
//   npm run bench -- memory [minutes] [segments]
import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { io } from "socket.io-client";
import { segmentMelody } from "../src/engine/music/segment.ts";
import { inRoot } from "../src/server/folders.ts";
import { loadTunes } from "../src/server/library.ts";
import { quantile } from "./helpers/figures.ts";

const [minutes = 2, wanted = 2_000] = process.argv.slice(2).map(Number);

/** A checkout of its own whose tunes give `wanted` segments or a few more; how many they give. */
function layOut(folder: string): number {
  for (const part of ["package.json", "dist", "models", "rigs", "tunes"]) {
    cpSync(inRoot(part), join(folder, part), { recursive: true });
  }
  symlinkSync(inRoot("node_modules"), join(folder, "node_modules"), "dir");
  const tunes = loadTunes().map((tune) => ({ id: tune.id, count: segmentMelody(tune).segments.length }));
  let segments = tunes.reduce((sum, { count }) => sum + count, 0);
  for (let copy = 2; segments < wanted; copy++) {
    for (const { id, count } of tunes) {
      if (segments >= wanted) break;
      cpSync(inRoot("tunes", `${id}.abc`), join(folder, "tunes", `${id}-${copy}.abc`));
      segments += count;
    }
  }
  return segments;
}

/** MB of a line of /proc/PID/status: VmRSS (now) or VmHWM (the most so far). */
function megabytes(pid: number, line: "VmRSS" | "VmHWM"): number {
  const found = new RegExp(`${line}:\\s+(\\d+) kB`).exec(readFileSync(`/proc/${pid}/status`, "utf8"));
  return Number(found?.[1]) / 1024;
}

if (process.platform !== "linux") {
  console.log("Not measured: /proc is Linux' own.");
  process.exit(0);
}
const folder = mkdtempSync(join(tmpdir(), "antiphon-memory-"));
const segments = layOut(folder);
const engine = spawn(process.execPath, ["dist/server/main.js", "start", "--port", "0"], {
  cwd: folder,
  env: { ...process.env, ANTIPHON_DATA: join(folder, "data"), ANTIPHON_PASSPHRASE: "" },
  stdio: ["ignore", "pipe", "inherit"],
});
const pid = engine.pid ?? 0;
try {
  const address = await new Promise<string>((resolve, reject) => {
    let said = "";
    engine.stdout.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      const found = /http:\/\/[\d.:]+\//.exec(said);
      if (found) resolve(found[0]);
    });
    engine.once("exit", () => reject(new Error(`the engine ended: ${said}`)));
  });
  const ready = megabytes(pid, "VmRSS");
  const socket = io(address, { transports: ["websocket"] });
  await new Promise((resolve) => socket.once("welcome", resolve));
  await socket.emitWithAck("start");
  const during: number[] = [];
  for (let second = 0; second < minutes * 60; second++) {
    await sleep(1_000);
    during.push(megabytes(pid, "VmRSS"));
  }
  socket.close();
  const figures = [ready, quantile(during, 0.5), during.at(-1) ?? Number.NaN, megabytes(pid, "VmHWM")];
  const [open, median, end, most] = figures.map((value) => value.toFixed(0));
  const files = readdirSync(join(folder, "tunes")).length;
  console.log(`library ${segments} segments of ${files} tunes; RSS of the engine in MB`);
  console.log(`ready ${open}, in session p50 ${median}, after ${minutes} min ${end}, most at any time ${most}`);
  console.log("asked: <= 200 MB");
} finally {
  const ended = new Promise((resolve) => engine.once("exit", resolve));
  engine.kill("SIGTERM");
  await ended;
  rmSync(folder, { recursive: true });
}
