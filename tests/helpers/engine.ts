import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { io } from "socket.io-client";
import { expect } from "vitest";
import type { View } from "../../src/server/protocol.ts";

/** The whole engine as a process of its own, as a user runs it (from its sources). */
export interface Engine {
  readonly process: ChildProcess;
  /** Everything it has said so far. */
  said(): string;
  /** Resolves to the panel's address once it is ready; rejects with what it said when it ends before. */
  readonly address: Promise<string>;
  /** Resolves when it has ended: its exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>;
}

export function dataFolder(): string {
  return mkdtempSync(join(tmpdir(), "antiphon-data-"));
}

/** Writes a rig to a file of its own; its panel takes any free port. */
export function rigFile(rig: Record<string, unknown>): string {
  const file = join(mkdtempSync(join(tmpdir(), "antiphon-rig-")), "rig.json");
  writeFileSync(file, JSON.stringify({ name: "test", seed: 1, panel: { port: 0 }, ...rig }));
  return file;
}

/** Runs `antiphon` with these arguments. */
export function antiphon(args: readonly string[], data: string): Engine {
  const child = spawn(process.execPath, ["--import", "tsx", "src/server/main.ts", ...args], {
    env: { ...process.env, ANTIPHON_DATA: data, ANTIPHON_PASSPHRASE: "" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  const ended = new Promise<number | string>((resolve) => {
    child.once("close", (code, signal) => resolve(code ?? signal ?? -1));
  });
  const address = new Promise<string>((resolve, reject) => {
    const hear = (part: string) => {
      text += part;
      const found = /http:\/\/[\d.:]+\//.exec(text);
      if (found) resolve(found[0]);
    };
    child.stdout.setEncoding("utf8").on("data", hear);
    child.stderr.setEncoding("utf8").on("data", hear);
    void ended.then(() => reject(new Error(`it ended: ${text}`)));
  });
  // Not every test waits for the address.
  address.catch(() => {});
  return { process: child, said: () => text, address, ended };
}

/** Starts a session on a running engine, plays a key, and waits until the panel shows it. */
export async function playAKey(address: string): Promise<void> {
  const socket = io(address, { transports: ["websocket"] });
  await new Promise((resolve) => socket.once("welcome", resolve));
  expect(await socket.emitWithAck("start")).toEqual({ ok: true });
  expect(await socket.emitWithAck("key:down", { pitch: 64, velocity: 70 })).toEqual({ ok: true });
  // A therapist's tap is written at once, with all before it; the view says that it was taken.
  const seen = new Promise((resolve) =>
    socket.on("state", (view: View) => view.space.seconds === 9 && resolve(undefined)),
  );
  expect(await socket.emitWithAck("param:set", { space: 9_000 })).toEqual({ ok: true });
  await seen;
  socket.close();
}

/** A command that ends by itself: what it said and its exit code. */
export async function run(args: readonly string[], data: string) {
  const engine = antiphon(args, data);
  const code = await engine.ended;
  return { code, said: engine.said() };
}
