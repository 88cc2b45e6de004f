import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { Receiver } from "../hardware/midi/receiver.ts";

/** Why the tests of this folder cannot run here; undefined where they can. */
export const missing = !existsSync("/dev/snd/seq")
  ? "There is no ALSA sequencer here (/dev/snd/seq)."
  : !existsSync("/usr/bin/aseqdump")
    ? "aseqdump and aplaymidi are not installed (Debian: alsa-utils)."
    : undefined;

const NUMBERS: Record<string, number> = {
  "Note on": 0x90,
  "Note off": 0x80,
  "Control change": 0xb0,
  "Program change": 0xc0,
};

/** One line of aseqdump as [status, data1, data2], or undefined when it is no channel message that Antiphon sends. */
export function readDumpLine(line: string): [number, number, number] | undefined {
  const found = /(Note on|Note off|Control change|Program change)\s+(\d+), \D+(\d+)(?:, \D+(\d+))?/.exec(line);
  if (found === null) return undefined;
  const [, kind = "", midiChannel, data1, data2] = found;
  return [(NUMBERS[kind] ?? 0) | Number(midiChannel), Number(data1), Number(data2 ?? 0)];
}

/** A running aseqdump: an outside MIDI client with a port called "aseqdump", to which others send. */
export interface Dump {
  /** What has arrived, at times of performance.now (of arrival here, not of sending). */
  readonly receiver: Receiver;
  readonly lines: readonly string[];
  /** Kills it: its port disappears from the sequencer. */
  stop(): Promise<void>;
}

/** Starts aseqdump and resolves when its port is there. With `from`, it listens to that port ("14:0"). */
export async function startDump(from?: string): Promise<Dump> {
  const args = ["-oL", "aseqdump", ...(from === undefined ? [] : ["-p", from])];
  const dump = spawn("stdbuf", args, { stdio: ["ignore", "pipe", "pipe"] });
  const receiver = new Receiver();
  const lines: string[] = [];
  let rest = "";
  const gone = new Promise<void>((resolve) => dump.once("exit", () => resolve()));
  await new Promise<void>((resolve, reject) => {
    dump.once("exit", () => reject(new Error(`aseqdump ended: ${lines.join(" ")}`)));
    const read = (text: string): void => {
      const parts = (rest + text).split("\n");
      rest = parts.pop() ?? "";
      for (const line of parts) {
        lines.push(line);
        const message = readDumpLine(line);
        if (message !== undefined) receiver.receive(performance.now(), ...message);
        if (/^Source/.test(line)) resolve();
      }
    };
    dump.stdout.setEncoding("utf8").on("data", read);
    dump.stderr.setEncoding("utf8").on("data", read);
  });
  return {
    receiver,
    lines,
    stop: async () => {
      dump.kill("SIGKILL");
      await gone;
    },
  };
}
