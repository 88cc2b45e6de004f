import { randomBytes } from "node:crypto";
import { basename } from "node:path";
import { childCode, type KeyFile, readKeyFile, tidyKeyFile, writeKeyFile } from "./key-file.ts";
import { type KeyLock, newLock, type Opener, openLock, openOldLock } from "./key-lock.ts";
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

/** The children's data keys, held in memory and written through to the key file. */
export class KeyRing {
  readonly #path: string;
  readonly #keys = new Map<string, ChildKey>();
  #erased: KeyFile["erased"] = [];
  #lock: KeyLock | undefined;

  private constructor(path: string, lock: KeyLock | undefined) {
    this.#path = path;
    this.#lock = lock;
  }

  /**
   * Opens the key file, or makes it when there is none. Throws StoreRefusal on a wrong, missing or unexpected passphrase or
   * recovery key and on a file that cannot be read; such a file is never written to.
   */
  static async open(path: string, opener?: Opener): Promise<KeyRing> {
    tidyKeyFile(path);
    const file = readKeyFile(path);
    if (!file) {
      const ring = new KeyRing(path, undefined);
      await ring.changePassphrase(typeof opener === "string" ? opener : undefined);
      return ring;
    }
    if (file.protection === "none") {
      if (opener !== undefined) {
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
    if (opener === undefined) {
      throw new StoreRefusal(`The key file ${basename(path)} is locked with a passphrase. Start again and give it.`);
    }
    if (file.version === 2) {
      const lock = await openLock(path, file, opener);
      return new KeyRing(path, lock).#take(file, lock.master);
    }
    const key = await openOldLock(path, file, opener);
    const ring = new KeyRing(path, undefined).#take(file, key);
    // A passphrase of old gets its recovery key when it is changed; until then a master key stands where its own key stood.
    if (typeof opener === "string") ring.#lock = (await newLock(opener)).lock;
    return ring;
  }

  /** Whether a passphrase is needed to open it. */
  get locked(): boolean {
    return this.#lock !== undefined;
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

  /**
   * Wraps all keys anew under a passphrase, or under none. The data itself need not be sealed again. Resolves to the recovery key
   * that opens it as well: it is kept nowhere, and the one before opens nothing any more.
   */
  async changePassphrase(passphrase: string): Promise<string>;
  async changePassphrase(passphrase: undefined): Promise<undefined>;
  async changePassphrase(passphrase: string | undefined): Promise<string | undefined>;
  async changePassphrase(passphrase: string | undefined): Promise<string | undefined> {
    const before = this.#lock;
    const made = passphrase === undefined ? undefined : await newLock(passphrase);
    this.#lock = made?.lock;
    try {
      this.#write(this.#keys, this.#erased);
    } catch (error) {
      this.#lock = before;
      throw error;
    }
    return made?.recoveryKey;
  }

  #take({ keys, erased }: Pick<KeyFile & { protection: "passphrase" }, "keys" | "erased">, master: Uint8Array): this {
    this.#erased = erased;
    for (const { id, child, wrapped } of keys) this.#keys.set(child, unwrap(this.#path, master, id, child, wrapped));
    return this;
  }

  #write(keys: ReadonlyMap<string, ChildKey>, erased: KeyFile["erased"]): void {
    const lock = this.#lock;
    const format = "antiphon-keys" as const;
    const contents: KeyFile = lock
      ? {
          format,
          version: 2,
          protection: "passphrase",
          passphrase: lock.passphrase,
          recovery: lock.recovery,
          keys: [...keys.values()].map(({ id, child, secret }) => ({
            id,
            child,
            wrapped: seal(lock.master, wrappingPlace(id, child), secret).toString("base64"),
          })),
          erased,
        }
      : {
          format,
          version: 1,
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

function unwrap(path: string, master: Uint8Array, id: string, child: string, wrapped: string): ChildKey {
  try {
    return { id, child, secret: unseal(master, wrappingPlace(id, child), Buffer.from(wrapped, "base64")) };
  } catch (error) {
    if (!(error instanceof SealBroken)) throw error;
    throw new StoreRefusal(
      `The key of ${child} in the key file ${basename(path)} is damaged. It was left as it is; put a good copy back.`,
    );
  }
}
