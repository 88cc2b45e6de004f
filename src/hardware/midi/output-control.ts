import type { Millis } from "../../engine/time/units.ts";

/** One word each of what the reading thread of the output process tells the sending one. */
const SIGNAL = 0;
const BEAT = 1;
const STOPS = 2;
const STOP_FADE = 3;
const STOP_MARK = 4;
const END = 5;
const ENDED = 6;
const PORT = 7;
const SOUNDING = 8;
const STALE = 9;
const DROPPED = 10;
const WORDS = 11;

/** A STOP: its fade, and the mark in the ring before which commands are void. */
export interface Stop {
  readonly fade: Millis;
  readonly mark: number;
}

/**
 * The few words of shared memory beside the ring. They go past it: a STOP, an end or a heartbeat never waits behind notes.
 * Times are whole milliseconds since `origin`.
 */
export class OutputControl {
  readonly buffer: SharedArrayBuffer;
  readonly origin: Millis;
  readonly #words: Int32Array;
  #stopsSeen = 0;
  #portSeen = 0;

  constructor(origin: Millis, buffer = new SharedArrayBuffer(4 * WORDS)) {
    this.buffer = buffer;
    this.origin = origin;
    this.#words = new Int32Array(buffer);
  }

  // The reading thread:

  /** The engine lives. */
  beat(now: Millis): void {
    Atomics.store(this.#words, BEAT, Math.max(1, Math.round(now - this.origin)));
  }

  stop(stop: Stop): void {
    Atomics.store(this.#words, STOP_FADE, stop.fade);
    Atomics.store(this.#words, STOP_MARK, stop.mark);
    Atomics.add(this.#words, STOPS, 1);
    this.wake();
  }

  /** Something waits in the port channel: see output-worker. */
  portChange(): void {
    Atomics.add(this.#words, PORT, 1);
    this.wake();
  }

  /** Asks for the end of all notes and of the thread; true when it came within `limit`. Blocks. */
  end(limit: Millis): boolean {
    Atomics.store(this.#words, END, 1);
    this.wake();
    return Atomics.wait(this.#words, ENDED, 0, limit) !== "timed-out";
  }

  wake(): void {
    Atomics.add(this.#words, SIGNAL, 1);
    Atomics.notify(this.#words, SIGNAL);
  }

  get figures(): { readonly sounding: number; readonly stale: number; readonly dropped: number } {
    const word = (index: number): number => Atomics.load(this.#words, index);
    return { sounding: word(SOUNDING), stale: word(STALE), dropped: word(DROPPED) };
  }

  // The sending thread:

  get signal(): number {
    return Atomics.load(this.#words, SIGNAL);
  }

  /** Sleeps up to `span`, less when the signal is no longer `signal`. */
  sleep(signal: number, span: Millis): void {
    Atomics.wait(this.#words, SIGNAL, signal, span);
  }

  /** When the engine last gave a sign of life; undefined before the first. */
  get lastBeat(): Millis | undefined {
    const beat = Atomics.load(this.#words, BEAT);
    return beat === 0 ? undefined : this.origin + beat;
  }

  takeStop(): Stop | undefined {
    const stops = Atomics.load(this.#words, STOPS);
    if (stops === this.#stopsSeen) return undefined;
    this.#stopsSeen = stops;
    return { fade: Atomics.load(this.#words, STOP_FADE), mark: Atomics.load(this.#words, STOP_MARK) };
  }

  takePortChange(): boolean {
    const changes = Atomics.load(this.#words, PORT);
    const changed = changes !== this.#portSeen;
    this.#portSeen = changes;
    return changed;
  }

  get endWanted(): boolean {
    return Atomics.load(this.#words, END) === 1;
  }

  tellEnded(): void {
    Atomics.store(this.#words, ENDED, 1);
    Atomics.notify(this.#words, ENDED);
  }

  tell(figures: { readonly sounding: number; readonly stale: number; readonly dropped: number }): void {
    Atomics.store(this.#words, SOUNDING, figures.sounding);
    Atomics.store(this.#words, STALE, figures.stale);
    Atomics.store(this.#words, DROPPED, figures.dropped);
  }
}
