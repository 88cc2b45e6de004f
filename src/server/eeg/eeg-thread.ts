import type { Worker } from "node:worker_threads";
import type { EegCommand } from "../../engine/eeg/command.ts";
import type { EegListener, EegOut } from "../../engine/ports.ts";
import type { EegHealth } from "../../hardware/eeg/eeg-source.ts";
import { startWorker } from "../../runtime/worker.ts";
import type { EegThreadData, FromEeg, ToEeg } from "./eeg-messages.ts";

/** What becomes of the samples that are recorded: parts, and their pieces in order. */
export interface EegKeeper {
  beginPart(form: Uint8Array): void;
  keep(piece: Uint8Array): void;
}

export interface EegThreadParts {
  readonly data: EegThreadData;
  readonly listener: EegListener;
  readonly keeper: EegKeeper;
  /** Starts the thread; ours where it is left out. */
  readonly start?: (data: EegThreadData) => Worker;
}

/** A thread that does not end when it is asked is ended after so long, in milliseconds. */
const PATIENCE = 10_000;

/**
 * The main thread's handle on the thread of the EEG. Nothing here waits for it. One that dies is begun anew once, with all it had been
 * told and the own rest it had found; after that the session goes on without an EEG.
 */
export class EegThread implements EegOut {
  readonly name: string;
  readonly #parts: EegThreadParts;
  #worker: Worker | undefined;
  #begunAnew = false;
  #closed: (() => void) | undefined;
  #closing: Promise<void> | undefined;
  /** The newest command of each lasting kind. */
  readonly #lasting = new Map<EegCommand["kind"], EegCommand>();
  #rest: EegThreadData["rest"];
  #music = false;
  /** How the way from the device is; undefined before anything has come. */
  health: EegHealth | undefined;

  constructor(parts: EegThreadParts) {
    this.#parts = parts;
    this.name = parts.data.section.name;
    this.#rest = parts.data.rest;
    this.#start();
  }

  perform(command: EegCommand): void {
    if (command.kind !== "eegMarker") this.#lasting.set(command.kind, command);
    this.#post({ kind: "perform", command });
  }

  /** Whether music sounds. */
  hear(music: boolean): void {
    if (music === this.#music) return;
    this.#music = music;
    this.#post({ kind: "hear", music });
  }

  /** Resolves when the device is free and all that was recorded has been handed over, or the thread is gone. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    const worker = this.#worker;
    if (!worker) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, PATIENCE);
      this.#closed = () => {
        clearTimeout(timer);
        resolve();
      };
      this.#post({ kind: "close" });
    });
    this.#worker = undefined;
    await worker.terminate();
  }

  #start(): void {
    const data = { ...this.#parts.data, rest: this.#rest };
    const worker = (this.#parts.start ?? startEegWorker)(data);
    this.#worker = worker;
    worker.on("message", (message: FromEeg) => this.#hear(message));
    worker.on("error", (error) => this.#lose(worker, error.message));
    worker.on("exit", () => this.#lose(worker, "its thread ended"));
  }

  #lose(worker: Worker, reason: string): void {
    if (worker !== this.#worker) return;
    this.#worker = undefined;
    this.#closed?.();
    if (this.#closing) return;
    const { listener } = this.#parts;
    const device = this.name;
    if (this.#begunAnew) {
      const text = `${device} has stopped for good (${reason}). The session goes on without it; restart Antiphon after it.`;
      listener.status({ device, status: "failed", text });
      return;
    }
    this.#begunAnew = true;
    listener.status({ device, status: "lost", text: `${device} had an error (${reason}) and begins anew.` });
    this.#start();
    for (const command of this.#lasting.values()) {
      // A block that was cut through takes nothing away from what was known before it.
      this.#post({ kind: "perform", command: command.kind === "eegBlock" ? { ...command, kept: false } : command });
    }
    if (this.#music) this.#post({ kind: "hear", music: true });
  }

  #hear(message: FromEeg): void {
    const { listener, keeper } = this.#parts;
    switch (message.kind) {
      case "reading":
        listener.reading(message.reading);
        return;
      case "status":
        listener.status(message.status);
        return;
      case "health":
        this.health = message.health;
        return;
      case "rest":
        this.#rest = message.rest;
        return;
      case "part":
        keeper.beginPart(message.form);
        return;
      case "piece":
        keeper.keep(message.piece);
        return;
      case "closed":
        this.#closed?.();
    }
  }

  #post(message: ToEeg): void {
    this.#worker?.postMessage(message);
  }
}

function startEegWorker(data: EegThreadData): Worker {
  return startWorker("eeg-worker", import.meta.url, { workerData: data });
}
