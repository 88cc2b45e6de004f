import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { KEY_BYTES, placeOf, SealBroken, seal, sessionKey, unseal } from "../../../src/server/store/seal.ts";

// Real files, threads and scrypt: slow on a busy machine, never waited for by the clock.
vi.setConfig({ testTimeout: 120_000 });

const key = fc.uint8Array({ minLength: KEY_BYTES, maxLength: KEY_BYTES });
const place = fc.string();

describe("a sealed entry", () => {
  test("opens to what was sealed", () => {
    fc.assert(
      fc.property(key, place, fc.string({ unit: "binary" }), (secret, where, text) => {
        const expected = Buffer.from(text, "utf8");
        expect(unseal(secret, where, seal(secret, where, text)).equals(expected)).toBe(true);
      }),
    );
  });

  test("is refused when any one bit is changed", () => {
    fc.assert(
      fc.property(key, place, fc.string(), fc.nat(), (secret, where, text, draw) => {
        const sealed = seal(secret, where, text);
        const bit = draw % (sealed.length * 8);
        sealed[bit >> 3] = (sealed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(() => unseal(secret, where, sealed)).toThrow(SealBroken);
      }),
      { numRuns: 500 },
    );
  });

  test("is refused when every single bit of one entry is tried in turn", () => {
    const secret = new Uint8Array(KEY_BYTES).fill(9);
    const sealed = seal(secret, "here", '{"pitch":60}');
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const changed = Buffer.from(sealed);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(() => unseal(secret, "here", changed)).toThrow(SealBroken);
    }
  });

  test("is refused when it is cut short, in another place, or under another key", () => {
    fc.assert(
      fc.property(key, key, fc.string(), fc.nat(200), (secret, other, text, cut) => {
        const sealed = seal(secret, placeOf("s1", 4), text);
        expect(() => unseal(secret, placeOf("s1", 5), sealed)).toThrow(SealBroken);
        expect(() => unseal(secret, placeOf("s2", 4), sealed)).toThrow(SealBroken);
        expect(() => unseal(secret, placeOf("s1", 4), sealed.subarray(0, cut % sealed.length))).toThrow(SealBroken);
        fc.pre(Buffer.compare(secret, other) !== 0);
        expect(() => unseal(other, placeOf("s1", 4), sealed)).toThrow(SealBroken);
      }),
    );
  });

  test("looks different each time, though the text is the same", () => {
    const secret = new Uint8Array(KEY_BYTES);
    const all = Array.from({ length: 1000 }, () => seal(secret, "here", "same").toString("hex"));
    expect(new Set(all.map((one) => one.slice(0, 24))).size).toBe(1000);
  });

  test("has a key of its own session", () => {
    const secret = new Uint8Array(KEY_BYTES).fill(1);
    expect(sessionKey(secret, "s1")).toEqual(sessionKey(secret, "s1"));
    expect(sessionKey(secret, "s1")).not.toEqual(sessionKey(secret, "s2"));
    expect(sessionKey(secret, "s1")).toHaveLength(KEY_BYTES);
  });
});
