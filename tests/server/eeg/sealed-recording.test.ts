import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { DatabaseSync } from "@photostructure/sqlite";
import { describe, expect, test, vi } from "vitest";
import { createEdf } from "../../../src/files/edf-file.ts";
import { type EdfRecording, presentSamples, readEdf } from "../../../src/files/edf-reading.ts";
import { partRecords } from "../../../src/server/eeg/part-records.ts";
import { PieceWriter } from "../../../src/server/eeg/piece-writer.ts";
import type { SessionLog } from "../../../src/server/store/session-log.ts";
import type { Store } from "../../../src/server/store/store.ts";
import { filesHolding, freshFolder } from "../store/folders.ts";
import { header } from "../store/headers.ts";
import { opened } from "../store/sessions.ts";
import { countsAt, FORM, sampleAt, TIMES } from "./made-samples.ts";

// Real files, threads and scrypt: slow on a busy machine, never waited for by the clock.
vi.setConfig({ testTimeout: 120_000 });

/** Writes into a part of a session's EEG; pieces of these numbers are lost on the way. */
function writerInto(log: SessionLog, part: number, lost: readonly number[] = []): PieceWriter {
  let seq = 0;
  return new PieceWriter(FORM, TIMES, {
    begin: (form) => log.keepEeg(part, 0, form),
    keep: (piece) => {
      seq += 1;
      if (!lost.includes(seq)) log.keepEeg(part, seq, piece);
    },
  });
}

function record(writer: PieceWriter, from: number, to: number): void {
  for (let index = from; index < to; index++) writer.add([sampleAt(index)], { clock: index * 4, wall: 0 });
}

/** Exports a part to a file, and reads that. */
function exported(folder: string, store: Store, session: string, part = 0): EdfRecording {
  const found = store.readEeg(session)[part];
  if (!found) throw new Error("no such part");
  const path = join(folder, `${session}-${part}.bdf`);
  const { header: about, records } = partRecords(found, "K-7F3");
  const file = createEdf(path, about);
  for (const one of records) file.append(one);
  file.close();
  return readEdf(new Uint8Array(readFileSync(path)), path);
}

/** Numbers of the samples that came, after checking that each has the counts it should have. */
function samplesIn(recording: EdfRecording, first: number): number[] {
  const values = recording.signals.map((_, signal) => recording.samples(signal));
  const [signal] = recording.signals;
  const present = signal ? presentSamples(recording, signal) : new Uint8Array();
  const numbers: number[] = [];
  for (const [place, is] of present.entries()) {
    if (is === 0) continue;
    const index = first + (recording.onsets[Math.floor(place / 250)] as number) * 250 + (place % 250);
    expect(values.map((one) => one[place])).toEqual([...countsAt(index)]);
    numbers.push(index);
  }
  return numbers;
}

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);

describe("the EEG of a session", () => {
  test("is kept part by part, sealed, and exported sample for sample with its remarks", async () => {
    const folder = freshFolder();
    const { store } = await opened(folder);
    const log = store.beginSession(header("s1"));
    const first = writerInto(log, 0);
    record(first, 40, 500);
    first.remark({ index: 290, text: "Music 1 of 2 begins" });
    record(first, 500, 777);
    first.end();
    const second = writerInto(log, 1);
    record(second, 2000, 2250);
    second.end();
    await log.end();
    const recording = exported(folder, store, "s1");
    expect(samplesIn(recording, 40)).toEqual(range(40, 777));
    expect(recording.remarks.flat()).toContainEqual({ onset: 1, text: "Music 1 of 2 begins" });
    expect(recording.header).toMatchObject({ bits: 24, plus: "C", patient: "K-7F3 X X X" });
    expect(samplesIn(exported(folder, store, "s1", 1), 2000)).toEqual(range(2000, 2250));
    expect(filesHolding(folder, "Music 1 of 2").filter((name) => name !== "s1-0.bdf")).toEqual([]);
    expect(filesHolding(folder, "OpenBCI").filter((name) => !name.endsWith(".bdf"))).toEqual([]);
  });

  test("has a gap where a piece was lost, and is as whole as before around it", async () => {
    const folder = freshFolder();
    const { store } = await opened(folder);
    const log = store.beginSession(header("s1"));
    const writer = writerInto(log, 0, [2, 5]);
    record(writer, 0, 1000);
    writer.end();
    await log.end();
    const recording = exported(folder, store, "s1");
    expect(samplesIn(recording, 0)).toEqual([...range(0, 100), ...range(200, 400), ...range(500, 1000)]);
    expect(recording.remarks.flat().map(({ text }) => text)).toEqual(["gap", "gap"]);
  });

  test("is erased with the child", async () => {
    const folder = freshFolder();
    const { store } = await opened(folder);
    const log = store.beginSession(header("s1"));
    const writer = writerInto(log, 0);
    record(writer, 0, 1000);
    await log.end();
    const database = new DatabaseSync(join(folder, "antiphon.db"), { readOnly: true });
    const { sealed } = database.prepare("SELECT sealed FROM eeg WHERE seq = 3").get() as { sealed: Uint8Array };
    database.close();
    // A row of this size lies on several pages: so many bytes of it lie together.
    const probes = [100, 1500, 3000, 5000].map((from) => Buffer.from(sealed.subarray(from, from + 64)));
    const found = () => probes.filter((probe) => filesHolding(folder, probe).length > 0).length;
    expect(found()).toBeGreaterThan(2);
    await store.eraseChild("K-7F3");
    expect(found()).toBe(0);
    expect(() => store.readEeg("s1")).toThrow("Session s1 was erased; it cannot be read any more.");
  });

  test("survives kill -9: nothing that was on disk is lost, less than a second is, and the file opens", async () => {
    const folder = freshFolder();
    const child = fileURLToPath(new URL("./recording-child.ts", import.meta.url));
    for (const [round, after] of [100, 800].entries()) {
      const session = `s${round}`;
      const engine = spawn(process.execPath, ["--import", "tsx", child, folder, session], {
        stdio: ["ignore", "pipe", "inherit"],
      });
      let [handed, kept] = [0, 0];
      for await (const line of createInterface({ input: engine.stdout })) {
        [handed = 0, kept = 0] = line.split(" ").map(Number);
        // Not before it said that so many samples are on disk; whatever it is doing then.
        if (kept >= after) engine.kill("SIGKILL");
      }
      if (engine.exitCode === null && engine.signalCode === null) await once(engine, "exit");
      expect(engine.signalCode).toBe("SIGKILL");
      const { store } = await opened(folder);
      expect(store.sessions()[0]).toMatchObject({ id: session, state: "interrupted" });
      const recording = exported(folder, store, session);
      expect(recording.complete).toBe(true);
      const samples = samplesIn(recording, 0);
      expect(samples).toEqual(range(0, samples.length));
      expect(samples.length).toBeGreaterThanOrEqual(kept);
      expect(handed - samples.length).toBeLessThan(FORM.rate);
      await store.close();
    }
  });
});
