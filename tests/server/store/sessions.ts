import { onTestFinished } from "vitest";
import type { Trouble } from "../../../src/server/store/report.ts";
import { openStore, type Store, type StoreOptions } from "../../../src/server/store/store.ts";

export interface OpenedStore {
  readonly store: Store;
  readonly troubles: Trouble[];
}

/** Opens a store that the test's end closes. */
export async function opened(folder: string, more: Partial<StoreOptions> = {}): Promise<OpenedStore> {
  const troubles: Trouble[] = [];
  const store = await openStore({ folder, floor: 0, onTrouble: (trouble) => troubles.push(trouble), ...more });
  onTestFinished(() => store.close());
  return { store, troubles };
}
