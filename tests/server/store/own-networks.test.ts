import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "@photostructure/sqlite";
import { describe, expect, test, vi } from "vitest";
import { Draws, seeded } from "../../../src/engine/random.ts";
import { chooseNetworks } from "../../../src/server/own-networks.ts";
import { filesHolding, freshFolder } from "./folders.ts";
import { header } from "./headers.ts";
import { opened } from "./sessions.ts";

vi.setConfig({ testTimeout: 120_000 });

const AT = "2026-10-04T10:00:00.000Z";
const draws = new Draws(seeded(1, "networks"));
const bytesOf = (length: number) => Uint8Array.from({ length }, () => draws.whole(0, 255));

/** The sealed bytes in the record. */
function sealedOf(folder: string, child: string): Buffer {
  const database = new DatabaseSync(join(folder, "antiphon.db"), { readOnly: true });
  const row = database.prepare("SELECT sealed FROM networks WHERE child = ?").get(child) as { sealed: Uint8Array };
  const sealed = Buffer.from(row.sealed);
  database.close();
  return sealed;
}

describe("a child's own networks in the record", () => {
  test("are sealed, come back as they were after a restart, and are listed by child", async () => {
    const folder = freshFolder();
    const networks = bytesOf(100_000);
    const { store } = await opened(folder);
    expect(store.networks("K-1")).toBeUndefined();
    await store.keepNetworks("K-1", networks, AT);
    await store.keepNetworks("K-2", bytesOf(10), AT);
    await store.close();
    expect(filesHolding(folder, Buffer.from(networks.subarray(500, 540)))).toEqual([]);

    const { store: later } = await opened(folder);
    expect(Buffer.compare(Buffer.from(later.networks("K-1") ?? []), networks)).toBe(0);
    expect(later.childrenWithNetworks()).toEqual([
      { child: "K-1", tunedAt: AT },
      { child: "K-2", tunedAt: AT },
    ]);
  });

  test("take the place of those before; taken away, nothing of either is left on the disk", async () => {
    const folder = freshFolder();
    const { store } = await opened(folder);
    await store.keepNetworks("K-1", bytesOf(50_000), AT);
    const first = sealedOf(folder, "K-1").subarray(20_000, 20_040);
    await store.keepNetworks("K-1", bytesOf(50_000), AT);
    const second = sealedOf(folder, "K-1").subarray(20_000, 20_040);
    expect(filesHolding(folder, second)).not.toEqual([]);
    expect(filesHolding(folder, first)).toEqual([]);
    await store.dropNetworks("K-1");
    expect(filesHolding(folder, second)).toEqual([]);
    expect(store.networks("K-1")).toBeUndefined();
    expect(store.childrenWithNetworks()).toEqual([]);
    await store.dropNetworks("K-1");
  });

  test("are gone with the child, also when a crash came between key and rows; the other child's stay", async () => {
    const folder = freshFolder();
    const { store } = await opened(folder);
    const log = store.beginSession(header("s1", "K-1"));
    await log.end();
    await store.keepNetworks("K-1", bytesOf(5_000), AT);
    await store.keepNetworks("K-2", bytesOf(5_000), AT);
    const sealed = sealedOf(folder, "K-1").subarray(2_000, 2_040);
    await store.eraseChild("K-1");
    expect(store.networks("K-1")).toBeUndefined();
    expect(filesHolding(folder, sealed)).toEqual([]);
    expect(store.networks("K-2")).toHaveLength(5_000);
    await store.close();

    const path = join(folder, "keys.json");
    const file = JSON.parse(readFileSync(path, "utf8"));
    const { id, child } = file.keys.find((key: { child: string }) => key.child === "K-2");
    writeFileSync(path, JSON.stringify({ ...file, keys: [], erased: [...file.erased, { id, child, at: AT }] }));
    const { store: later } = await opened(folder);
    expect(later.childrenWithNetworks()).toEqual([]);
    expect(later.networks("K-2")).toBeUndefined();
  });

  test("without their key, or moved to another child, cannot be read: the common ones are used, with one sentence", async () => {
    const folder = freshFolder();
    const { store } = await opened(folder);
    await store.keepNetworks("K-1", bytesOf(5_000), AT);
    await store.keepNetworks("K-2", bytesOf(5_000), AT);
    await store.close();
    const database = new DatabaseSync(join(folder, "antiphon.db"));
    database.exec("UPDATE networks SET sealed = (SELECT sealed FROM networks WHERE child = 'K-2') WHERE child = 'K-1'");
    database.exec("UPDATE networks SET key = '0123456789abcdef' WHERE child = 'K-2'");
    database.close();
    const { store: later } = await opened(folder);
    for (const child of ["K-1", "K-2"]) {
      expect(chooseNetworks(later, child)).toEqual({
        sentence: `The common networks are used. The networks of ${child} cannot be opened. Take them away with "antiphon tune ${child} --reset".`,
      });
    }
    expect(chooseNetworks(later, "K-3")).toEqual({});
  });

  test("find their place in a record that was made before there were any", async () => {
    const folder = freshFolder();
    const { store } = await opened(folder);
    const log = store.beginSession(header("s1", "K-1"));
    log.append("a line");
    await log.end();
    await store.close();
    const database = new DatabaseSync(join(folder, "antiphon.db"));
    database.exec(
      "DROP TABLE networks; DROP TABLE eeg; DROP TABLE cards; DROP TABLE kept; DROP TABLE pictures; PRAGMA user_version = 1",
    );
    database.close();
    const { store: later } = await opened(folder);
    expect(later.networks("K-1")).toBeUndefined();
    await later.keepNetworks("K-1", bytesOf(10), AT);
    expect(later.networks("K-1")).toHaveLength(10);
    expect([...later.read("s1").lines]).toEqual(["a line"]);
  });
});
