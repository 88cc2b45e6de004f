import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { SessionSettings } from "../engine/session/session.ts";
import { dataFolder } from "./folders.ts";
import { chooseNetworks } from "./own-networks.ts";
import { RECORDED } from "./recorded-settings.ts";
import type { RecordedSettings } from "./recorder.ts";
import { Refusal } from "./refusal.ts";
import { type LoadedResources, loadResources } from "./resources.ts";
import { type SessionHeader, sessionHeader } from "./store/record.ts";
import { withStore } from "./with-store.ts";

/** A recorded session, ready to be folded again. */
export interface RecordedLog {
  readonly settings: SessionSettings;
  readonly lines: readonly string[];
  readonly resources: LoadedResources;
  /** Whether the networks and tunes are those of the recording. */
  readonly isSame: boolean;
}

function readLogFile(file: string): { header: SessionHeader; lines: readonly string[] } {
  const [first = "", ...lines] = readFileSync(file, "utf8").trimEnd().split("\n");
  try {
    return { header: sessionHeader.parse(JSON.parse(first)), lines };
  } catch {
    throw new Refusal(`${file}, line 1, is not the header of a session's log. Write one with "antiphon export".`);
  }
}

function readStored(id: string): Promise<{ header: SessionHeader; lines: readonly string[] }> {
  return withStore((store) => {
    const { header, lines } = store.read(id);
    return { header, lines: [...lines] };
  });
}

/** The resources that a session was recorded with, as far as they are still there: the common networks, or the child's own. */
async function resourcesOf(child: string, digest: string, corpus: string | undefined): Promise<LoadedResources> {
  const common = loadResources(corpus);
  if (common.digest === digest || !existsSync(join(dataFolder(), "antiphon.db"))) return common;
  const own = await withStore((store) => loadResources(corpus, chooseNetworks(store, child)));
  return own.digest === digest ? own : common;
}

/**
 * Reads a log file, or the session of an id, with what it was played with. `corpus`: where the session's corpus file lies now, when
 * it has been moved. Throws Refusal.
 */
export async function readRecordedLog(log: string, corpus?: string): Promise<RecordedLog> {
  const { header, lines } = existsSync(log) ? readLogFile(log) : await readStored(log);
  const recorded = RECORDED.safeParse(header.settings);
  if (!recorded.success) throw new Refusal(`${log}: its settings are not those of a session of this version.`);
  const { settings, resources: digest, corpus: recordedCorpus } = recorded.data satisfies RecordedSettings;
  const library = corpus ?? recordedCorpus;
  if (library !== undefined && !existsSync(library)) {
    throw new Refusal(
      `${log} was played with the corpus ${library}, which is not there. Say where it lies with --corpus.`,
    );
  }
  const resources = await resourcesOf(header.child, digest, library);
  return { settings, lines, resources, isSame: digest === resources.digest };
}

/** The sentence for a line that could not be folded. */
export function notAnEvent(log: string, error: unknown): Refusal {
  return new Refusal(`${log} holds a line that is no event: ${(error as Error).message}. Export the session again.`);
}
