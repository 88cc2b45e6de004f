import { randomBytes, scrypt } from "node:crypto";
import { basename } from "node:path";
import { childCode, type KeyFile, readKeyFile, tidyKeyFile, type WrappedKeys, writeKeyFile } from "./key-file.ts";
import { StoreRefusal } from "./refusal.ts";
import { KEY_BYTES, SealBroken, seal, unseal } from "./seal.ts";

/** One child's data key. `id` names the key, not the child: a child erased and seen again gets a new one. */
export interface ChildKey {
  readonly id: string;
  readonly child: string;
  readonly secret: Uint8Array;
}

/** Why no key is there: destroyed on purpose, or never seen in this file. */
export type KeyState = ChildKey | "erased" | "unknown";

interface Wrapping {
  readonly scrypt: WrappedKeys["scrypt"];
  readonly key: Uint8Array;
}

// OWASP's Password Storage Cheat Sheet: N = 2^17, r = 8, p = 1 (128 MiB, about half a second, once at start).
const COST = { N: 2 ** 17, r: 8, p: 1 };
const CHECK = "antiphon key file";

function wrappingKey(passphrase: string, cost: WrappedKeys["scrypt"]): Promise<Uint8Array> {
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

async function wrapFor(passphrase: string): Promise<Wrapping> {
  if (passphrase === "")
    throw new StoreRefusal("The passphrase is empty. Give at least one character, or none at all.");
  const cost = { ...COST, salt: randomBytes(16).toString("base64") };
  return { scrypt: cost, key: await wrappingKey(passphrase, cost) };
}

async function unlock(path: string, file: WrappedKeys, passphrase: string): Promise<Wrapping> {
  const key = await wrappingKey(passphrase, file.scrypt);
  try {
    unseal(key, CHECK, Buffer.from(file.check, "base64"));
  } catch {
    throw new StoreRefusal(`The passphrase does not open the key file ${basename(path)}. Check it and try again.`);
  }
  return { scrypt: file.scrypt, key };
}

/** The children's data keys, held in memory and written through to the key file. */
export class KeyRing {
  readonly #path: string;
  readonly #keys = new Map<string, ChildKey>();
  #erased: KeyFile["erased"] = [];
  #wrapping: Wrapping | undefined;

  private constructor(path: string, wrapping: Wrapping | undefined) {
    this.#path = path;
    this.#wrapping = wrapping;
  }

  /**
   * Opens the key file, or makes it when there is none. Throws StoreRefusal on a wrong, missing or unexpected passphrase
   * and on a file that cannot be read; such a file is never written to.
   */
  static async open(path: string, passphrase?: string): Promise<KeyRing> {
    tidyKeyFile(path);
    const file = readKeyFile(path);
    if (!file) {
      const ring = new KeyRing(path, passphrase === undefined ? undefined : await wrapFor(passphrase));
      ring.#write(ring.#keys, []);
      return ring;
    }
    if (file.protection === "none") {
      if (passphrase !== undefined) {
        throw new StoreRefusal(
          `A passphrase was given, but the key file ${basename(path)} has none yet. Start without it, then set one.`,
        );
      }
      const ring = new KeyRing(path, undefined);
      ring.#erased = file.erased;
      for (const { id, child, key } of file.keys) {
        ring.#keys.set(child, { id, child, secret: Buffer.from(key, "base64") });
      }
      return ring;
    }
    if (passphrase === undefined) {
      throw new StoreRefusal(`The key file ${basename(path)} is locked with a passphrase. Start again and give it.`);
    }
    const wrapping = await unlock(path, file, passphrase);
    const ring = new KeyRing(path, wrapping);
    ring.#erased = file.erased;
    for (const { id, child, wrapped } of file.keys) ring.#keys.set(child, unwrap(path, wrapping, id, child, wrapped));
    return ring;
  }

  /** The child's key; made and written to disk first when the child is new. */
  key(child: string): ChildKey {
    const known = this.#keys.get(child);
    if (known) return known;
    const code = childCode.safeParse(child);
    if (!code.success) throw new StoreRefusal(`"${child}" is no code for a child: ${code.error.issues[0]?.message}.`);
    const fresh = { id: randomBytes(8).toString("hex"), child, secret: randomBytes(KEY_BYTES) };
    const keys = new Map(this.#keys).set(child, fresh);
    this.#write(keys, this.#erased);
    this.#keys.set(child, fresh);
    return fresh;
  }

  /** The key with this id, or why it is not there. */
  find(id: string): KeyState {
    for (const key of this.#keys.values()) if (key.id === id) return key;
    return this.#erased.some((gone) => gone.id === id) ? "erased" : "unknown";
  }

  /** Id of the child's key, if it has one; makes none. */
  idOf(child: string): string | undefined {
    return this.#keys.get(child)?.id;
  }

  /** Ids of all keys that were destroyed. */
  get erased(): readonly string[] {
    return this.#erased.map(({ id }) => id);
  }

  /** Destroys the child's key on disk and in memory; what was sealed under it stays sealed for ever. */
  destroy(child: string): void {
    const key = this.#keys.get(child);
    if (!key) return;
    const keys = new Map(this.#keys);
    keys.delete(child);
    const erased = [...this.#erased, { id: key.id, child, at: new Date().toISOString() }];
    this.#write(keys, erased);
    this.#keys.delete(child);
    this.#erased = erased;
    key.secret.fill(0);
  }

  /** Wraps all keys under a new passphrase, or under none. The data itself need not be sealed again. */
  async changePassphrase(passphrase: string | undefined): Promise<void> {
    const before = this.#wrapping;
    const next = passphrase === undefined ? undefined : await wrapFor(passphrase);
    this.#wrapping = next;
    try {
      this.#write(this.#keys, this.#erased);
    } catch (error) {
      this.#wrapping = before;
      throw error;
    }
  }

  #write(keys: ReadonlyMap<string, ChildKey>, erased: KeyFile["erased"]): void {
    const wrapping = this.#wrapping;
    const head = { format: "antiphon-keys", version: 1 } as const;
    const contents: KeyFile = wrapping
      ? {
          ...head,
          protection: "passphrase",
          scrypt: wrapping.scrypt,
          check: seal(wrapping.key, CHECK, CHECK).toString("base64"),
          keys: [...keys.values()].map(({ id, child, secret }) => ({
            id,
            child,
            wrapped: seal(wrapping.key, wrappingPlace(id, child), secret).toString("base64"),
          })),
          erased,
        }
      : {
          ...head,
          protection: "none",
          keys: [...keys.values()].map(({ id, child, secret }) => ({
            id,
            child,
            key: Buffer.from(secret).toString("base64"),
          })),
          erased,
        };
    try {
      writeKeyFile(this.#path, contents);
    } catch (error) {
      throw new StoreRefusal(
        `The key file ${this.#path} cannot be written (${(error as Error).message}). Check the disk and its rights.`,
      );
    }
  }
}

function wrappingPlace(id: string, child: string): string {
  return `antiphon key ${id} of ${child}`;
}

function unwrap(path: string, wrapping: Wrapping, id: string, child: string, wrapped: string): ChildKey {
  try {
    return { id, child, secret: unseal(wrapping.key, wrappingPlace(id, child), Buffer.from(wrapped, "base64")) };
  } catch (error) {
    if (!(error instanceof SealBroken)) throw error;
    throw new StoreRefusal(
      `The key of ${child} in the key file ${basename(path)} is damaged. It was left as it is; put a good copy back.`,
    );
  }
}
