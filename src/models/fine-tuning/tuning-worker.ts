import { parentPort, workerData } from "node:worker_threads";
import { openLibrary } from "../../engine/music/library.ts";
import { segmentMelody } from "../../engine/music/segment.ts";
import { chooseBackend } from "../backend.ts";
import { openSegmentNetworks, readSegmentWeights } from "../segment-networks.ts";
import { phrasesOf } from "./child-phrases.ts";
import { tuneNetworks } from "./tune-networks.ts";
import { TuningRefusal } from "./tuning.ts";
import type { TuningMessage, TuningOrder } from "./tuning-message.ts";

/** A thread that fine-tunes the networks to one child, so that the main thread is never held up. Writes nothing anywhere. */

const port = parentPort;
if (!port) throw new Error("tuning-worker runs as a worker thread only");
const say = (message: TuningMessage): void => port.postMessage(message);

const { models, sessions, tunes, seconds } = workerData as TuningOrder;

async function work(): Promise<void> {
  const base = readSegmentWeights(models);
  const library = openLibrary(tunes.flatMap((tune) => segmentMelody(tune).segments));
  const resources = { networks: openSegmentNetworks(base), library };
  const played = sessions.flatMap((session) => phrasesOf(session, resources) ?? []);
  // The native backend may live in one thread alone; a child's playing is little, and WebAssembly is enough for it.
  const backend = await chooseBackend(["wasm", "cpu"]);
  const began = performance.now();
  // The pitch network comes first and leaves the other one half of the time.
  const most = { pitch: 500 * seconds, trend: 1_000 * seconds };
  const tuning = tuneNetworks(
    { base, sessions: played, tunes },
    {
      report: (network, { epoch, validation: bits, best }) =>
        say({ kind: "progress", network, backend, epoch, bits, best }),
      enough: (network) => performance.now() - began > most[network],
    },
  );
  say({ kind: "tuned", tuning });
}

work().catch((error: unknown) => {
  if (!(error instanceof TuningRefusal)) throw error;
  say({ kind: "refused", reason: error.message });
});
