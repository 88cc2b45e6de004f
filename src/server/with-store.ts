import { dataFolder } from "./folders.ts";
import { openStore, type Store } from "./store/store.ts";

/** The passphrase of the key file, if the user gave one. */
export function givenPassphrase(): string | undefined {
  return process.env.ANTIPHON_PASSPHRASE || undefined;
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
