import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";

/** A process with a virtual MIDI port of its own, as a keyboard that is plugged in. */
export interface Keyboard {
  /** Plays three bytes. */
  send(status: number, data1: number, data2: number): void;
  /** Pulls the cable: kills the process, and with it goes the port. */
  unplug(): Promise<void>;
}

const PROGRAM = `
const { Output } = require(${JSON.stringify(createRequire(import.meta.url).resolve("@julusian/midi"))});
const output = new Output();
output.openVirtualPort(process.argv[1]);
process.stdout.write("plugged in\\n");
require("node:readline").createInterface({ input: process.stdin }).on("line", (line) => output.sendMessage(JSON.parse(line)));
`;

export async function plugInKeyboard(name: string): Promise<Keyboard> {
  const keyboard: ChildProcess = spawn(process.execPath, ["-e", PROGRAM, name], { stdio: ["pipe", "pipe", "inherit"] });
  const gone = new Promise<void>((resolve) => keyboard.once("exit", () => resolve()));
  await new Promise((resolve) => keyboard.stdout?.once("data", resolve));
  return {
    send: (...bytes) => void keyboard.stdin?.write(`${JSON.stringify(bytes)}\n`),
    unplug: async () => {
      keyboard.kill("SIGKILL");
      await gone;
    },
  };
}

/**
 * A Standard MIDI File (format 0, 500 ms a quarter) of `[pitch, quarters]`, one after the other on channel 1.
 * Source: Standard MIDI-File Format Spec. 1.1.
 */
export function writeTune(notes: readonly (readonly [pitch: number, quarters: number])[]): Buffer {
  const events = notes.flatMap(([pitch, quarters]) => [0, 0x90, pitch, 80, quarters * 24, 0x80, pitch, 0]);
  const track = Buffer.from([...events, 0, 0xff, 0x2f, 0]);
  const head = Buffer.from([0x4d, 0x54, 0x68, 0x64, 0, 0, 0, 6, 0, 0, 0, 1, 0, 24]);
  const trackHead = Buffer.from([0x4d, 0x54, 0x72, 0x6b, 0, 0, track.length >> 8, track.length & 255]);
  return Buffer.concat([head, trackHead, track]);
}
