import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type EngineProcess, isAlive, readTrace, startEngine, until } from "./engine-process.ts";
import { type Heard, Receiver } from "./receiver.ts";

/** These are real processes: an engine-like one, the MIDI output process under it, and signals between them. */

let folder: string;
let trace: string;
let engine: EngineProcess;
let output: number;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "antiphon-midi-"));
  trace = join(folder, "trace");
  writeFileSync(join(folder, "plug"), "");
  engine = startEngine({ name: "Test output", port: { simulated: { trace, plug: join(folder, "plug") } } });
  output = Number((await engine.line("output")).split(" ")[1]);
  await engine.line("status ready");
});

afterEach(async () => {
  engine.process.kill("SIGKILL");
  await engine.gone;
  await until("the end of the output process", () => (isAlive(output) ? undefined : true));
  rmSync(folder, { recursive: true });
});

function instrument(): Receiver {
  const receiver = new Receiver();
  for (const { at, status, data1, data2 } of readTrace(trace)) receiver.receive(at, status, data1, data2);
  return receiver;
}

const hasBegun = (): true | undefined => (instrument().sounding.length >= 4 ? true : undefined);
const isSilent = (): true | undefined => (instrument().sounding.length === 0 ? true : undefined);
const isControl = ({ status, data1 }: Heard): boolean => (status & 0xf0) === 0xb0 && data1 !== 11;

/** A busy machine may hold the engine up for longer than its heartbeat allows; its notes end then, and it is told to play again. */
async function holdNotes(): Promise<void> {
  let told = Number.NEGATIVE_INFINITY;
  await until("four sounding notes", () => {
    if (hasBegun()) return true;
    if (performance.now() - told > 2_000) {
      told = performance.now();
      engine.say("play");
    }
    return undefined;
  });
}

/** What was heard last, but for the programs that an opened port is given. */
const lastWords = (): Heard[] =>
  instrument()
    .heard.filter(({ status }) => (status & 0xf0) !== 0xc0)
    .slice(-48);

/** Silent, with "all notes off" on every channel as the last word: 16 × (pedal, notes, sound). */
async function expectSilence(): Promise<void> {
  await until("silence", isSilent);
  await until("all notes off", () => (lastWords().every(isControl) ? true : undefined));
  expect(instrument().sounding).toEqual([]);
}

describe("the output process", () => {
  test("plays what is scheduled, in order", async () => {
    engine.say("play");
    const scale = await until("the child's scale", () => {
      const heard = instrument().heard.filter(({ status }) => status === 0x91);
      return heard.length === 20 ? heard : undefined;
    });
    expect(scale.map(({ data1 }) => data1)).toEqual(Array.from({ length: 20 }, (_, step) => 41 + step));
    await until("the child's note-offs", () =>
      instrument().sounding.some((note) => note.startsWith("1 ")) ? undefined : true,
    );
    expect(instrument().sounding).toEqual(["0 60", "0 64", "0 67", "0 72"]);
  });

  test("ends the partner's notes on release, and the engine lives on", async () => {
    await holdNotes();
    engine.say("release");
    await until("the end of the partner's notes", () =>
      instrument().sounding.some((note) => note.startsWith("0 ")) ? undefined : true,
    );
    expect(engine.process.exitCode).toBeNull();
  });

  test("falls silent on STOP", async () => {
    await holdNotes();
    engine.say("silence");
    await expectSilence();
    expect(engine.process.exitCode).toBeNull();
  });

  test("falls silent when closed, and ends", async () => {
    await holdNotes();
    engine.say("close");
    await engine.gone;
    await expectSilence();
    expect(isAlive(output)).toBe(false);
  });

  test("drops stale notes and unreadable lines, counts both and plays on", async () => {
    engine.say("stale");
    engine.say("garble");
    await until("a report of both", () => {
      engine.say("report");
      return engine.lines.some((line) => line.includes('"stale":1') && line.includes('"garbled":1')) ? true : undefined;
    });
    await holdNotes();
    expect(instrument().notes.some((note) => note.endsWith(" 50"))).toBe(false);
  });
});

describe("a player that is turned down", () => {
  const levels = (): number[] =>
    instrument()
      .expression.filter(({ midiChannel }) => midiChannel === 0)
      .map(({ level }) => level);

  /** Notes are played, for which the partner's channel is brought to -12 dB anew: 127 × 10^(-12 / 40) = 64. */
  async function holdSoftNotes(): Promise<void> {
    const before = levels().length;
    engine.say("play");
    await until("notes at -12 dB", () => (levels().length > before && levels().at(-1) === 64 ? true : undefined));
  }

  test("stays so after STOP, after the cable was out, and in a process that was started anew", async () => {
    engine.say("soften");
    await holdSoftNotes();
    await holdNotes();
    engine.say("silence");
    await expectSilence();
    await holdSoftNotes();
    rmSync(join(folder, "plug"));
    await engine.line("status lost");
    writeFileSync(join(folder, "plug"), "");
    await engine.line("status ready");
    await holdSoftNotes();
    process.kill(output, "SIGKILL");
    await engine.line("status failed");
    await engine.line("status ready");
    await holdSoftNotes();
    expect(Math.max(...levels())).toBe(64);
  });
});

describe("no note is left sounding", () => {
  for (const signal of ["SIGKILL", "SIGTERM", "SIGINT"] as const) {
    test(`when the engine gets ${signal}`, async () => {
      await holdNotes();
      engine.process.kill(signal);
      await engine.gone;
      await expectSilence();
    });
  }

  test("when the engine freezes, and it plays again after waking up", async () => {
    await holdNotes();
    engine.process.kill("SIGSTOP");
    await expectSilence();
    engine.process.kill("SIGCONT");
    await holdNotes();
  });

  test("when the engine's event loop is blocked for longer than the heartbeat allows", async () => {
    await holdNotes();
    engine.say("block");
    await expectSilence();
    expect(await engine.line("status ready Antiphon did not respond")).toContain("notes were ended");
  });

  test("when the engine throws", async () => {
    await holdNotes();
    engine.say("throw");
    await engine.gone;
    await expectSilence();
  });

  test("when the port is unplugged, and it plays again when it is back", async () => {
    await holdNotes();
    rmSync(join(folder, "plug"));
    expect(await engine.line("status lost")).toContain("unplugged");
    writeFileSync(join(folder, "plug"), "");
    await engine.line("status ready");
    await expectSilence();
    await holdNotes();
  });

  test.each(["SIGTERM", "SIGHUP", "SIGINT"] as const)(
    "when the output process itself gets %s; the engine starts it anew",
    async (signal) => {
      await holdNotes();
      process.kill(output, signal);
      await expectSilence();
      await engine.line("status failed");
      await engine.line("status ready");
      await until("the end of the old process", () => (isAlive(output) ? undefined : true));
      await holdNotes();
    },
  );

  test("when the output process is killed: the one that follows it clears the port", async () => {
    await holdNotes();
    process.kill(output, "SIGKILL");
    await engine.line("status failed");
    await engine.line("status ready");
    expect(lastWords().every(isControl)).toBe(true);
    await holdNotes();
  });
});
