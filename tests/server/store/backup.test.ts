import { mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { filesHolding, freshFolder } from "./folders.ts";
import { header, noteLine } from "./headers.ts";
import { opened } from "./sessions.ts";

vi.setConfig({ testTimeout: 120_000 });

async function recorded(store: Awaited<ReturnType<typeof opened>>["store"], id: string, child = "K-7F3") {
  const log = store.beginSession(header(id, child));
  for (let seq = 1; seq <= 50; seq++) log.append(noteLine(seq));
  await log.end();
}

test("a backup is the record itself: locked, whole, and opened as any other", async () => {
  const [folder, stick] = [freshFolder(), freshFolder()];
  const { store } = await opened(folder);
  await recorded(store, "s1");
  await store.changePassphrase("three blind mice");
  await recorded(store, "s2", "K-2");
  const backup = await store.backUp(stick);
  expect(backup).toMatchObject({ sessions: 2 });
  expect(readdirSync(stick)).toHaveLength(1);
  expect(readdirSync(backup.folder).sort()).toEqual(["antiphon.db", "keys.json"]);
  for (const name of readdirSync(backup.folder)) expect(statSync(join(backup.folder, name)).mode & 0o777).toBe(0o600);
  expect(filesHolding(backup.folder, "noteOn")).toEqual([]);
  await recorded(store, "s3");
  await store.close();
  await expect(opened(backup.folder)).rejects.toThrow(/locked with a passphrase/);
  const { store: restored } = await opened(backup.folder, { passphrase: "three blind mice" });
  expect(restored.sessions().map(({ id }) => id)).toEqual(["s2", "s1"]);
  expect([...restored.read("s1").lines]).toHaveLength(50);
});

test("none is made of a record that is not locked, into its own folder, or into none", async () => {
  const [folder, stick] = [freshFolder(), freshFolder()];
  const { store } = await opened(folder);
  expect(() => store.backUp(stick)).toThrow("Set a passphrase first");
  await store.changePassphrase("wren");
  mkdirSync(join(folder, "inside"));
  for (const [into, why] of [
    ["stick", "by its whole path"],
    [folder, "is the data folder itself"],
    [join(folder, "inside"), "is the data folder itself"],
    [join(stick, "nowhere"), "There is no folder"],
  ] as const) {
    await expect(store.backUp(into)).rejects.toThrow(why);
  }
  const log = store.beginSession(header("s1", "K-1"));
  expect(() => store.backUp(stick)).toThrow("A session is running. Finish it, then back up.");
  await log.end();
  expect(readdirSync(stick)).toEqual([]);
});

test("a small text of the house is kept over a restart, and the one before is gone", async () => {
  const folder = freshFolder();
  const { store } = await opened(folder);
  expect(store.kept("check")).toBeUndefined();
  await store.keep("check", "an older text");
  await store.keep("check", "a newer text");
  await store.close();
  const { store: later } = await opened(folder);
  expect(later.kept("check")).toBe("a newer text");
  expect(readFileSync(join(folder, "antiphon.db")).includes("an older text")).toBe(false);
});

test("what a minute takes is measured on sessions of a minute and more", async () => {
  const { store } = await opened(freshFolder());
  const short = store.beginSession({ ...header("s1", "K-7F3"), startedAt: new Date().toISOString() });
  short.append(noteLine(1));
  await short.end();
  expect(store.room().bytesPerMinute).toBeNull();
  expect(store.room().free).toBeGreaterThan(0);
  const log = store.beginSession({ ...header("s2", "K-7F3"), startedAt: new Date(Date.now() - 120_000).toISOString() });
  for (let seq = 1; seq <= 100; seq++) log.append("x".repeat(972));
  await log.end();
  // 100 entries of 972 + 28 sealed bytes in two minutes.
  expect(store.room().bytesPerMinute).toBeGreaterThan(49_000);
  expect(store.room().bytesPerMinute).toBeLessThanOrEqual(50_000);
});
