import { existsSync, linkSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { KeyRing } from "../../../src/server/store/key-ring.ts";
import { StoreRefusal } from "../../../src/server/store/refusal.ts";
import { filesHolding, freshFolder } from "./folders.ts";

// Real files, threads and scrypt: slow on a busy machine, never waited for by the clock.
vi.setConfig({ testTimeout: 120_000 });

/** The one sentence with which opening is refused. */
async function refusal(path: string, passphrase?: string): Promise<string> {
  const error = await KeyRing.open(path, passphrase).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(StoreRefusal);
  return (error as StoreRefusal).message;
}

const base64 = (secret: Uint8Array) => Buffer.from(secret).toString("base64");

describe("a key file without a passphrase", () => {
  test("gives each child a key of 256 bits, and the same one after a restart", async () => {
    const path = join(freshFolder(), "keys.json");
    const ring = await KeyRing.open(path);
    const child = ring.key("K-7F3");
    const practice = ring.key("practice");
    expect(child.secret).toHaveLength(32);
    expect(child.secret).not.toEqual(practice.secret);
    const again = await KeyRing.open(path);
    expect(base64(again.key("K-7F3").secret)).toBe(base64(child.secret));
    expect(base64(again.key("practice").secret)).toBe(base64(practice.secret));
    expect(again.key("K-7F3").id).toBe(child.id);
  });

  test("says so itself, and only its owner may read it", async () => {
    const path = join(freshFolder(), "keys.json");
    await KeyRing.open(path);
    expect(JSON.parse(readFileSync(path, "utf8"))).toMatchObject({ protection: "none" });
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  test("takes a code, not a name or a path", async () => {
    const ring = await KeyRing.open(join(freshFolder(), "keys.json"));
    for (const child of ["", "Anna Maria", "../K-1", "ß", "x".repeat(33)]) {
      expect(() => ring.key(child)).toThrow(/is no code for a child/);
    }
  });

  test("is not locked by surprise when a passphrase is given", async () => {
    const path = join(freshFolder(), "keys.json");
    await KeyRing.open(path);
    expect(await refusal(path, "wren")).toMatch(/has none yet/);
  });
});

describe("a key file with a passphrase", () => {
  test("opens with it and holds no key in the open", async () => {
    const folder = freshFolder();
    const path = join(folder, "keys.json");
    const ring = await KeyRing.open(path, "three blind mice");
    const { secret } = ring.key("K-7F3");
    expect(filesHolding(folder, base64(secret))).toEqual([]);
    expect(JSON.parse(readFileSync(path, "utf8"))).toMatchObject({
      protection: "passphrase",
      passphrase: { scrypt: { N: 2 ** 17 } },
    });
    const again = await KeyRing.open(path, "three blind mice");
    expect(base64(again.key("K-7F3").secret)).toBe(base64(secret));
  });

  test("refuses a wrong passphrase and a missing one, also while it holds no key", async () => {
    const path = join(freshFolder(), "keys.json");
    await KeyRing.open(path, "wren");
    expect(await refusal(path, "robin")).toBe(
      "The passphrase does not open the key file keys.json. Check it and try again.",
    );
    expect(await refusal(path)).toBe("The key file keys.json is locked with a passphrase. Start again and give it.");
    expect(await refusal(join(freshFolder(), "keys.json"), "")).toMatch(/passphrase is empty/);
  });

  test("takes the same passphrase in either way of writing an accent", async () => {
    const path = join(freshFolder(), "keys.json");
    await KeyRing.open(path, "canti\u00f3n");
    await expect(KeyRing.open(path, "cantio\u0301n")).resolves.toBeInstanceOf(KeyRing);
  });

  test("gets it, changes it and loses it while the keys stay", async () => {
    const path = join(freshFolder(), "keys.json");
    const ring = await KeyRing.open(path);
    const secret = base64(ring.key("K-7F3").secret);
    await ring.changePassphrase("wren");
    expect(await refusal(path)).toMatch(/locked/);
    const locked = await KeyRing.open(path, "wren");
    await locked.changePassphrase("robin");
    expect(await refusal(path, "wren")).toMatch(/does not open/);
    const changed = await KeyRing.open(path, "robin");
    expect(base64(changed.key("K-7F3").secret)).toBe(secret);
    await changed.changePassphrase(undefined);
    expect(base64((await KeyRing.open(path)).key("K-7F3").secret)).toBe(secret);
  });

  test("refuses keys that were swapped between children", async () => {
    const path = join(freshFolder(), "keys.json");
    const ring = await KeyRing.open(path, "wren");
    ring.key("K-1");
    ring.key("K-2");
    const file = JSON.parse(readFileSync(path, "utf8"));
    [file.keys[0].wrapped, file.keys[1].wrapped] = [file.keys[1].wrapped, file.keys[0].wrapped];
    writeFileSync(path, JSON.stringify(file));
    expect(await refusal(path, "wren")).toMatch(/The key of K-1 in the key file keys.json is damaged/);
  });
});

describe("a key file that cannot be read", () => {
  const sound = { format: "antiphon-keys", version: 1, protection: "none", keys: [], erased: [] };
  const key = { id: "00112233445566aa", child: "K-1", key: Buffer.alloc(32).toString("base64") };
  test.each([
    ["an empty file", "", /it is no JSON/],
    ["half a file", JSON.stringify(sound).slice(0, 40), /it is no JSON/],
    ["an unknown key", JSON.stringify({ ...sound, colour: "red" }), /colour/],
    ["another version", JSON.stringify({ ...sound, version: 2 }), /version/],
    ["a short key", JSON.stringify({ ...sound, keys: [{ ...key, key: "AAAA" }] }), /keys\.0\.key: a key has 256 bits/],
    ["a child with two keys", JSON.stringify({ ...sound, keys: [key, key] }), /a child has one key/],
    [
      "a cost that would eat the machine",
      JSON.stringify({
        ...sound,
        protection: "passphrase",
        scrypt: { N: 2 ** 40, r: 8, p: 1, salt: "AAAA" },
        check: "AAAA",
      }),
      /scrypt\.N/,
    ],
  ])("%s is named and left as it is", async (_what, contents, why) => {
    const path = join(freshFolder(), "keys.json");
    writeFileSync(path, contents);
    const message = await refusal(path);
    expect(message).toMatch(why);
    expect(message).toContain("It was left as it is");
    expect(readFileSync(path, "utf8")).toBe(contents);
  });
});

describe("destroying a key", () => {
  test("leaves no byte of it in the folder, and a new key comes under a new id", async () => {
    const folder = freshFolder();
    const path = join(folder, "keys.json");
    const ring = await KeyRing.open(path);
    const { id, secret } = ring.key("K-7F3");
    const kept = base64(ring.key("K-8A1").secret);
    const text = base64(secret);
    expect(filesHolding(folder, text)).toEqual(["keys.json"]);
    ring.destroy("K-7F3");
    expect(filesHolding(folder, text)).toEqual([]);
    expect(secret.every((byte) => byte === 0)).toBe(true);
    const again = await KeyRing.open(path);
    expect(again.find(id)).toBe("erased");
    expect(again.find("0000000000000000")).toBe("unknown");
    expect(base64(again.key("K-8A1").secret)).toBe(kept);
    expect(again.key("K-7F3").id).not.toBe(id);
  });

  test("overwrites the old file's bytes, which another name may still show", async () => {
    const folder = freshFolder();
    const path = join(folder, "keys.json");
    const ring = await KeyRing.open(path);
    const text = base64(ring.key("K-7F3").secret);
    linkSync(path, join(folder, "old-blocks"));
    ring.destroy("K-7F3");
    expect(filesHolding(folder, text)).toEqual([]);
  });

  test("removes a draft that a crash left behind", async () => {
    const folder = freshFolder();
    const path = join(folder, "keys.json");
    await KeyRing.open(path);
    writeFileSync(`${path}.new`, "half a file with a key in it");
    await KeyRing.open(path);
    expect(existsSync(`${path}.new`)).toBe(false);
  });
});
