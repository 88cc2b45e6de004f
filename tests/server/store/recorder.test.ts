import { join } from "node:path";
import { DatabaseSync } from "@photostructure/sqlite";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { SimulatedClock } from "../../../src/engine/time/clock.ts";
import { openForWriting } from "../../../src/server/store/database.ts";
import { Recorder } from "../../../src/server/store/recorder.ts";
import type { Report } from "../../../src/server/store/report.ts";
import { freshFolder } from "./folders.ts";
import { noteLine } from "./headers.ts";

// Real files, threads and scrypt: slow on a busy machine, never waited for by the clock.
vi.setConfig({ testTimeout: 120_000 });

const AT = "2026-08-09T10:00:00.000Z";

function recording() {
  const path = join(freshFolder(), "antiphon.db");
  const database = openForWriting(path);
  const reader = new DatabaseSync(path, { readOnly: true });
  const clock = new SimulatedClock();
  const reports: Report[] = [];
  const disk = { free: 5e9 };
  const recorder = new Recorder({ database, clock, report: (one) => reports.push(one), freeSpace: () => disk.free });
  onTestFinished(() => {
    recorder.close();
    reader.close();
  });
  const secret = new Uint8Array(32).fill(5);
  recorder.take({ kind: "begin", session: "s1", child: "K-1", key: "k", secret, startedAt: AT, header: "{}" });
  const append = (seq: number, urgent = false, line = noteLine(seq)) =>
    recorder.take({ kind: "append", session: "s1", seq, line, at: AT, urgent });
  const entries = reader.prepare("SELECT seq FROM entries ORDER BY seq");
  const onDisk = () => (entries.all() as { seq: number }[]).map(({ seq }) => seq);
  const count = (kind: Report["kind"]) => reports.filter((one) => one.kind === kind).length;
  /** SQLite's own bound on the file: beyond it every write fails as on a full disk (SQLITE_FULL). */
  const fillDisk = () => {
    const row = database.prepare("PRAGMA page_count").get() as { page_count: number };
    database.exec(`PRAGMA max_page_count = ${row.page_count}`);
  };
  const makeRoom = () => database.exec("PRAGMA max_page_count = 1000000");
  return { recorder, clock, reports, disk, append, onDisk, count, fillDisk, makeRoom };
}

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);

describe("a batch", () => {
  test("is written 40 ms after its first entry, in one transaction", () => {
    const { clock, append, onDisk, count, reports } = recording();
    const before = count("settled");
    append(1);
    clock.advance(30);
    append(2);
    append(3);
    clock.advance(9);
    expect(onDisk()).toEqual([]);
    clock.advance(1);
    expect(onDisk()).toEqual([1, 2, 3]);
    expect(count("settled") - before).toBe(1);
    expect(reports.findLast(({ kind }) => kind === "settled")).toEqual({ kind: "settled", count: 3 });
  });

  test("at 300 entries a second never lets one wait longer than 40 ms", () => {
    const { clock, append, onDisk } = recording();
    for (let seq = 1; seq <= 600; seq++) {
      append(seq);
      clock.advance(1000 / 300);
      const waiting = seq - onDisk().length;
      expect(waiting * (1000 / 300)).toBeLessThanOrEqual(40 + 1000 / 300);
    }
  });

  test("goes with an urgent entry at once, in order", () => {
    const { append, onDisk, count } = recording();
    const before = count("settled");
    append(1);
    append(2);
    expect(onDisk()).toEqual([]);
    append(3, true);
    expect(onDisk()).toEqual([1, 2, 3]);
    expect(count("settled") - before).toBe(1);
  });
});

describe("a full disk", () => {
  test("loses nothing, and all is written in order when there is room again", () => {
    const { clock, append, onDisk, fillDisk, makeRoom, reports } = recording();
    append(1, true);
    fillDisk();
    const long = "x".repeat(9000);
    for (let seq = 2; seq <= 40; seq++) {
      append(seq, seq % 10 === 0, long);
      clock.advance(20);
    }
    const before = onDisk();
    expect(before).toEqual(range(1, before.length));
    expect(before.length).toBeLessThan(40);
    expect(reports.at(-1)).toMatchObject({ kind: "failing", full: true, suspect: false });
    makeRoom();
    clock.advance(250);
    expect(onDisk()).toEqual(range(1, 40));
  });

  test("at the end leaves what was committed", () => {
    const { recorder, append, fillDisk, onDisk, reports } = recording();
    append(1, true);
    fillDisk();
    append(2, true, "x".repeat(50_000));
    append(3);
    recorder.close();
    expect(reports.at(-1)).toEqual({ kind: "closed" });
    expect(onDisk()).toEqual([1]);
  });
});

test("the free space is looked at while something is written, every ten seconds at most", () => {
  const { clock, append, disk, reports, count } = recording();
  expect(count("disk")).toBe(1);
  disk.free = 3e8;
  append(1, true);
  expect(count("disk")).toBe(1);
  clock.advance(10_000);
  append(2, true);
  expect(reports).toContainEqual({ kind: "disk", free: 3e8 });
});
