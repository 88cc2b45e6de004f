import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { replay as fold } from "../../engine/run/replay.ts";
import type { SessionSettings } from "../../engine/session/session.ts";
import { systemClock } from "../../hardware/system-clock.ts";
import { dataFolder } from "../folders.ts";
import { chooseNetworks } from "../own-networks.ts";
import { RECORDED } from "../recorded-settings.ts";
import type { RecordedSettings } from "../recorder.ts";
import { Refusal } from "../refusal.ts";
import { type LoadedResources, loadResources } from "../resources.ts";
import { type SessionHeader, sessionHeader } from "../store/record.ts";
import { withStore } from "../with-store.ts";

interface Log {
  readonly header: SessionHeader;
  readonly lines: readonly string[];
}

function readLogFile(file: string): Log {
  const [first = "", ...lines] = readFileSync(file, "utf8").trimEnd().split("\n");
  try {
    return { header: sessionHeader.parse(JSON.parse(first)), lines };
  } catch {
    throw new Refusal(`${file}, line 1, is not the header of a session's log. Write one with "antiphon export".`);
  }
}

function readStored(id: string): Promise<Log> {
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
 * `antiphon replay LOG`: folds a recorded session (a log file, or a session's id) again and compares the commands.
 * @param corpus where the session's corpus file lies now, when it has been moved
 */
export async function replay(log: string, corpus?: string): Promise<void> {
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
  if (digest !== resources.digest) {
    process.stdout.write(
      "The networks or tunes are not those of the recording (a child's own change when they are tuned or reset), so its commands may differ.\n",
    );
  }
  const began = systemClock.now();
  let result: ReturnType<typeof fold>;
  try {
    result = fold(settings satisfies SessionSettings, lines, resources);
  } catch (error) {
    throw new Refusal(`${log} holds a line that is no event: ${(error as Error).message}. Export the session again.`);
  }
  const took = systemClock.now() - began;
  const last = lines.at(-1);
  const span = last ? (JSON.parse(last) as { event: { at: number } }).event.at : 0;
  const minutes = (span / 60_000).toFixed(1);
  const speed = Math.round(span / Math.max(1, took));
  process.stdout.write(
    `${result.events} events, ${result.commands} commands, ${minutes} min in ${took.toFixed(0)} ms (${speed} times real time).\n`,
  );
  if (result.difference) {
    const { line, recorded: was, replayed } = result.difference;
    throw new Refusal(`The commands differ from line ${line} on.\n  recorded: ${was}\n  replayed: ${replayed}`);
  }
  process.stdout.write("The commands are the same, byte for byte.\n");
}
