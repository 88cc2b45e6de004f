import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { io, type Socket } from "socket.io-client";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { View } from "../../src/server/protocol.ts";
import { until } from "../hardware/midi/engine-process.ts";
import { type Dump, missing, startDump } from "./aseqdump.ts";
import { writeTune } from "./keyboard.ts";

/** The whole of Antiphon as a user starts it, between two outside MIDI clients: aplaymidi plays, aseqdump hears. */
describe.skipIf(missing !== undefined)("the main job through real ALSA ports", () => {
  let folder: string;
  let engine: ChildProcess;
  let dump: Dump;
  let panel: Socket;
  let view: View | undefined;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "antiphon-journey-"));
    dump = await startDump();
    const rig = join(folder, "rig.json");
    writeFileSync(
      rig,
      JSON.stringify({
        name: "journey",
        seed: 7,
        session: { childSound: false, mayOfferAgain: false },
        instruments: [{ driver: "midi-in", port: "Midi Through" }],
        sounds: [{ driver: "midi-out", port: "aseqdump" }],
        panel: { port: 0 },
      }),
    );
    engine = spawn(process.execPath, ["dist/server/main.js", "start", "--rig", rig], {
      env: { ...process.env, ANTIPHON_DATA: join(folder, "data") },
      stdio: ["ignore", "pipe", "inherit"],
    });
    const address = await new Promise<string>((resolve, reject) => {
      let said = "";
      engine.once("exit", () => reject(new Error(`the engine ended: ${said}`)));
      engine.stdout?.setEncoding("utf8").on("data", (text: string) => {
        said += text;
        const found = /http:\/\/[\d.:]+\//.exec(said);
        if (found) resolve(found[0]);
      });
    });
    panel = io(address, { transports: ["websocket"] });
    panel.on("state", (state: View) => {
      view = state;
    });
    await until("both ports", () => {
      const ready = view?.devices.filter(({ status }) => status === "ready").length;
      return ready === 2 ? true : undefined;
    });
    await panel.emitWithAck("start");
  });

  afterEach(async () => {
    panel.close();
    if (engine.exitCode === null && engine.signalCode === null) engine.kill("SIGKILL");
    await dump.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** aplaymidi plays the child's phrase; resolves when the partner's first note sounds. */
  async function callAndAnswer(): Promise<void> {
    const file = join(folder, "phrase.mid");
    writeFileSync(
      file,
      writeTune([
        [60, 1],
        [62, 1],
        [64, 1],
        [67, 2],
      ]),
    );
    const player = spawn("aplaymidi", ["-p", "14:0", file], { stdio: "inherit" });
    expect(await new Promise((resolve) => player.once("exit", resolve))).toBe(0);
    await until("the answer", () => (dump.receiver.sounding.length > 0 ? true : undefined));
  }

  const ended = () => (dump.receiver.sounding.length === 0 ? true : undefined);

  test("a child's phrase in, an answer out, all notes ended", async () => {
    await callAndAnswer();
    expect(view?.label).toBe("My turn");
    await until("the space after the answer", () => (view?.partner === "space" ? true : undefined));
    await until("the last note-off", ended);
    const ons = dump.receiver.notes.filter((note) => note.includes(" on "));
    const offs = dump.receiver.notes.filter((note) => note.includes(" off "));
    expect(ons.length).toBeGreaterThan(0);
    expect(ons.length).toBeLessThanOrEqual(5);
    expect(offs.length).toBeGreaterThanOrEqual(ons.length);
    // The partner's channel alone: the child's instrument sounds by itself here.
    expect(ons.every((note) => note.split(" ")[1] === "0")).toBe(true);
  });

  test("STOP in the middle of the answer ends every note", async () => {
    await callAndAnswer();
    expect(await panel.emitWithAck("stop")).toEqual({ ok: true });
    await until("silence", ended);
    const count = dump.receiver.notes.filter((note) => note.includes(" on ")).length;
    await until("the stopped view", () => (view?.stopped ? true : undefined));
    expect(dump.receiver.notes.filter((note) => note.includes(" on "))).toHaveLength(count);
  });

  test.each(["SIGINT", "SIGTERM", "SIGKILL", "SIGSTOP"] as const)(
    "%s in the middle of the answer ends every note",
    async (signal) => {
      await callAndAnswer();
      engine.kill(signal);
      await until("silence", ended);
      if (signal === "SIGSTOP") engine.kill("SIGKILL");
    },
  );
});

test.skipIf(missing !== undefined)(
  "antiphon play sends new music to a port by name, and ends every note of it",
  async () => {
    const dump = await startDump();
    const player = spawn(
      process.execPath,
      ["dist/server/main.js", "play", "tunes/bingo.abc", "--minutes", "0.1", "--to", "aseqdump"],
      { stdio: ["ignore", "pipe", "inherit"] },
    );
    expect(await new Promise((resolve) => player.once("exit", resolve))).toBe(0);
    const count = (kind: string) => dump.receiver.notes.filter((note) => note.includes(` ${kind} `)).length;
    expect(count("on")).toBeGreaterThan(5);
    expect(count("off")).toBeGreaterThanOrEqual(count("on"));
    expect(dump.receiver.sounding).toEqual([]);
    await dump.stop();
  },
);
