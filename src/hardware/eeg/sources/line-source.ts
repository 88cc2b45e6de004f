import type { Cancel, Clock } from "../../../engine/time/clock.ts";
import type { Millis } from "../../../engine/time/units.ts";
import type { BytePort, OpenBytePort } from "../../serial/byte-port.ts";
import type { EegHealth, EegSource, EegSourceListener } from "../eeg-source.ts";
import { HandOver } from "./hand-over.ts";
import type { LineDevice, Opening, OpeningTurn, StreamBegun } from "./line-device.ts";
import { LOOK, Silence } from "./silence.ts";

/** A port that is not there is looked for so often. */
const RETRY: Millis = 200;
/** After a port was opened anew, a device that streams on is heard within this. */
const RESUMING: Millis = 200;
/** Bytes that come for so long without a sample are another device's, or of another speed. */
const UNREAD: Millis = 1000;
/** A silent port that is still there is closed after so long: bytes that wait behind it would be lost. */
const CLOSING: Millis = 1500;
/** A port that takes so long to open will not. */
const STUCK: Millis = 5000;
/** What was said last must reach the device before the port is closed. */
const GOODBYE: Millis = 50;
/** Bursts longer than this are not the device's own. */
const LONG_BURST: Millis = 100;

/** A source on a line of bytes, whatever carries them. */
export interface LineSettings {
  readonly name: string;
  readonly device: LineDevice;
  readonly line: OpenBytePort;
  /** What an emulated device does when music sounds. */
  readonly hear?: (music: boolean) => void;
}

/**
 * Opens a device on a line of bytes, and opens it again whenever it was lost. The port's own word is not waited for: it may say
 * nothing, for good. A device that is silent for longer than it ever is counts as away, and its port is closed and opened anew: at
 * once where it is another by now, else after a while.
 */
export function openLineSource(settings: LineSettings, clock: Clock, listener: EegSourceListener): EegSource {
  const source = new LineSource(settings, clock, listener);
  return {
    name: settings.name,
    times: source.handOver.times,
    health: () => source.health(),
    measureImpedance: (on) => source.measureImpedance(on),
    hear: settings.hear ?? (() => {}),
    close: () => source.close(),
  };
}

type Phase =
  | { readonly kind: "waiting"; readonly until: Millis }
  | { readonly kind: "opening"; readonly since: Millis }
  | { readonly kind: "resuming"; readonly since: Millis; readonly begun: StreamBegun }
  | { readonly kind: "talking"; readonly opening: Opening }
  | { readonly kind: "streaming"; readonly begun: StreamBegun; readonly sampled: boolean }
  | { readonly kind: "closed" };

class LineSource {
  readonly handOver: HandOver;
  readonly #settings: LineSettings;
  readonly #clock: Clock;
  readonly #silence: Silence;
  #phase: Phase = { kind: "waiting", until: 0 };
  #port: BytePort | undefined;
  /** What streamed last: after a short silence it may go on. */
  #last: StreamBegun | undefined;
  /** Whether it counts as away for its silence alone, on a port that is still open. */
  #missed = false;
  #impedance = false;
  #bytesDropped = 0;
  /** When a sample came last, or the stream began; and whether bytes came since. */
  #sampledAt: Millis = 0;
  #cancel: Cancel = () => {};

  constructor(settings: LineSettings, clock: Clock, listener: EegSourceListener) {
    this.#settings = settings;
    this.#clock = clock;
    this.#silence = new Silence(clock.now(), settings.device.patience);
    this.handOver = new HandOver(settings.name, clock, listener);
    this.#cancel = clock.at(clock.now(), () => this.#look());
  }

  health(): EegHealth {
    const { burst } = this.#silence;
    const dropped = this.#bytesDropped + (this.#last?.stream.bytes.dropped ?? 0);
    const advice =
      burst > LONG_BURST
        ? `Samples come in bursts of ${Math.round(burst)} ms: ${this.#settings.device.burstAdvice}.`
        : undefined;
    return { ...this.handOver.health(), bytesDropped: dropped, burst, advice };
  }

  measureImpedance(on: boolean): void {
    const { device, name } = this.#settings;
    if (device.changeImpedance === undefined) {
      if (on) this.handOver.tell("ready", `${name}: a ${device.kind} cannot measure impedances.`);
      return;
    }
    if (on === this.#impedance) return;
    this.#impedance = on;
    if (this.#phase.kind === "streaming") this.#talk(device.changeImpedance(on));
    // A conversation under way began with the other wish.
    else if (this.#phase.kind === "talking" || this.#phase.kind === "resuming") this.#talk(device.begin(on));
    else this.#leaveStream();
  }

  async close(): Promise<void> {
    if (this.#phase.kind === "closed") return;
    const { device, name } = this.#settings;
    const port = this.#phase.kind === "waiting" ? undefined : this.#port;
    if (this.#phase.kind === "streaming") this.#finish(this.#phase.begun);
    this.#phase = { kind: "closed" };
    this.#cancel();
    this.#port = undefined;
    if (port && device.goodbye.length > 0) {
      port.write(bytesOf(device.goodbye));
      await new Promise<void>((resolve) => this.#clock.at(this.#clock.now() + GOODBYE, () => resolve()));
    }
    port?.close();
    this.handOver.become("away");
    this.handOver.tell("closed", `${name} is closed.`);
  }

  /** Everything that time decides. */
  #look(): void {
    const now = this.#clock.now();
    this.#cancel = this.#clock.at(now + LOOK, () => this.#look());
    const silent = this.#silence.look(now);
    const { device } = this.#settings;
    const phase = this.#phase;
    switch (phase.kind) {
      case "waiting":
        if (now >= phase.until) this.#open(now);
        break;
      case "opening":
        if (now - phase.since > STUCK) this.#lose("the port does not open", RETRY);
        break;
      case "resuming":
        if (silent >= RESUMING || now - phase.since > UNREAD) this.#talk(device.begin(this.#impedance));
        break;
      case "talking":
        this.#turn(phase.opening.turn(now));
        break;
      case "streaming":
        if (silent >= this.#silence.limit && phase.sampled) this.#miss(phase.begun, silent);
        else if (silent >= this.#silence.limit)
          this.#lose(`the ${device.kind} sends nothing: is it switched on`, RETRY);
        else if (silent < LOOK * 2 && now - this.#sampledAt > UNREAD) this.#lose(device.unread, RETRY, "failed");
        break;
      case "closed":
        break;
    }
  }

  #open(now: Millis): void {
    this.#phase = { kind: "opening", since: now };
    // Only the newest port is listened to.
    let mine: BytePort | undefined;
    const isMine = () => mine !== undefined && mine === this.#port;
    mine = this.#settings.line({
      opened: () => isMine() && this.#opened(),
      data: (bytes) => isMine() && this.#take(bytes),
      drained: () => {},
      closed: (reason) => isMine() && this.#lose(reason, RETRY),
    });
    this.#port = mine;
  }

  #opened(): void {
    const now = this.#clock.now();
    this.#silence.forget(now);
    const { device } = this.#settings;
    if (this.#last && device.keepsCounting) {
      this.#last.stream.interrupt();
      this.#phase = { kind: "resuming", since: now, begun: this.#last };
    } else this.#talk(device.begin(this.#impedance));
  }

  #take(bytes: Uint8Array): void {
    const now = this.#clock.now();
    const phase = this.#phase;
    if (phase.kind === "talking") {
      this.#silence.forget(now);
      this.#turn(phase.opening.turn(now, bytes));
    } else if (phase.kind === "streaming" || phase.kind === "resuming") {
      this.#silence.hear(now);
      const block = phase.begun.stream.read(bytes, now);
      if (block.samples.length > 0) this.#sampled(now, phase.begun);
      this.handOver.deliver(block, now);
    }
  }

  #sampled(now: Millis, begun: StreamBegun): void {
    this.#sampledAt = now;
    if (this.#missed) this.#silence.endure();
    this.#missed = false;
    this.#phase = { kind: "streaming", begun, sampled: true };
    this.handOver.become(this.#impedance ? "impedance" : "eeg");
    this.#tellReady(begun);
  }

  #tellReady({ form, remark }: StreamBegun): void {
    const { name } = this.#settings;
    const what = this.#impedance ? "measures impedances; nothing is scored meanwhile" : `sends from ${form.device}`;
    this.handOver.tell("ready", `${name} ${what}${remark === undefined ? "" : `; ${remark}`}.`);
  }

  #talk(opening: Opening): void {
    if (this.#phase.kind === "streaming") this.#finish(this.#phase.begun);
    this.#leaveStream();
    this.#missed = false;
    this.#phase = { kind: "talking", opening };
    this.handOver.become("starting");
    this.#turn(opening.turn(this.#clock.now()));
  }

  #turn({ send, outcome }: OpeningTurn): void {
    if (send.length > 0) this.#port?.write(bytesOf(send));
    if (outcome === "going on") return;
    if ("trouble" in outcome) {
      this.#close();
      this.handOver.become("away");
      this.handOver.tell("failed", `${this.#settings.name}: ${outcome.trouble}`);
      this.#phase = { kind: "waiting", until: this.#clock.now() + 2 * RETRY };
      return;
    }
    const now = this.#clock.now();
    this.#last = outcome;
    this.#phase = { kind: "streaming", begun: outcome, sampled: false };
    this.#silence.forget(now);
    this.#sampledAt = now;
    this.handOver.begin(outcome.form, outcome.stream.times);
  }

  /** Silent for too long. A port that is gone is opened anew at once; one that is there has some time to come to itself. */
  #miss(begun: StreamBegun, silent: Millis): void {
    this.#missed = true;
    this.handOver.become("away");
    if (!this.#port?.isGone?.() && silent < Math.max(CLOSING, this.#silence.limit)) return;
    const { device, name } = this.#settings;
    this.#missed = false;
    this.#finish(begun);
    this.#close();
    this.handOver.tell("lost", `${name}: the ${device.kind} has fallen silent; it is looked for again.`);
    this.#open(this.#clock.now());
  }

  #finish(begun: StreamBegun): void {
    const now = this.#clock.now();
    this.handOver.deliver(begun.stream.finish(now), now);
  }

  #lose(reason: string, retry: Millis, status: "lost" | "failed" = "lost"): void {
    if (this.#phase.kind === "streaming") this.#finish(this.#phase.begun);
    this.#close();
    this.#missed = false;
    this.handOver.become("away");
    this.handOver.tell(status, `${this.#settings.name}: ${reason}; it is looked for again.`);
    this.#phase = { kind: "waiting", until: this.#clock.now() + retry };
  }

  #leaveStream(): void {
    this.#bytesDropped += this.#last?.stream.bytes.dropped ?? 0;
    this.#last = undefined;
  }

  #close(): void {
    const port = this.#port;
    this.#port = undefined;
    port?.close();
  }
}

function bytesOf(said: string | Uint8Array): Uint8Array {
  return typeof said === "string" ? Uint8Array.from(said, (letter) => letter.charCodeAt(0)) : said;
}
