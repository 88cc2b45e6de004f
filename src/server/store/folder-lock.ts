import { chmodSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "@photostructure/sqlite";
import { SQLITE_BUSY, sqliteCode } from "./database.ts";
import { StoreRefusal } from "./refusal.ts";

/**
 * Holds a data folder for one engine: an exclusive transaction on a small database of its own. The operating system drops
 * the lock when the process dies, however it dies, so nothing stale can stay behind. (POSIX drops it too when the process
 * itself opens and closes that file by other means: never read antiphon.lock with node:fs from inside the engine.)
 */
export class FolderLock {
  readonly #database: InstanceType<typeof DatabaseSync>;

  private constructor(database: InstanceType<typeof DatabaseSync>) {
    this.#database = database;
  }

  /** Makes the folder (mode 0700) when it is absent, and takes it. Throws StoreRefusal when another engine holds it. */
  static take(folder: string): FolderLock {
    let database: InstanceType<typeof DatabaseSync> | undefined;
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const path = join(folder, "antiphon.lock");
      database = new DatabaseSync(path, { timeout: 0 });
      // Nothing is ever written, so no journal need stand beside it.
      database.exec("PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE");
      chmodSync(path, 0o600);
      return new FolderLock(database);
    } catch (error) {
      database?.close();
      if (sqliteCode(error) === SQLITE_BUSY) {
        throw new StoreRefusal(
          `Another Antiphon is already using the data folder ${folder}. Close it first, or start with another folder.`,
        );
      }
      throw new StoreRefusal(
        `The data folder ${folder} cannot be used (${(error as Error).message}). Check that it exists and its rights.`,
      );
    }
  }

  release(): void {
    this.#database.close();
  }
}
