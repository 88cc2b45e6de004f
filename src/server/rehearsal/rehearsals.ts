import type { Worker } from "node:worker_threads";
import type { Steering } from "../../engine/partner/steering.ts";
import { startWorker } from "../../runtime/worker.ts";
import { chooseNetworks } from "../own-networks.ts";
import { RECORDED } from "../recorded-settings.ts";
import type { Store } from "../store/store.ts";
import type { RehearsableSession, Rehearsal } from "./rehearsal-picture.ts";
import type { RehearsalOrder } from "./rehearsal-worker.ts";
import { rehearsedOf } from "./rehearse.ts";

const MINUTE = 60_000;
/** The newest so many are offered. */
const MOST = 20;

/** Lets the partner as it is set now play with a recorded session of the room's child, in a thread of its own. Nothing sounds. */
export class Rehearsals {
  readonly #store: Pick<Store, "sessions" | "read" | "networks">;
  readonly #child: string;
  #worker: Worker | undefined;

  constructor(store: Pick<Store, "sessions" | "read" | "networks">, child: string) {
    this.#store = store;
    this.#child = child;
  }

  /** The child's recorded sessions, the newest first. */
  sessions(): RehearsableSession[] {
    return this.#store
      .sessions()
      .filter(
        ({ child, state, lastSeq }) => child === this.#child && state !== "erased" && state !== "open" && lastSeq > 0,
      )
      .slice(0, MOST)
      .map(({ id, startedAt, lastAt }) => ({
        id,
        startedAt,
        minutes: Math.max(0, Date.parse(lastAt ?? startedAt) - Date.parse(startedAt)) / MINUTE,
      }));
  }

  /** Rejects with RangeError, or StoreRefusal where the session cannot be read. One at a time. */
  async rehearse(id: string, steering: Steering): Promise<Rehearsal> {
    if (this.#worker) throw new RangeError("another session is being tried");
    if (!this.sessions().some((session) => session.id === id))
      throw new RangeError("there is no such session of this child");
    const { header, lines } = this.#store.read(id);
    const recorded = RECORDED.safeParse(header.settings);
    if (!recorded.success) throw new RangeError("the session was recorded by another version of Antiphon");
    const { settings, corpus } = recorded.data;
    const networks = chooseNetworks(this.#store, this.#child);
    const order: RehearsalOrder = { settings, lines: [...lines], rehearsed: rehearsedOf(steering), networks, corpus };
    const worker = startWorker("rehearsal-worker", import.meta.url, { workerData: order });
    this.#worker = worker;
    try {
      return await new Promise<Rehearsal>((resolve, reject) => {
        worker.once("message", resolve);
        worker.once("error", (error) =>
          reject(new RangeError(`the session could not be played again (${error.message})`)),
        );
        worker.once("exit", () => reject(new RangeError("it was broken off")));
      });
    } finally {
      this.#worker = undefined;
      await worker.terminate();
    }
  }

  /** Ends what is under way. */
  async close(): Promise<void> {
    await this.#worker?.terminate();
  }
}
