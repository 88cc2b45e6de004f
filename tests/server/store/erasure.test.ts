import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "@photostructure/sqlite";
import { describe, expect, test, vi } from "vitest";
import { filesHolding, freshFolder } from "./folders.ts";
import { header, noteLine } from "./headers.ts";
import { opened } from "./sessions.ts";

// Real files, threads and scrypt: slow on a busy machine, never waited for by the clock.
vi.setConfig({ testTimeout: 120_000 });

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);

describe("erasing a child", () => {
  test("destroys the key and every sealed byte; the other child stays", async () => {
    const folder = freshFolder();
    const { store } = await opened(folder);
    for (const [id, child] of [
      ["s1", "K-1"],
      ["s2", "K-1"],
      ["s3", "K-2"],
    ] as const) {
      const log = store.beginSession(header(id, child));
      for (const seq of range(1, 200)) log.append(noteLine(seq));
      await log.end();
    }
    const file = JSON.parse(readFileSync(join(folder, "keys.json"), "utf8"));
    const key: string = file.keys.find((one: { child: string }) => one.child === "K-1").key;
    const sealed = sealedEntry(folder, "s2", 77);
    expect(filesHolding(folder, key)).toEqual(["keys.json"]);
    expect(filesHolding(folder, sealed)).not.toEqual([]);

    expect(await store.eraseChild("K-1")).toBe(2);

    expect(filesHolding(folder, key)).toEqual([]);
    expect(filesHolding(folder, Buffer.from(key, "base64"))).toEqual([]);
    expect(filesHolding(folder, sealed)).toEqual([]);
    expect(() => store.read("s1")).toThrow("Session s1 was erased; it cannot be read any more.");
    expect([...store.read("s3").lines]).toHaveLength(200);
    expect(store.sessions().map(({ id, state }) => `${id} ${state}`)).toEqual(["s3 ended", "s2 erased", "s1 erased"]);
    expect(await store.eraseChild("K-1")).toBe(0);
    expect(await store.eraseChild("K-unknown")).toBe(0);

    // The child may come again: with a new key, and the past stays erased.
    const again = store.beginSession(header("s4", "K-1"));
    again.append("new");
    await again.end();
    await store.close();
    const { store: later } = await opened(folder);
    expect([...later.read("s4").lines]).toEqual(["new"]);
    expect(() => later.read("s1")).toThrow(/was erased/);
  });

  test("waits for the end of a running session", async () => {
    const { store } = await opened(freshFolder());
    const log = store.beginSession(header("s1", "K-1"));
    await expect(store.eraseChild("K-1")).rejects.toThrow("Session s1 of K-1 is running. End it, then erase.");
    await log.end();
    expect(await store.eraseChild("K-1")).toBe(1);
  });

  test("is finished at the next start when a crash came between key and rows", async () => {
    const folder = freshFolder();
    const { store } = await opened(folder);
    const log = store.beginSession(header("s1", "K-1"));
    log.append(noteLine(1));
    await log.end();
    await store.close();
    const path = join(folder, "keys.json");
    const file = JSON.parse(readFileSync(path, "utf8"));
    const [{ id, child }] = file.keys;
    writeFileSync(path, JSON.stringify({ ...file, keys: [], erased: [{ id, child, at: "2026-08-09T10:00:00.000Z" }] }));
    const { store: later } = await opened(folder);
    expect(later.sessions()).toMatchObject([{ id: "s1", state: "erased" }]);
    await later.close();
    const database = new DatabaseSync(join(folder, "antiphon.db"));
    expect(database.prepare("SELECT count(*) AS n FROM entries").get()).toEqual({ n: 0 });
    database.close();
  });
});

/** The raw sealed bytes of one entry. */
function sealedEntry(folder: string, session: string, seq: number): Buffer {
  const database = new DatabaseSync(join(folder, "antiphon.db"), { readOnly: true });
  const row = database.prepare("SELECT sealed FROM entries WHERE session = ? AND seq = ?").get(session, seq);
  database.close();
  return Buffer.from((row as { sealed: Uint8Array }).sealed);
}
