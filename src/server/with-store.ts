import { dataFolder } from "./folders.ts";
import type { Opener } from "./store/key-lock.ts";
import { openStore, type Store } from "./store/store.ts";

/** What opens the key file, if the user gave it: the passphrase, or the recovery key where that is lost. */
export function givenPassphrase(): Opener | undefined {
  const { ANTIPHON_PASSPHRASE: passphrase, ANTIPHON_RECOVERY_KEY: recovery } = process.env;
  return passphrase || (recovery ? { recovery } : undefined);
}

/** Opens the record for one use and closes it. Rejects with a StoreRefusal where it cannot be opened. */
export async function withStore<T>(use: (store: Store) => T | Promise<T>): Promise<T> {
  const store = await openStore({
    folder: dataFolder(),
    passphrase: givenPassphrase(),
    onTrouble: ({ text }) => process.stderr.write(`${text}\n`),
  });
  try {
    return await use(store);
  } finally {
    await store.close();
  }
}
