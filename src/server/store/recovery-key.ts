import { hkdfSync, randomBytes } from "node:crypto";
import { KEY_BYTES } from "./seal.ts";

/** Crockford's base 32: no letter that is taken for another, or for a digit. */
const DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const GROUP = 4;
/** 160 bits: no slow derivation is needed where nothing can be guessed. */
const BYTES = 20;

/** A new recovery key, as it is printed: "7K3M-…", eight groups of four. */
export function newRecoveryKey(): string {
  const bits = [...randomBytes(BYTES)].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  const digits = (bits.match(/.{5}/g) ?? []).map((five) => DIGITS[Number.parseInt(five, 2)]).join("");
  return (digits.match(new RegExp(`.{${GROUP}}`, "g")) ?? []).join("-");
}

/** The bytes of a recovery key however it was typed (small letters, O for 0, no hyphens); undefined where it cannot be one. */
export function readRecoveryKey(typed: string): Uint8Array | undefined {
  const plain = typed
    .toUpperCase()
    .replace(/[\s\-–—.]/g, "")
    .replace(/O/g, "0")
    .replace(/[IL]/g, "1");
  if (plain.length !== (BYTES * 8) / 5) return undefined;
  const places = [...plain].map((digit) => DIGITS.indexOf(digit));
  if (places.includes(-1)) return undefined;
  const bits = places.map((place) => place.toString(2).padStart(5, "0")).join("");
  return Uint8Array.from(bits.match(/.{8}/g) ?? [], (byte) => Number.parseInt(byte, 2));
}

/** The key that a recovery key wraps with. */
export function recoveryWrappingKey(recovery: Uint8Array, salt: Uint8Array): Uint8Array {
  return new Uint8Array(hkdfSync("sha256", recovery, salt, "antiphon recovery key 1", KEY_BYTES));
}
