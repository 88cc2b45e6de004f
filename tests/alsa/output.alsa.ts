import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type EngineProcess, isAlive, startEngine, until } from "../hardware/midi/engine-process.ts";
import { type Dump, missing, startDump } from "./aseqdump.ts";

describe.skipIf(missing !== undefined)("MIDI output through the ALSA sequencer, heard by aseqdump", () => {
  let dump: Dump;
  let engine: EngineProcess;
  let output: number;

  beforeEach(async () => {
    dump = await startDump();
    engine = startEngine({ name: "Real output", port: "aseqdump", programs: { partner: 11 } });
    output = Number((await engine.line("output")).split(" ")[1]);
    await engine.line("status ready");
  });

  afterEach(async () => {
    engine.process.kill("SIGCONT");
    engine.process.kill("SIGKILL");
    await until("the end of the output process", () => (isAlive(output) ? undefined : true));
    await dump.stop();
  });

  async function holdNotes(): Promise<void> {
    engine.say("play");
    // Begun, not sounding: a machine slow enough to trip the heartbeat may have ended them already.
    await until("four notes", () =>
      dump.receiver.heard.filter(({ status }) => status === 0x90).length >= 4 ? true : undefined,
    );
  }

  /** Silent, and all notes off on every channel has been heard. */
  async function expectSilence(): Promise<void> {
    await until("the last of the sixteen channels", () => {
      const last = dump.receiver.heard.at(-1);
      return last?.status === 0xbf && last.data1 === 120 ? true : undefined;
    });
    expect(dump.receiver.sounding).toEqual([]);
  }

  test("every note that begins also ends, and the program is set", async () => {
    await holdNotes();
    await until("the child's scale", () => {
      const begun = dump.receiver.heard.filter(({ status }) => status === 0x91);
      const ended = dump.receiver.heard.filter(({ status }) => status === 0x81);
      return begun.length === 20 && ended.length === 20 ? true : undefined;
    });
    engine.say("silence");
    await expectSilence();
    expect(dump.receiver.heard.some(({ status, data1 }) => status === 0xc0 && data1 === 11)).toBe(true);
    expect(dump.receiver.heard.some(({ status, data1 }) => status === 0xb0 && data1 === 11)).toBe(true);
  });

  for (const signal of ["SIGKILL", "SIGTERM", "SIGSTOP"] as const) {
    test(`no note is left when the engine gets ${signal}`, async () => {
      await holdNotes();
      engine.process.kill(signal);
      await expectSilence();
    });
  }

  test("a port that disappears is told and used again when it comes back", async () => {
    await holdNotes();
    await dump.stop();
    expect(await engine.line("status lost")).toContain("aseqdump");
    dump = await startDump();
    await engine.line("status ready");
    await holdNotes();
    engine.say("silence");
    await expectSilence();
  });
});

describe.skipIf(missing !== undefined)("a MIDI output that is not there", () => {
  test("is missing by name, with a list of what there is, and is used when it comes", async () => {
    const engine = startEngine({ name: "Real output", port: "aseqdump" });
    const output = Number((await engine.line("output")).split(" ")[1]);
    const sentence = await engine.line("status missing");
    expect(sentence).toContain('"aseqdump" is not there');
    expect(sentence).toContain("Midi Through");
    const dump = await startDump();
    await engine.line("status ready");
    engine.process.kill("SIGKILL");
    await until("the end of the output process", () => (isAlive(output) ? undefined : true));
    await dump.stop();
  });
});
