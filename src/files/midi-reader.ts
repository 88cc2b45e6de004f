import type { Worker } from "node:worker_threads";
import type { Millis } from "../engine/time/units.ts";
import { startWorker } from "../runtime/worker.ts";
import { readGuarded } from "./guarded-file.ts";
import type { MidiAnswer, MidiQuestion } from "./midi-reading-worker.ts";
import { MidiRefusal, type RefusalKind } from "./midi-refusal.ts";
import type { MidiScore } from "./midi-score.ts";

/** How long the reading itself may take. A dense file of 1 MiB takes a few hundredths of a second. */
const TIME_LIMIT: Millis = 1_000;
/** How long the worker may take to come up; under tsx on a busy machine that is seconds. */
const START_LIMIT: Millis = 20_000;

/**
 * Reads MIDI files from disk, one after the other, in one worker thread. A file that takes longer than `limit`, or that
 * breaks the worker, costs that worker; the next file gets a new one. So no file can stop the music or the files after it.
 */
export class MidiReader {
  readonly #limit: Millis;
  #worker: Worker | undefined;

  constructor(limit: Millis = TIME_LIMIT) {
    this.#limit = limit;
  }

  /**
   * Reads one file; the one before must have been answered.
   * @throws MidiRefusal with one sentence: missing file, folder, no permission, too large, too slow, not readable
   */
  async read(path: string): Promise<MidiScore> {
    const bytes = await readGuarded(path);
    const worker = this.#worker ?? (await this.#start(path));
    const slow = `reading took longer than ${this.#limit / 1000} s and was ended. Export the file again, or choose another.`;
    const answer = await this.#answer(worker, path, this.#limit, slow, { bytes, name: path });
    if (answer.kind === "score") return answer.score;
    if (answer.kind === "refused") throw new MidiRefusal(answer.why, path, answer.reason, answer.byte);
    throw new Error("the file reader answered out of turn");
  }

  /** Ends the worker. A file read afterwards starts a new one. */
  async close(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
  }

  async #start(path: string): Promise<Worker> {
    const worker = startWorker("midi-reading-worker", import.meta.url, {
      resourceLimits: { maxOldGenerationSizeMb: 256 },
    });
    this.#worker = worker;
    // Between two files nobody waits for an answer: then a worker that breaks is only taken away.
    worker.on("error", () => this.#forget(worker));
    worker.on("exit", () => this.#forget(worker));
    await this.#answer(worker, path, START_LIMIT, "the file reader did not start. Close other programs and try again.");
    return worker;
  }

  #forget(worker: Worker): void {
    if (this.#worker === worker) this.#worker = undefined;
  }

  /** The worker's next message, to `question` where there is one. Without an answer in time the worker is ended. */
  async #answer(
    worker: Worker,
    path: string,
    limit: Millis,
    tooSlow: string,
    question?: MidiQuestion,
  ): Promise<MidiAnswer> {
    const settled = new AbortController();
    try {
      return await new Promise<MidiAnswer>((resolve, reject) => {
        const refuse = (kind: RefusalKind, reason: string) => reject(new MidiRefusal(kind, path, reason));
        const timer = setTimeout(() => refuse("too slow", tooSlow), limit);
        const failed = ({ message }: Error) =>
          refuse("damaged", `the file reader failed (${message.split("\n")[0]}). Please report this file.`);
        const ended = () => refuse("damaged", "the file reader ended without an answer. Please report this file.");
        worker.once("message", resolve).once("error", failed).once("exit", ended);
        settled.signal.addEventListener("abort", () => {
          clearTimeout(timer);
          worker.off("message", resolve).off("error", failed).off("exit", ended);
        });
        if (question) worker.postMessage(question);
      });
    } catch (error) {
      await this.close();
      throw error;
    } finally {
      settled.abort();
    }
  }
}
