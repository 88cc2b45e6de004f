/*
 * STOP and every exit: how soon is the port silent, and does a note stay? Real processes and signals, simulated sink. The
 * time is from the moment before the signal is sent (read in this process) to the last note-off in the sink's trace; all of
 * them read the same monotonic clock.
 *
 *   npm run bench -- stuck-notes [runs = 200]
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Draws, seeded } from "../src/engine/random.ts";
import { type EngineProcess, isAlive, readTrace, startEngine, until } from "../tests/hardware/midi/engine-process.ts";
import { Receiver } from "../tests/hardware/midi/receiver.ts";
import { figures, machineSince, now, stolenSeconds } from "./helpers/figures.ts";

const runs = Number(process.argv[2] ?? 200);
const draws = new Draws(seeded(1, "exits"));

const KINDS: Record<string, (engine: EngineProcess, plug: string) => void> = {
  STOP: (engine) => engine.say("silence"),
  "SIGINT to the engine": (engine) => void engine.process.kill("SIGINT"),
  "SIGTERM to the engine": (engine) => void engine.process.kill("SIGTERM"),
  "SIGKILL of the engine": (engine) => void engine.process.kill("SIGKILL"),
  "SIGSTOP of the engine": (engine) => void engine.process.kill("SIGSTOP"),
  "port unplugged": (_, plug) => rmSync(plug),
  "uncaught exception in the engine": (engine) => engine.say("throw"),
};
const LIMITS: Record<string, number> = { STOP: 250, "SIGKILL of the engine": 50, "SIGSTOP of the engine": 300 };

function listen(trace: string): Receiver {
  const receiver = new Receiver();
  for (const { at, status, data1, data2 } of readTrace(trace)) receiver.receive(at, status, data1, data2);
  return receiver;
}

async function run(kind: string): Promise<{ time: number; left: number }> {
  const folder = mkdtempSync(join(tmpdir(), "antiphon-stuck-"));
  const trace = join(folder, "trace");
  const plug = join(folder, "plug");
  writeFileSync(plug, "");
  const engine = startEngine({ name: "Bench", port: { simulated: { trace, plug } } });
  const output = Number((await engine.line("output")).split(" ")[1]);
  await engine.line("status ready");
  engine.say("play");
  await until("sounding notes", () => (listen(trace).sounding.length >= 4 ? true : undefined));
  // Anywhere in the child's scale: notes are beginning and ending at every moment.
  await new Promise((resolve) => setTimeout(resolve, draws.between(0, 400)));
  let begin = now();
  KINDS[kind]?.(engine, plug);
  if (kind === "STOP") begin = Number((await engine.line("silenced")).split(" ")[1]);
  await until("all notes off", () => {
    const after = listen(trace).heard.filter(({ at }) => at > begin);
    return after.filter(({ status, data1 }) => (status & 0xf0) === 0xb0 && data1 === 120).length >= 16
      ? true
      : undefined;
  });
  // Whatever was scheduled at that time would have come by now.
  await new Promise((resolve) => setTimeout(resolve, 150));
  const heard = listen(trace);
  const last = heard.heard.filter(({ at, status }) => at > begin && (status & 0xf0) === 0x80).at(-1)?.at ?? begin;
  const left = heard.sounding.length;
  engine.process.kill("SIGKILL");
  await until("the end of the output process", () => (isAlive(output) ? undefined : true));
  rmSync(folder, { recursive: true });
  return { time: last - begin, left };
}

const stolen = stolenSeconds();
const started = now();
let left = 0;
let over = 0;
for (const [index, kind] of Object.keys(KINDS).entries()) {
  const count = Math.floor(runs / 7) + (index < runs % 7 ? 1 : 0);
  const times: number[] = [];
  let leftHere = 0;
  for (let turn = 0; turn < count; turn += 1) {
    const result = await run(kind);
    times.push(result.time);
    leftHere += result.left;
  }
  const limit = LIMITS[kind];
  const late = limit === undefined ? 0 : times.filter((time) => time > limit).length;
  const limits = limit === undefined ? "" : `, over ${limit} ms: ${late}`;
  console.log(`${kind.padEnd(32)} ${figures(times)}  notes left ${leftHere}${limits}`);
  left += leftHere;
  over += late;
}
console.log(`\n${runs} runs, ${left} notes left, ${over} over their limit; ${machineSince(started, stolen)}`);
process.exitCode = left + over > 0 ? 1 : 0;
