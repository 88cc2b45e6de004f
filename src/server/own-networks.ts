import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { type OwnNetworks, OwnNetworksError, readOwnNetworks } from "../models/fine-tuning/own-networks.ts";
import { inRoot } from "./folders.ts";
import { StoreRefusal } from "./store/refusal.ts";
import type { Store } from "./store/store.ts";

/** Whose networks are in use: the child's own, where there are sound ones, and one sentence about that. */
export interface ChosenNetworks {
  readonly own?: OwnNetworks;
  readonly sentence?: string;
}

/** The files of the base networks, in order. */
export function* baseFiles(): Generator<Buffer> {
  for (const network of ["pitch", "trend"]) {
    for (const file of ["model.json", "weights.bin"]) yield readFileSync(inRoot("models", network, file));
  }
}

/** Tells one pair of base networks from another. */
export function digestOfBase(): string {
  const hash = createHash("sha256");
  for (const file of baseFiles()) hash.update(file);
  return hash.digest("hex").slice(0, 16);
}

/**
 * The networks that were fine-tuned to a child, for a session with this child. Where there are none, where they cannot be
 * read, or where they grew out of other base networks, the base is used; the latter two are said in one sentence.
 */
export function chooseNetworks(store: Pick<Store, "networks">, child: string): ChosenNetworks {
  try {
    const bytes = store.networks(child);
    if (!bytes) return {};
    const own = readOwnNetworks(bytes);
    if (own.about.base !== digestOfBase()) {
      return {
        sentence: `The networks of ${child} grew out of others than these, so the common ones are used; tune them anew with "antiphon tune ${child} --consent".`,
      };
    }
    return { own, sentence: `The networks are ${child}'s own, tuned on ${own.about.tunedAt.slice(0, 10)}.` };
  } catch (error) {
    if (error instanceof StoreRefusal) return { sentence: `The common networks are used. ${error.message}` };
    if (!(error instanceof OwnNetworksError)) throw error;
    return {
      sentence: `The common networks are used. ${error.message} Tune them anew with "antiphon tune ${child} --consent".`,
    };
  }
}
