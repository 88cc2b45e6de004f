import { closeSync, openSync, readdirSync, rmSync, statSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "@photostructure/sqlite";
import { describe, expect, test, vi } from "vitest";
import { openStore } from "../../../src/server/store/store.ts";
import { freshFolder } from "./folders.ts";
import { header, noteLine } from "./headers.ts";
import { opened } from "./sessions.ts";

// Real files, threads and scrypt: slow on a busy machine, never waited for by the clock.
vi.setConfig({ testTimeout: 120_000 });

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);

describe("opening", () => {
  const onTrouble = () => {};

  test("refuses a second engine on the folder, and lets it in after the first", async () => {
    const folder = freshFolder();
    const { store } = await opened(folder);
    await expect(openStore({ folder, onTrouble })).rejects.toThrow(
      `Another Antiphon is already using the data folder ${folder}. Close it first, or start with another folder.`,
    );
    await store.close();
    await (await openStore({ folder, onTrouble })).close();
  });

  test("with a passphrase keeps the sessions locked for others", async () => {
    const folder = freshFolder();
    const { store } = await opened(folder, { passphrase: "wren" });
    const log = store.beginSession(header("s1"));
    log.append("sung");
    await log.end();
    await store.close();
    await expect(openStore({ folder, onTrouble })).rejects.toThrow(/locked with a passphrase/);
    await expect(openStore({ folder, onTrouble, passphrase: "robin" })).rejects.toThrow(/does not open/);
    const { store: later } = await opened(folder, { passphrase: "wren" });
    expect([...later.read("s1").lines]).toEqual(["sung"]);
  });

  test("does not go on without the key file of recorded sessions", async () => {
    const folder = freshFolder();
    const { store } = await opened(folder);
    await store.beginSession(header("s1")).end();
    await store.close();
    rmSync(join(folder, "keys.json"));
    await expect(openStore({ folder, onTrouble })).rejects.toThrow(/keys\.json is missing, so 1 recorded session/);
    expect(readdirSync(folder)).not.toContain("keys.json");
  });

  test("refuses a record of a newer Antiphon and a folder that is a file", async () => {
    const folder = freshFolder();
    await (await openStore({ folder, onTrouble })).close();
    const database = new DatabaseSync(join(folder, "antiphon.db"));
    database.exec("PRAGMA user_version = 99");
    database.close();
    await expect(openStore({ folder, onTrouble })).rejects.toThrow(/written by a newer Antiphon/);
    const file = join(folder, "file");
    writeFileSync(file, "");
    await expect(openStore({ folder: file, onTrouble })).rejects.toThrow(/data folder .* cannot be used/);
  });

  test.each([
    ["its first page overwritten", 0],
    ["a page in the middle overwritten", 3 * 4096],
  ])("moves a record with %s aside, says where, and goes on", async (_what, offset) => {
    const folder = freshFolder();
    const { store } = await opened(folder);
    const log = store.beginSession(header("s1"));
    for (const seq of range(1, 500)) log.append(noteLine(seq));
    await log.end();
    await store.close();
    const file = openSync(join(folder, "antiphon.db"), "r+");
    writeSync(file, Buffer.alloc(4096, 0xa5), 0, 4096, offset);
    closeSync(file);

    const { store: later, troubles } = await opened(folder);
    expect(troubles).toMatchObject([{ kind: "damaged" }]);
    const aside = readdirSync(folder).find((name) => /^antiphon-damaged-\d{4}-\d\d-\d\dT\d+Z\.db$/.test(name));
    expect(troubles[0]?.text).toContain(join(folder, aside ?? "nowhere"));
    expect(later.sessions()).toEqual([]);
    const next = later.beginSession(header("s2"));
    next.append("on");
    await next.end();
    expect([...later.read("s2").lines]).toEqual(["on"]);
  });
});

test("a record damaged in mid-session is moved aside and the session goes on in a new one", async () => {
  const folder = freshFolder();
  const { store, troubles } = await opened(folder);
  // More than SQLite keeps in memory, so that the damage is met.
  const past = store.beginSession(header("past", "K-1"));
  for (const seq of range(1, 24_000)) past.append(noteLine(seq));
  await past.end();
  const log = store.beginSession(header("now", "K-2"));
  log.append("before", { urgent: true });
  await log.whenCommitted();
  // The first pages, with the list of sessions, stay: entries are what is damaged.
  const path = join(folder, "antiphon.db");
  const size = statSync(path).size - 16 * 4096;
  const file = openSync(path, "r+");
  writeSync(file, Buffer.alloc(size, 0xa5), 0, size, 16 * 4096);
  closeSync(file);
  expect(await store.eraseChild("K-1")).toBe(1);
  log.append("after", { urgent: true });
  await log.end();
  expect(troubles.map(({ kind }) => kind)).toEqual(["writing", "damaged", "recovered"]);
  expect(troubles[1]?.text).toContain(join(folder, "antiphon-damaged-"));
  expect(store.sessions()).toMatchObject([{ id: "now", state: "ended", lastSeq: 2, missing: 1 }]);
  expect([...store.read("now").lines]).toEqual(["after"]);
  await store.close();
  const { store: later } = await opened(folder);
  expect([...later.read("now").lines]).toEqual(["after"]);
  expect(later.sessions()).toHaveLength(1);
});
