import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { MidiOutputSettings } from "../../../src/hardware/midi/output-settings.ts";
import type { Heard } from "./receiver.ts";

/** A running engine-stand-in. Lines are waited for, never slept for. */
export interface EngineProcess {
  readonly process: ChildProcess;
  readonly lines: readonly string[];
  say(word: string): void;
  /** The next line (or an earlier one that was not yet asked for) that begins so. */
  line(start: string): Promise<string>;
  /** The engine's end and, with it, its output process's. */
  readonly gone: Promise<void>;
}

export function startEngine(settings: MidiOutputSettings): EngineProcess {
  const script = fileURLToPath(new URL("./engine-stand-in.ts", import.meta.url));
  const root = fileURLToPath(new URL("../../..", import.meta.url));
  const child = spawn(process.execPath, ["--import", "tsx", script, JSON.stringify(settings)], {
    cwd: root,
    stdio: ["pipe", "pipe", "ignore"],
  });
  const lines: string[] = [];
  const waiting: { readonly start: string; readonly resolve: (line: string) => void }[] = [];
  let read = 0;
  let rest = "";
  const serve = (): void => {
    for (const wish of [...waiting]) {
      const index = lines.findIndex((line, place) => place >= read && line.startsWith(wish.start));
      if (index < 0) continue;
      read = index + 1;
      waiting.splice(waiting.indexOf(wish), 1);
      wish.resolve(lines[index] as string);
    }
  };
  child.stdout.setEncoding("utf8");
  child.stdout.on("data", (text: string) => {
    const parts = (rest + text).split("\n");
    rest = parts.pop() ?? "";
    lines.push(...parts);
    serve();
  });
  child.stdin.on("error", () => undefined);
  return {
    process: child,
    lines,
    say: (word) => void child.stdin.write(`${word}\n`),
    line: (start) =>
      new Promise((resolve) => {
        waiting.push({ start, resolve });
        serve();
      }),
    gone: new Promise((resolve) => child.once("exit", () => resolve())),
  };
}

/** Reads the trace of a simulated output: see sink.ts. */
export function readTrace(file: string): Heard[] {
  let text = "";
  try {
    text = readFileSync(file, "utf8");
  } catch {
    // Not yet opened: nothing was sent so far.
  }
  return text
    .split("\n")
    .map((line) => line.split(" ").map(Number))
    .filter((numbers) => numbers.length === 4)
    .map(([at = 0, status = 0, data1 = 0, data2 = 0]) => ({ at, status, data1, data2 }));
}

/** Looks again and again until `look` finds something. Rejects after `limit` milliseconds with what was waited for. */
export async function until<Found>(what: string, look: () => Found | undefined, limit = 60_000): Promise<Found> {
  const end = performance.now() + limit;
  for (;;) {
    const found = look();
    if (found !== undefined) return found;
    if (performance.now() > end) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** True while a process of this id is there. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
