import { randomBytes, scryptSync } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { KeyRing } from "../../../src/server/store/key-ring.ts";
import { newRecoveryKey, readRecoveryKey } from "../../../src/server/store/recovery-key.ts";
import { seal } from "../../../src/server/store/seal.ts";
import { openStore } from "../../../src/server/store/store.ts";
import { filesHolding, freshFolder } from "./folders.ts";

vi.setConfig({ testTimeout: 120_000 });

const base64 = (secret: Uint8Array) => Buffer.from(secret).toString("base64");
const wrong = (path: string, recovery: string): Promise<string> =>
  KeyRing.open(path, { recovery }).then(
    () => "opened",
    (error: Error) => error.message,
  );
const REFUSED =
  "The recovery key does not open the key file keys.json. Compare it with the newest sheet and try again.";

describe("a recovery key", () => {
  test("is eight groups of four, 160 bits, never the same, and read however it was copied", () => {
    const keys = Array.from({ length: 50 }, newRecoveryKey);
    expect(new Set(keys).size).toBe(50);
    for (const key of keys) {
      expect(key).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){7}[0-9A-HJKMNP-TV-Z]{4}$/);
      expect(readRecoveryKey(key)).toHaveLength(20);
      const copied = key.toLowerCase().replaceAll("-", " ").replaceAll("0", "o").replaceAll("1", "l");
      expect(readRecoveryKey(copied)).toEqual(readRecoveryKey(key));
    }
  });

  test.each(["", "7K3M", "U".repeat(32), `${"A".repeat(31)}!`, "A".repeat(33)])("%j is none", (typed) => {
    expect(readRecoveryKey(typed)).toBeUndefined();
  });

  test("opens what the lost passphrase locked, and stands nowhere on the disk", async () => {
    const folder = freshFolder();
    const path = join(folder, "keys.json");
    const ring = await KeyRing.open(path);
    const secret = base64(ring.key("K-7F3").secret);
    const recovery = await ring.changePassphrase("three blind mice");
    expect(filesHolding(folder, secret)).toEqual([]);
    for (const form of [recovery, recovery.replaceAll("-", ""), base64(readRecoveryKey(recovery) as Uint8Array)]) {
      expect(filesHolding(folder, form)).toEqual([]);
    }
    const found = await KeyRing.open(path, { recovery: recovery.toLowerCase() });
    expect(base64(found.key("K-7F3").secret)).toBe(secret);
    // What is written by whoever came in with it opens with the passphrase as before.
    const later = base64(found.key("K-2").secret);
    expect(base64((await KeyRing.open(path, "three blind mice")).key("K-2").secret)).toBe(later);
  });

  test("that is wrong is refused in one sentence, whatever is wrong with it", async () => {
    const path = join(freshFolder(), "keys.json");
    const recovery = await (await KeyRing.open(path)).changePassphrase("wren");
    const last = recovery.endsWith("0") ? "1" : "0";
    for (const typed of [newRecoveryKey(), recovery.slice(0, -1) + last, "nonsense", ""]) {
      expect(await wrong(path, typed)).toBe(REFUSED);
    }
  });

  test("of an older passphrase opens nothing any more, nor does the older master key", async () => {
    const path = join(freshFolder(), "keys.json");
    const ring = await KeyRing.open(path);
    ring.key("K-7F3");
    const older = await ring.changePassphrase("wren");
    const before = JSON.parse(readFileSync(path, "utf8"));
    const newer = await ring.changePassphrase("robin");
    expect(await wrong(path, older)).toBe(REFUSED);
    await expect(KeyRing.open(path, { recovery: newer })).resolves.toBeInstanceOf(KeyRing);
    // The keys of now under the lock of then: whoever kept an old file and its passphrase gains nothing.
    const now = JSON.parse(readFileSync(path, "utf8"));
    writeFileSync(path, JSON.stringify({ ...before, keys: now.keys }));
    await expect(KeyRing.open(path, "wren")).rejects.toThrow(/The key of K-7F3 .* is damaged/);
  });

  test("there is none for a file of before, whose passphrase opens it as ever", async () => {
    const path = join(freshFolder(), "keys.json");
    const [secret, salt] = [randomBytes(32), randomBytes(16)];
    const key = scryptSync("wren", salt, 32, { N: 2 ** 15, r: 8, p: 1, maxmem: 2 ** 27 });
    const id = "00112233445566aa";
    const file = {
      format: "antiphon-keys",
      version: 1,
      protection: "passphrase",
      scrypt: { N: 2 ** 15, r: 8, p: 1, salt: salt.toString("base64") },
      check: seal(key, "antiphon key file", "antiphon key file").toString("base64"),
      keys: [{ id, child: "K-1", wrapped: seal(key, `antiphon key ${id} of K-1`, secret).toString("base64") }],
      erased: [],
    };
    writeFileSync(path, JSON.stringify(file));
    expect(await wrong(path, newRecoveryKey())).toBe(REFUSED);
    await expect(KeyRing.open(path, "robin")).rejects.toThrow(/does not open/);
    const ring = await KeyRing.open(path, "wren");
    expect(base64(ring.key("K-1").secret)).toBe(secret.toString("base64"));
    ring.key("K-2");
    expect(JSON.parse(readFileSync(path, "utf8"))).toMatchObject({ version: 2 });
    expect(base64((await KeyRing.open(path, "wren")).key("K-1").secret)).toBe(secret.toString("base64"));
  });

  test("opens the whole record again", async () => {
    const folder = freshFolder();
    const store = await openStore({ folder, onTrouble: () => {} });
    await store.keepCard("K-7F3", "a card", "2026-11-28T10:00:00.000Z");
    const recovery = (await store.changePassphrase("wren")) as string;
    expect(store.locked).toBe(true);
    await store.close();
    const again = await openStore({ folder, passphrase: { recovery }, onTrouble: () => {} });
    expect(again.cards().map(({ text }) => text)).toEqual(["a card"]);
    await again.close();
  });
});
