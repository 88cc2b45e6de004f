import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { openLibrary } from "../engine/music/library.ts";
import type { Resources } from "../engine/session/session.ts";
import { loadSegmentNetworks } from "../models/segment-networks.ts";
import { inRoot } from "./folders.ts";
import { loadLibrary } from "./library.ts";

/** What a session needs besides its settings, with what is said of it. */
export interface LoadedResources extends Resources {
  /** A session is replayed to the same commands only with the same resources, so that the digest stands in its log. */
  readonly digest: string;
  /** One sentence about a library of the user's own. */
  readonly sentence?: string;
}

/**
 * The networks, the library and a digest of both. Throws Refusal when the corpus cannot be read.
 * @param corpus the corpus file of a library of the user's own
 */
export function loadResources(corpus?: string): LoadedResources {
  const { segments, ...rest } = loadLibrary(corpus);
  const hash = createHash("sha256").update(JSON.stringify(segments));
  for (const network of ["pitch", "trend"]) {
    hash.update(readFileSync(inRoot("models", network, "model.json")));
    hash.update(readFileSync(inRoot("models", network, "weights.bin")));
  }
  return {
    networks: loadSegmentNetworks(inRoot("models")),
    library: openLibrary(segments),
    digest: hash.digest("hex").slice(0, 16),
    ...rest,
  };
}
