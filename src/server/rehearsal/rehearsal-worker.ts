import { parentPort, workerData } from "node:worker_threads";
import type { LogEntry } from "../../engine/record/session-record.ts";
import type { SessionSettings } from "../../engine/session/session.ts";
import type { ChosenNetworks } from "../own-networks.ts";
import { loadResources } from "../resources.ts";
import { type Rehearsed, rehearse } from "./rehearse.ts";

/** What a thread is handed to rehearse with. */
export interface RehearsalOrder {
  readonly settings: SessionSettings;
  readonly lines: readonly string[];
  readonly rehearsed: Rehearsed;
  readonly networks: ChosenNetworks;
  readonly corpus: string | undefined;
}

const { settings, lines, rehearsed, networks, corpus } = workerData as RehearsalOrder;
const entries = lines.map((line) => JSON.parse(line) as LogEntry);
parentPort?.postMessage(rehearse(settings, entries, rehearsed, loadResources(corpus, networks)));
