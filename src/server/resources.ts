import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseAbc } from "../engine/music/abc.ts";
import type { Melody } from "../engine/music/melody.ts";
import { segmentMelody } from "../engine/music/segment.ts";
import type { Resources } from "../engine/session/session.ts";
import { loadSegmentNetworks } from "../models/segment-networks.ts";
import { inRoot } from "./folders.ts";

/** The tunes of the folder `tunes`, in order of their names. */
export function loadTunes(folder = inRoot("tunes")): Melody[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".abc"))
    .sort()
    .map((file) => parseAbc(readFileSync(join(folder, file), "utf8"), file.slice(0, -".abc".length)).melody);
}

/**
 * The networks and the default library, and a digest of both: a session is replayed to the same commands only with the
 * same resources, so that the digest stands in its log.
 */
export function loadResources(): Resources & { readonly digest: string } {
  const tunes = loadTunes();
  const library = tunes.flatMap((tune) => segmentMelody(tune).segments);
  const hash = createHash("sha256").update(JSON.stringify(library));
  for (const network of ["pitch", "trend"]) {
    hash.update(readFileSync(inRoot("models", network, "model.json")));
    hash.update(readFileSync(inRoot("models", network, "weights.bin")));
  }
  return { networks: loadSegmentNetworks(inRoot("models")), library, digest: hash.digest("hex").slice(0, 16) };
}
