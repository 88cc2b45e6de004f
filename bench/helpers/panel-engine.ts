import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { io, type Socket } from "socket.io-client";
import type { PanelToServer, ServerToPanel } from "../../src/server/protocol.ts";

/** A panel without a page: it steers, and plays the child's keys. */
export type Hand = Socket<ServerToPanel, PanelToServer>;

/** The built engine as `antiphon start` runs it, in a process of its own. */
export interface PanelEngine {
  /** Without a slash at its end. */
  readonly address: string;
  readonly pid: number;
  readonly hand: Hand;
  /** MB of resident memory. Linux only. */
  memory(): number;
  close(): Promise<void>;
}

/** A room with nobody in it but the partner; what is played comes through the panel. */
const RIG = {
  name: "bench",
  seed: 1,
  instruments: [{ driver: "midi-in", name: "Keyboard", port: "no such port", player: "child" }],
  sounds: [{ driver: "browser", name: "Browser sound" }],
};

export async function openPanelEngine(): Promise<PanelEngine> {
  const folder = mkdtempSync(join(tmpdir(), "antiphon-panel-"));
  const rig = join(folder, "rig.json");
  writeFileSync(rig, JSON.stringify(RIG));
  const engine = spawn(process.execPath, ["dist/server/main.js", "start", "--rig", rig, "--port", "0"], {
    env: { ...process.env, ANTIPHON_DATA: join(folder, "data"), ANTIPHON_PASSPHRASE: "" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise<void>((resolve) => engine.once("exit", () => resolve()));
  const pid = engine.pid ?? 0;
  const address = await new Promise<string>((resolve, reject) => {
    let said = "";
    engine.stdout.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      const found = /(http:\/\/[\d.:]+)\//.exec(said)?.[1];
      if (found) resolve(found);
    });
    void ended.then(() => reject(new Error(`the engine ended: ${said}`)));
  });
  const hand: Hand = io(address, { transports: ["websocket"] });
  await new Promise<void>((resolve) => hand.once("state", () => resolve()));
  return {
    address,
    pid,
    hand,
    memory: () => {
      const found = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
      return Number(found?.[1]) / 1024;
    },
    close: async () => {
      hand.close();
      // A frozen one takes no other signal.
      engine.kill("SIGCONT");
      engine.kill("SIGTERM");
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What is asked and answered, or an error with the engine's sentence. */
export async function ask(hand: Hand, name: keyof PanelToServer, ...values: unknown[]): Promise<void> {
  const ack: { ok: boolean; error?: string } = await (
    hand.emitWithAck as (name: string, ...values: unknown[]) => Promise<{ ok: boolean; error?: string }>
  ).call(hand, name, ...values);
  if (!ack.ok) throw new Error(`${name}: ${ack.error}`);
}

/** Plays the child's keys, so many notes a second, until it is stopped. */
export function playKeys(hand: Hand, notesPerSecond: number): { readonly played: () => number; stop(): void } {
  let count = 0;
  const gap = 1_000 / notesPerSecond;
  const timer = setInterval(() => {
    // Up and down two octaves, with leaps, so that phrases have a shape.
    const pitch = 60 + ((count * 7) % 24);
    count++;
    hand.emit("key:down", { pitch, velocity: 50 + (count % 30) }, () => {});
    setTimeout(() => hand.emit("key:up", { pitch }, () => {}), 0.8 * gap);
  }, gap);
  return { played: () => count, stop: () => clearInterval(timer) };
}

/** How many processes wanted the processor, on average over the last minute. */
export function load(): string {
  return `load ${loadavg()[0]?.toFixed(1)}`;
}
