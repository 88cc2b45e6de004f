import { createHash } from "node:crypto";
import { openLibrary } from "../engine/music/library.ts";
import type { Resources } from "../engine/session/session.ts";
import { deafNetworks } from "../models/deaf-networks.ts";
import { openSegmentNetworks, readSegmentWeights } from "../models/segment-networks.ts";
import { inRoot } from "./folders.ts";
import { loadLibrary } from "./library.ts";
import { baseFiles, type ChosenNetworks } from "./own-networks.ts";

/** What a session needs besides its settings, with what is said of it. */
export interface LoadedResources extends Resources {
  /** A session is replayed to the same commands only with the same resources, so that the digest stands in its log. */
  readonly digest: string;
  /** What is to be said: about a library of the user's own, about networks of the child's own. */
  readonly sentence?: string;
}

/**
 * The networks, the library and a digest of both. Throws Refusal when the corpus cannot be read.
 * @param corpus the corpus file of a library of the user's own
 * @param chosen the networks of the session's child, where it has its own
 */
export function loadResources(corpus?: string, { own, sentence }: ChosenNetworks = {}): LoadedResources {
  const library = loadLibrary(corpus);
  const hash = createHash("sha256").update(JSON.stringify(library.segments));
  for (const file of baseFiles()) hash.update(file);
  for (const network of ["pitch", "trend"] as const) {
    const weights = own?.[network];
    if (weights) hash.update(network).update(new Uint8Array(weights.buffer, weights.byteOffset, weights.byteLength));
  }
  const sentences = [library.sentence, sentence].filter((one) => one !== undefined);
  const weights = readSegmentWeights(inRoot("models"));
  return {
    networks: openSegmentNetworks(weights, own),
    ...(own && { common: openSegmentNetworks(weights) }),
    rules: deafNetworks(library.segments),
    library: openLibrary(library.segments),
    digest: hash.digest("hex").slice(0, 16),
    ...(sentences.length > 0 ? { sentence: sentences.join(" ") } : {}),
  };
}
