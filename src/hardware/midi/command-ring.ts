import type { Millis } from "../../engine/time/units.ts";

/** A command as numbers, so that it can pass through shared memory. What a kind has no use for is 0. */
export interface PackedCommand {
  readonly kind: "noteOn" | "noteOff" | "release" | "level" | "program";
  readonly at: Millis;
  readonly player: number;
  readonly voice: number;
  readonly pitch: number;
  /** Velocity of a note-on, decibels that a player is turned to, or a program. */
  readonly level: number;
  /** Length of a release's fade, or of the way to a level or a program. */
  readonly over: Millis;
}

const KINDS = ["noteOn", "noteOff", "release", "level", "program"] as const;
const WIDTH = 7;
const HEAD = 0;
const TAIL = 1;

/**
 * A ring of commands in shared memory with one writer (the thread that reads the pipe) and one reader (the thread that
 * sends). Neither ever waits for the other.
 */
export class CommandRing {
  readonly buffer: SharedArrayBuffer;
  readonly #places: Int32Array;
  readonly #records: Float64Array;
  readonly #capacity: number;

  constructor(buffer = new SharedArrayBuffer(8 + 4096 * WIDTH * 8)) {
    this.buffer = buffer;
    this.#places = new Int32Array(buffer, 0, 2);
    this.#records = new Float64Array(buffer, 8);
    this.#capacity = Math.floor(this.#records.length / WIDTH);
  }

  /** How many commands were ever put in: a mark up to which {@link skip} can drop. */
  get mark(): number {
    return Atomics.load(this.#places, TAIL);
  }

  /** False when the ring is full. */
  put(command: PackedCommand): boolean {
    const tail = Atomics.load(this.#places, TAIL);
    if (((tail - Atomics.load(this.#places, HEAD)) | 0) >= this.#capacity) return false;
    const start = ((tail >>> 0) % this.#capacity) * WIDTH;
    const records = this.#records;
    records[start] = KINDS.indexOf(command.kind);
    records[start + 1] = command.at;
    records[start + 2] = command.player;
    records[start + 3] = command.voice;
    records[start + 4] = command.pitch;
    records[start + 5] = command.level;
    records[start + 6] = command.over;
    Atomics.store(this.#places, TAIL, (tail + 1) | 0);
    return true;
  }

  take(): PackedCommand | undefined {
    const head = Atomics.load(this.#places, HEAD);
    if (head === Atomics.load(this.#places, TAIL)) return undefined;
    const start = ((head >>> 0) % this.#capacity) * WIDTH;
    const record = this.#records.subarray(start, start + WIDTH);
    const [kind = 0, at = 0, player = 0, voice = 0, pitch = 0, level = 0, over = 0] = record;
    Atomics.store(this.#places, HEAD, (head + 1) | 0);
    return { kind: KINDS[kind] ?? "noteOff", at, player, voice, pitch, level, over };
  }

  /** Drops what was put in before `mark`, all but levels and programs: how a player sounds outlasts a STOP. */
  skip(mark: number): PackedCommand[] {
    const kept: PackedCommand[] = [];
    while (((mark - Atomics.load(this.#places, HEAD)) | 0) > 0) {
      const command = this.take();
      if (command?.kind === "level" || command?.kind === "program") kept.push(command);
    }
    return kept;
  }
}
