import { randomBytes, scrypt } from "node:crypto";
import { basename } from "node:path";
import type { LockedKeys, WrappedKeys } from "./key-file.ts";
import { newRecoveryKey, readRecoveryKey, recoveryWrappingKey } from "./recovery-key.ts";
import { StoreRefusal, WrongOpener } from "./refusal.ts";
import { KEY_BYTES, seal, unseal } from "./seal.ts";

/** What opens a locked key file: the passphrase, or the recovery key as it was typed. */
export type Opener = string | { readonly recovery: string };

/** An opened lock: the key that wraps the children's keys, and how it stands sealed in the file. */
export interface KeyLock {
  readonly master: Uint8Array;
  readonly passphrase: LockedKeys["passphrase"];
  readonly recovery: LockedKeys["recovery"];
}

// OWASP's Password Storage Cheat Sheet: N = 2^17, r = 8, p = 1 (128 MiB, about half a second, once at start).
const COST = { N: 2 ** 17, r: 8, p: 1 };
/** What was sealed in a file of version 1, to tell a wrong passphrase from a damaged key. */
const CHECK = "antiphon key file";
const BY_PASSPHRASE = "antiphon master key by passphrase";
const BY_RECOVERY = "antiphon master key by recovery key";

function passphraseKey(passphrase: string, cost: WrappedKeys["scrypt"]): Promise<Uint8Array> {
  const { N, r, p } = cost;
  const options = { N, r, p, maxmem: 129 * N * r + 2 ** 20 };
  // NFKC: the same passphrase typed on another keyboard gives the same bytes.
  const typed = passphrase.normalize("NFKC");
  return new Promise((resolve, reject) => {
    scrypt(typed, Buffer.from(cost.salt, "base64"), KEY_BYTES, options, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}

/** A new lock with a new master key: whoever knows an older passphrase or recovery key opens nothing of it. */
export async function newLock(passphrase: string): Promise<{ readonly lock: KeyLock; readonly recoveryKey: string }> {
  if (passphrase === "")
    throw new StoreRefusal("The passphrase is empty. Give at least one character, or none at all.");
  const master = randomBytes(KEY_BYTES);
  const cost = { ...COST, salt: randomBytes(16).toString("base64") };
  const byPassphrase = seal(await passphraseKey(passphrase, cost), BY_PASSPHRASE, master);
  const recoveryKey = newRecoveryKey();
  const salt = randomBytes(16);
  const wrapping = recoveryWrappingKey(readRecoveryKey(recoveryKey) as Uint8Array, salt);
  const byRecovery = seal(wrapping, BY_RECOVERY, master);
  return {
    recoveryKey,
    lock: {
      master,
      passphrase: { scrypt: cost, master: byPassphrase.toString("base64") },
      recovery: { salt: salt.toString("base64"), master: byRecovery.toString("base64") },
    },
  };
}

/** Opens a lock. Throws StoreRefusal, in one sentence, for what does not open it. */
export async function openLock(path: string, file: LockedKeys, opener: Opener): Promise<KeyLock> {
  const { passphrase, recovery } = file;
  const master =
    typeof opener === "string"
      ? masterBy(
          await passphraseKey(opener, passphrase.scrypt),
          BY_PASSPHRASE,
          passphrase.master,
          wrongPassphrase(path),
        )
      : masterByRecovery(path, recovery, opener.recovery);
  return { master, passphrase, recovery };
}

/** The key of a file of version 1, which knows no recovery key. Throws StoreRefusal. */
export async function openOldLock(path: string, file: WrappedKeys, opener: Opener): Promise<Uint8Array> {
  if (typeof opener !== "string") throw wrongRecovery(path);
  const key = await passphraseKey(opener, file.scrypt);
  masterBy(key, CHECK, file.check, wrongPassphrase(path));
  return key;
}

function masterByRecovery(path: string, { salt, master }: KeyLock["recovery"], typed: string): Uint8Array {
  const recovery = readRecoveryKey(typed);
  if (!recovery) throw wrongRecovery(path);
  const key = recoveryWrappingKey(recovery, Buffer.from(salt, "base64"));
  return masterBy(key, BY_RECOVERY, master, wrongRecovery(path));
}

function masterBy(key: Uint8Array, place: string, sealed: string, refusal: StoreRefusal): Uint8Array {
  try {
    return unseal(key, place, Buffer.from(sealed, "base64"));
  } catch {
    throw refusal;
  }
}

function wrongPassphrase(path: string): StoreRefusal {
  return new WrongOpener(
    "passphrase",
    `The passphrase does not open the key file ${basename(path)}. Check it and try again.`,
  );
}

function wrongRecovery(path: string): StoreRefusal {
  return new WrongOpener(
    "recovery key",
    `The recovery key does not open the key file ${basename(path)}. Compare it with the newest sheet and try again.`,
  );
}
