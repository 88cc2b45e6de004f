import { type ChildProcess, fork } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Millis } from "../../src/engine/time/units.ts";
import { type Pulse, watchPulses } from "../../src/hardware/robot/emulator/pulses.ts";
import { CYCLES_IN_MS, Uno } from "../../src/hardware/robot/emulator/uno.ts";
import { SERVO_PINS } from "../../src/hardware/robot/wire.ts";
import { ROBOT_HEX } from "./bench.ts";
import type { Line, ToHost, Told } from "./host-child.ts";

const CHILD = fileURLToPath(new URL("./host-child.ts", import.meta.url));
/** Board and host live through so much time by turns; as coarse as a USB line is. */
const STEP: Millis = 5;

/** A host process. */
export class Host {
  readonly #process: ChildProcess;
  readonly #answers: ((told: Told) => void)[] = [];
  readonly #ended: Promise<void>;
  told: Told = { readiness: "away", line: { link: 0, open: false, sent: 0 }, leftOut: 0 };
  /** Answers so far. */
  answered = 0;

  private constructor(path: string, links: number) {
    this.#process = fork(CHILD, [path, String(links)], { execArgv: ["--import", "tsx"] });
    this.#process.on("message", (told: Told) => {
      this.told = told;
      this.answered += 1;
      this.#answers.shift()?.(told);
    });
    this.#ended = new Promise((resolve) => this.#process.once("exit", () => resolve()));
  }

  /** A host that has taken up its line, the next after so many links, or found that there is none. */
  static async start(path: string, links: number): Promise<Host> {
    const host = new Host(path, links);
    await Promise.race([
      host.#answer(),
      host.#ended.then(() => Promise.reject(new Error("the host process ended before it was ready"))),
    ]);
    return host;
  }

  #answer(): Promise<Told> {
    return new Promise((resolve) => this.#answers.push(resolve));
  }

  /** Says something to the host; resolves with all that it knows afterwards. A frozen host answers when it wakes. */
  say(word: ToHost): Promise<Told> {
    this.#process.send(word);
    return this.#answer();
  }

  freeze(): void {
    this.#process.kill("SIGSTOP");
  }

  thaw(): void {
    this.#process.kill("SIGCONT");
  }

  /** SIGKILL; resolves when it is gone. */
  async kill(): Promise<void> {
    this.#process.kill("SIGKILL");
    await this.#ended;
  }
}

/** The released firmware on an emulated board, and the socket that its cable ends in. */
export class Desk {
  readonly uno: Uno;
  readonly pulses: Pulse[] = [];
  /** Whether opening the line resets the board, as a real one is. */
  resets = true;
  /** The cable lies there and carries nothing. */
  mute = false;
  readonly #folder: string;
  readonly #path: string;
  readonly #server: Server;
  #socket: Socket | undefined;
  #line: Line = { link: 0, open: false, sent: 0 };
  #received = 0;
  #incoming: Buffer[] = [];
  #outgoing: number[] = [];
  #look = () => {};

  private constructor() {
    const hear = watchPulses(SERVO_PINS);
    this.uno = new Uno(ROBOT_HEX, {
      edge: (pin, high, at) => {
        const pulse = hear(pin, high, at);
        if (pulse) this.pulses.push(pulse);
      },
      byte: (byte) => this.#outgoing.push(byte),
    });
    this.#folder = mkdtempSync(join(tmpdir(), "host-"));
    this.#path = join(this.#folder, "line");
    this.#server = createServer((socket) => this.#take(socket));
  }

  static async open(): Promise<Desk> {
    const desk = new Desk();
    await desk.plug();
    return desk;
  }

  get now(): Millis {
    return this.uno.cycles / CYCLES_IN_MS;
  }

  /** A host whose line ends here. */
  host(): Promise<Host> {
    return Host.start(this.#path, this.#line.link);
  }

  plug(): Promise<void> {
    return new Promise((resolve) => this.#server.listen(this.#path, resolve));
  }

  /** Pulls the cable, until it is plugged in again. */
  async unplug(): Promise<void> {
    this.#end();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** The board goes on, and nobody else. What it says waits at the other end of the line. */
  alone(time: Millis): void {
    this.uno.runTo(Math.round(this.now + time) * CYCLES_IN_MS);
    this.#pass();
  }

  /** Board and host go on together. */
  async together(host: Host, time: Millis): Promise<void> {
    for (let passed = 0; passed < time; passed += STEP) {
      const { line } = await host.say({ kind: "run", time: STEP, line: this.#line });
      await this.#arrived(line);
      if (!this.mute) for (const bytes of this.#incoming) this.uno.send(bytes);
      this.#incoming = [];
      this.alone(STEP);
    }
  }

  /** … until the host says that it is so, `most` at the longest. */
  async until(host: Host, so: (told: Told) => boolean, most: Millis): Promise<void> {
    for (let passed = 0; passed < most && !so(host.told); passed += STEP) await this.together(host, STEP);
    if (!so(host.told)) throw new Error(`not so within ${most} ms; the robot is ${host.told.readiness}`);
  }

  /** Asks the host for nothing but an answer. */
  async ping(host: Host): Promise<void> {
    await host.say({ kind: "run", time: 0, line: this.#line });
  }

  /** The host, which was frozen for so long, wakes. */
  async wake(host: Host, slept: Millis): Promise<void> {
    const woken = host.say({ kind: "wake", time: slept, line: this.#line });
    host.thaw();
    const { line } = await woken;
    await this.#arrived(line);
  }

  /** Pulses of a pin that began in these milliseconds: when, and their widths in µs. */
  pulsesOf(pin: number, from: Millis = 0, to: Millis = Number.POSITIVE_INFINITY): { at: Millis; width: number }[] {
    // They stand in the order in which they ended; none is longer than 3 ms.
    const first = this.pulses.findLastIndex(({ at }) => at < (from - 3) * CYCLES_IN_MS) + 1;
    return this.pulses.slice(first).flatMap((pulse) => {
      const at = pulse.at / CYCLES_IN_MS;
      return pulse.pin === pin && at >= from && at < to ? [{ at, width: pulse.width / 16 }] : [];
    });
  }

  async close(): Promise<void> {
    this.#end();
    await new Promise((resolve) => this.#server.close(resolve));
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #take(socket: Socket): void {
    this.#end();
    if (this.resets) this.uno.reset();
    [this.#socket, this.#received, this.#incoming, this.#outgoing] = [socket, 0, [], []];
    this.#line = { link: this.#line.link + 1, open: true, sent: 0 };
    socket.on("error", () => {});
    socket.on("data", (bytes) => {
      if (this.#socket !== socket) return;
      this.#received += bytes.length;
      this.#incoming.push(bytes);
      this.#look();
    });
    this.#look();
  }

  #end(): void {
    this.#socket?.destroy();
    this.#socket = undefined;
    this.#line = { ...this.#line, open: false };
  }

  #pass(): void {
    const bytes = Uint8Array.from(this.#outgoing);
    this.#outgoing = [];
    if (this.mute || !this.#line.open || bytes.length === 0) return;
    this.#line = { ...this.#line, sent: this.#line.sent + bytes.length };
    this.#socket?.write(bytes);
  }

  /** Until all that the host tells of the line has come here. */
  async #arrived(theirs: Line): Promise<void> {
    const so = () =>
      this.#line.link === theirs.link && (!theirs.open || !this.#line.open || this.#received >= theirs.sent);
    while (!so())
      await new Promise<void>((resolve) => {
        this.#look = resolve;
      });
    // A link that the host gave up is over on this side too.
    if (!theirs.open) this.#end();
  }
}
