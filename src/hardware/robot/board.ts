import { EventEmitter } from "node:events";
import type { Cancel, Clock } from "../../engine/time/clock.ts";
import type { Millis } from "../../engine/time/units.ts";
import type { BytePort, OpenBytePort } from "../serial/byte-port.ts";
import type { loadFirmata } from "./firmata.ts";
import { Outbox } from "./outbox.ts";
import { type RobotReport, readReport } from "./reports.ts";
import { TOUCH_PIN } from "./wire.ts";

/** What a board tells. After `lost`, which comes once, nothing more. */
export interface BoardListener {
  ready(firmware: { name: string; major: number; version: string }): void;
  report(report: RobotReport): void;
  touched(touched: boolean): void;
  /** The link is gone, could not be made, or the board began anew: why, in words. */
  lost(reason: string): void;
}

/** From opening to being ready; a real board spends two seconds of it in its bootloader. */
const HANDSHAKE: Millis = 6_000;
/** firmata-io asks for the version by itself after this. */
const ASK_VERSION: Millis = 200;
const SAMPLING: Millis = 250;
/** A message that never ends is no message; the longest of Firmata's has some 300 bytes. */
const LONGEST_MESSAGE = 1_024;

/** What firmata-io takes for a serial port. */
class Transport extends EventEmitter {
  readonly #send: (bytes: Uint8Array) => void;
  #run = 0;

  constructor(send: (bytes: Uint8Array) => void) {
    super();
    this.#send = send;
  }

  write(bytes: Uint8Array, done?: () => void): void {
    this.#send(bytes);
    done?.();
  }

  /** Bytes from the board; a run of low bytes without an end is cut, for firmata-io would keep it for ever. */
  hear(bytes: Uint8Array): void {
    const kept = bytes.filter((byte) => {
      this.#run = byte < 0x80 ? this.#run + 1 : 0;
      return this.#run <= LONGEST_MESSAGE;
    });
    this.emit("data", kept);
  }
}

/**
 * One link to one board, from its port to Johnny-Five. It lives once: after `lost` or `close` it is thrown away and a new one
 * is made, because neither firmata-io nor Johnny-Five can take up a port again.
 */
export class Board {
  readonly #clock: Clock;
  readonly #listener: BoardListener;
  readonly #outbox = new Outbox();
  readonly #transport = new Transport((bytes) => this.#write(bytes));
  readonly #port: BytePort;
  readonly #firmata: Awaited<ReturnType<typeof loadFirmata>>;
  readonly #io: InstanceType<Awaited<ReturnType<typeof loadFirmata>>["Firmata"]>;
  readonly #handshake: Cancel;
  #blocked = false;
  #over = false;

  constructor(
    firmata: Awaited<ReturnType<typeof loadFirmata>>,
    open: OpenBytePort,
    clock: Clock,
    listener: BoardListener,
  ) {
    this.#clock = clock;
    this.#listener = listener;
    this.#firmata = firmata;
    this.#handshake = clock.at(clock.now() + HANDSHAKE, () => this.#lose("it does not answer as a robot does"));
    this.#io = new firmata.Firmata(this.#transport, { reportVersionTimeout: ASK_VERSION });
    // An 'error' that nobody hears ends the process: port, io and board each have one.
    this.#io.on("error", (error: Error) => this.#lose(error.message));
    this.#io.once("ready", () => this.#begin());
    firmata.hear(this.#io, (number, payload) => this.#report(number, payload));
    this.#port = open({
      opened: () => this.#transport.emit("open"),
      data: (bytes) => this.#hear(bytes),
      drained: () => this.#drain(),
      closed: (reason) => this.#lose(reason),
    });
  }

  /** Messages that were never sent. */
  get dropped(): number {
    return this.#outbox.dropped;
  }

  /**
   * Sends a message of the robot's own. While the port takes no more, the newest of a `kind` waits, no longer than `until`;
   * "stop" goes before all.
   */
  send(kind: string, message: readonly number[], until?: Millis): void {
    if (this.#over) return;
    if (this.#blocked) this.#outbox.put(kind, message, until);
    else this.#io.sysexCommand(message);
  }

  /** From now on `hear` is told four times a second what an analogue input reads, 0–1023. */
  watch(channel: number, hear: (reading: number) => void): void {
    if (this.#over) return;
    this.#io.setSamplingInterval(SAMPLING);
    this.#io.analogRead(channel, (reading) => this.#over || hear(reading));
  }

  close(): void {
    if (this.#over) return;
    this.#end();
    this.#port.close();
  }

  #begin(): void {
    this.#handshake();
    const { johnnyFive } = this.#firmata;
    const board = new johnnyFive.Board({ io: this.#io, repl: false, debug: false, sigint: false });
    board.on("error", (error: Error) => this.#lose(error.message));
    board.on("ready", () => {
      const button = new johnnyFive.Button({ board, pin: TOUCH_PIN });
      button.on("press", () => this.#over || this.#listener.touched(true));
      button.on("release", () => this.#over || this.#listener.touched(false));
    });
    // A version that nobody asked for: the board began anew.
    this.#io.on("reportversion", () => this.#lose("the board began anew"));
    const { name = "", version } = this.#io.firmware;
    const { major = 0, minor = 0 } = version ?? {};
    this.#listener.ready({ name, major, version: `${major}.${minor}` });
  }

  #report(number: number, payload: readonly number[]): void {
    const report = this.#over ? undefined : readReport(number, payload);
    if (report) this.#listener.report(report);
  }

  #hear(bytes: Uint8Array): void {
    if (this.#over) return;
    try {
      this.#transport.hear(bytes);
    } catch (error) {
      // Damaged bytes can look like an answer with a part missing.
      this.#lose(error instanceof Error ? error.message : String(error));
    }
  }

  #write(bytes: Uint8Array): void {
    if (!this.#over) this.#blocked = !this.#port.write(bytes);
  }

  #drain(): void {
    this.#blocked = false;
    while (!this.#blocked && !this.#over) {
      const next = this.#outbox.take(this.#clock.now());
      if (!next) return;
      this.#io.sysexCommand(next);
    }
  }

  #lose(reason: string): void {
    if (this.#over) return;
    this.#end();
    this.#port?.close();
    this.#listener.lost(reason);
  }

  #end(): void {
    this.#over = true;
    this.#handshake();
    this.#outbox.clear();
    this.#firmata.forget(this.#io);
  }
}
