import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "@photostructure/sqlite";
import { describe, expect, test, vi } from "vitest";
import { filesHolding, freshFolder } from "./folders.ts";
import { header, noteLine } from "./headers.ts";
import { opened } from "./sessions.ts";

// Real files, threads and scrypt: slow on a busy machine, never waited for by the clock.
vi.setConfig({ testTimeout: 120_000 });

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);

describe("a session", () => {
  test("is read back as it was appended, also after a restart", async () => {
    const folder = freshFolder();
    const { store, troubles } = await opened(folder);
    const log = store.beginSession(header("s1"));
    expect(log.committed).toBe(0);
    for (const seq of range(1, 1234)) expect(log.append(noteLine(seq))).toBe(seq);
    await log.whenCommitted();
    expect(log.committed).toBe(1234);
    expect(store.sessions()).toMatchObject([{ id: "s1", child: "K-7F3", state: "open", lastSeq: 1234, missing: 0 }]);
    await log.end();
    await store.close();

    const { store: later } = await opened(folder);
    expect(later.sessions()).toMatchObject([{ id: "s1", state: "ended", lastSeq: 1234, missing: 0 }]);
    const record = later.read("s1");
    expect(record.header).toEqual(header("s1"));
    expect([...record.lines]).toEqual(range(1, 1234).map(noteLine));
    expect([...later.exportLog("s1")]).toEqual([JSON.stringify(header("s1")), ...range(1, 1234).map(noteLine)]);
    expect(troubles).toEqual([]);
  });

  test("keeps every character of a line", async () => {
    const { store } = await opened(freshFolder());
    const log = store.beginSession(header("s1"));
    const lines = ['{"text":"Zoë – 🎹 \\u2028 \u2028"}', "", "\u0000", "x".repeat(200_000)];
    for (const line of lines) log.append(line);
    await log.end();
    expect([...store.read("s1").lines]).toEqual(lines);
  });

  test("left open by the engine's end is interrupted, with what it had", async () => {
    const folder = freshFolder();
    const { store } = await opened(folder);
    const log = store.beginSession(header("s1"));
    log.append(noteLine(1));
    log.append(noteLine(2));
    await store.close();
    const { store: later } = await opened(folder);
    const [summary] = later.sessions();
    expect(summary).toMatchObject({ state: "interrupted", lastSeq: 2, startedAt: "2026-08-09T10:00:00.000Z" });
    expect(summary?.endedAt).toBeUndefined();
    expect(Date.parse(summary?.lastAt ?? "")).not.toBeNaN();
    expect([...later.read("s1").lines]).toEqual([noteLine(1), noteLine(2)]);
  });

  test("stands among others with the newest first, each with its own lines", async () => {
    const { store } = await opened(freshFolder());
    const early = store.beginSession(header("early", "practice", "2026-08-09T10:00:00.000Z"));
    const late = store.beginSession(header("late", "K-1", "2026-08-09T11:00:00.000Z"));
    early.append("e1");
    late.append("l1");
    early.append("e2");
    await Promise.all([early.end(), late.end()]);
    expect(store.sessions().map(({ id }) => id)).toEqual(["late", "early"]);
    expect([...store.read("early").lines]).toEqual(["e1", "e2"]);
    expect([...store.read("late").lines]).toEqual(["l1"]);
  });

  test("is refused with an unsound header, a taken id or too little disk", async () => {
    const folder = freshFolder();
    const { store } = await opened(folder);
    await store.beginSession(header("s1")).end();
    expect(() => store.beginSession(header("s1"))).toThrow("There is a session s1 already.");
    expect(() => store.beginSession(header("../s"))).toThrow(/header is unsound: id/);
    expect(() => store.beginSession({ ...header("s2"), nickname: "Ann" } as never)).toThrow(/header is unsound/);
    expect(() => store.beginSession(header("s2", "Anna Maria"))).toThrow(/child's code/);
    expect(() => store.read("s9")).toThrow("There is no session s9 in the record.");
    await store.close();
    const { store: full } = await opened(folder, { floor: 1e18 });
    expect(() => full.beginSession(header("s3"))).toThrow(/No session can be begun: .* free on the disk/);
  });

  test("ignores lines after its end, and says when the store closes under it", async () => {
    const { store } = await opened(freshFolder());
    const log = store.beginSession(header("s1"));
    log.append("a");
    const end = log.end();
    expect(log.append("b")).toBe(1);
    await end;
    const open = store.beginSession(header("s2"));
    await store.close();
    open.append("too late");
    expect(store.writing.dropped).toBe(1);
    await expect(open.whenCommitted()).rejects.toThrow("The record is closed.");
  });
});

describe("too much waiting", () => {
  test("loses the newest plain entries, keeps the urgent ones, counts, and shows the gap", async () => {
    const { store, troubles } = await opened(freshFolder(), { memory: 1000 });
    const log = store.beginSession(header("s1"));
    const line = "x".repeat(400);
    // All in one go: the thread's answers are heard only afterwards, as with a disk that hangs.
    for (const seq of range(1, 5)) log.append(`${seq}${line}`);
    log.append("STOP", { urgent: true });
    await log.whenCommitted(6);
    log.append("after");
    await log.end();
    expect([...store.read("s1").lines].map((one) => one.slice(0, 1))).toEqual(["1", "2", "S", "a"]);
    expect(store.sessions()).toMatchObject([{ lastSeq: 7, missing: 3 }]);
    expect(store.writing).toMatchObject({ dropped: 3, waiting: 0 });
    expect(troubles.map(({ kind }) => kind)).toEqual(["dropping", "recovered"]);
    expect(troubles[1]?.text).toBe("The record is being written again; 3 of its entries were lost.");
  });
});

describe("what stands on the disk", () => {
  test("holds no word of a session in the open, in record, log or key file", async () => {
    const folder = freshFolder();
    const { store } = await opened(folder);
    const log = store.beginSession(header("s1"));
    for (const seq of range(1, 300)) log.append(noteLine(seq), { urgent: seq % 50 === 0 });
    await log.whenCommitted();
    // The session still runs: the write-ahead log is full of it.
    expect(statSync(join(folder, "antiphon.db-wal")).size).toBeGreaterThan(50_000);
    const words = ['"pitch"', "noteOn", "velocity", "phrase-end", "Sunflower", "nickname", "simulated"];
    for (const word of words) expect(filesHolding(folder, word)).toEqual([]);
    // The search does find what stands in the open: codes and ids.
    expect(filesHolding(folder, "K-7F3")).toContain("antiphon.db-wal");
    await store.close();
    for (const word of words) expect(filesHolding(folder, word)).toEqual([]);
    expect(filesHolding(folder, "K-7F3")).toContain("antiphon.db");
  });

  test("is for this user alone", async () => {
    const folder = join(freshFolder(), "data");
    const { store } = await opened(folder);
    await store.beginSession(header("s1")).whenCommitted();
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    for (const name of readdirSync(folder).filter((one) => one !== "antiphon.lock")) {
      expect([name, (statSync(join(folder, name)).mode & 0o777).toString(8)]).toEqual([name, "600"]);
    }
  });

  test("does not open when two entries are swapped or moved to another session", async () => {
    const folder = freshFolder();
    const { store } = await opened(folder);
    for (const id of ["s1", "s2"]) {
      const log = store.beginSession(header(id));
      for (const seq of range(1, 3)) log.append(noteLine(seq));
      await log.end();
    }
    await store.close();
    const database = new DatabaseSync(join(folder, "antiphon.db"));
    database.exec("UPDATE entries SET seq = -1 WHERE session = 's1' AND seq = 2");
    database.exec("UPDATE entries SET seq = 2 WHERE session = 's1' AND seq = 3");
    database.exec("UPDATE entries SET seq = 3 WHERE session = 's1' AND seq = -1");
    const moved = "SELECT sealed FROM entries WHERE session = 's1' AND seq = 1";
    database.exec(`UPDATE entries SET sealed = (${moved}) WHERE session = 's2' AND seq = 1`);
    database.close();
    const { store: later } = await opened(folder);
    expect(() => [...later.read("s1").lines]).toThrow("Entry 2 of session s1 is damaged");
    expect(() => [...later.read("s2").lines]).toThrow("Entry 1 of session s2 is damaged");
  });
});
