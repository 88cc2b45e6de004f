import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";

/** Bytes of a key: AES-256. */
export const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** What was sealed cannot be opened: a wrong key, another place, or changed bytes. */
export class SealBroken extends Error {
  override readonly name = "SealBroken";
}

/**
 * AES-256-GCM with a random 96-bit nonce. Result: nonce (12 bytes) | tag (16) | ciphertext.
 * `place` is bound in without being stored, so that what was sealed for one place opens in no other.
 */
export function seal(key: Uint8Array, place: string, plaintext: Uint8Array | string): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(place, "utf8"));
  const body = typeof plaintext === "string" ? cipher.update(plaintext, "utf8") : cipher.update(plaintext);
  const rest = cipher.final();
  return Buffer.concat([nonce, cipher.getAuthTag(), body, rest]);
}

/** Opens what {@link seal} made under the same key and place. Throws SealBroken when a single bit differs. */
export function unseal(key: Uint8Array, place: string, sealed: Uint8Array): Buffer {
  if (sealed.length < NONCE_BYTES + TAG_BYTES) throw new SealBroken("the sealed bytes are cut short");
  const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(place, "utf8"));
  decipher.setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
  } catch {
    throw new SealBroken("the key is wrong, or the sealed bytes were changed or moved");
  }
}

/** The place of entry `seq` of a session; its header stands at 0. */
export function placeOf(session: string, seq: number): string {
  return `antiphon session ${session} entry ${seq}`;
}

/**
 * The key of one session, derived from its child's key (HKDF-SHA-256), so that random nonces are drawn afresh under each
 * session's key (NIST SP 800-38D allows 2^32 under one) and the writer never holds the child's key. It is kept nowhere:
 * without the child's key it cannot be made again.
 */
export function sessionKey(childKey: Uint8Array, session: string): Buffer {
  return Buffer.from(hkdfSync("sha256", childKey, session, "antiphon session key 1", KEY_BYTES));
}

/** The place of piece `seq` of part `part` of a session's EEG; what the part holds stands at 0. */
export function placeOfEeg(session: string, part: number, seq: number): string {
  return `antiphon session ${session} eeg ${part} piece ${seq}`;
}

/** The place of a child's networks under the key with this id. */
export function placeOfNetworks(key: string): string {
  return `antiphon networks under key ${key}`;
}

/** The key of a child's networks, derived from its child's key as a session's is: with that key they are erased too. */
export function networksKey(childKey: Uint8Array): Buffer {
  return Buffer.from(hkdfSync("sha256", childKey, "networks", "antiphon networks key 1", KEY_BYTES));
}

/** The place of what is known of a child, under the key with this id. */
export function placeOfCard(key: string): string {
  return `antiphon card under key ${key}`;
}

/** The place of a child's picture, or of what is said about it, under the key with this id. */
export function placeOfPicture(key: string, id: string, part: "about" | "bytes"): string {
  return `antiphon picture ${id} ${part} under key ${key}`;
}

/** The key of a child's pictures, derived from its child's key as a session's is. */
export function picturesKey(childKey: Uint8Array): Buffer {
  return Buffer.from(hkdfSync("sha256", childKey, "pictures", "antiphon pictures key 1", KEY_BYTES));
}

/** The key of what is known of a child, derived from its child's key as a session's is. */
export function cardKey(childKey: Uint8Array): Buffer {
  return Buffer.from(hkdfSync("sha256", childKey, "card", "antiphon card key 1", KEY_BYTES));
}
