import type { Hertz, Microvolts } from "../../engine/time/units.ts";
import { FrameReader } from "./frame-reader.ts";
import { CURRY, curryHeader } from "./neuroscan-curry.ts";
import { SCAN, scanHeader } from "./neuroscan-scan.ts";

/** What an emulated server says of its amplifier. */
export interface NeuroscanSettings {
  /** Names of the channels. */
  readonly montage: readonly string[];
  readonly rate: Hertz;
  readonly samplesPerBlock: number;
}

const NOTHING = new Uint8Array();
const CHANNEL_STRIDE = 144;
/** Of Scan: 32-bit samples with steps of so much. */
const SCAN_SCALE: Microvolts = 0.15;

/** Scan Acquire as a server with one client: requests in, answers and blocks out. It sends one event channel. */
export class ScanEmulator {
  readonly rate: Hertz;
  readonly #settings: NeuroscanSettings;
  readonly #reader = new FrameReader(SCAN);
  #streaming = false;
  #block: number[][] = [];
  /** What stands in the event channel of the next samples. */
  event = 0;
  /** Whether the client has said that it leaves. */
  left = false;

  constructor(settings: NeuroscanSettings) {
    this.rate = settings.rate;
    this.#settings = settings;
  }

  get streaming(): boolean {
    return this.#streaming;
  }

  receive(bytes: Uint8Array): Uint8Array {
    const answers: Uint8Array[] = [];
    for (const { id, code, request } of this.#reader.read(bytes)) {
      if (id !== "CTRL") continue;
      if (code === 3 && request === 5) answers.push(this.#info());
      if (code === 3 && request === 3) this.#streaming = true;
      if (code === 3 && request === 4) this.#streaming = false;
      if (code === 1 && request === 2) this.left = true;
    }
    return Buffer.concat(answers);
  }

  send(measured: Float64Array): Uint8Array {
    if (!this.#streaming) return NOTHING;
    const { montage, samplesPerBlock } = this.#settings;
    this.#block.push([...montage.map((_, i) => Math.round((measured[i] ?? 0) / SCAN_SCALE)), this.event]);
    if (this.#block.length < samplesPerBlock) return NOTHING;
    const values = this.#block.flat();
    this.#block = [];
    const body = Buffer.alloc(4 * values.length);
    for (const [i, value] of values.entries()) body.writeInt32LE(value, 4 * i);
    return Buffer.concat([scanHeader("DATA", 2, 2, body.length), body]);
  }

  #info(): Uint8Array {
    const { montage, rate, samplesPerBlock } = this.#settings;
    const body = Buffer.alloc(28);
    for (const [i, value] of [28, montage.length, 1, samplesPerBlock, rate, 4].entries())
      body.writeInt32LE(value, 4 * i);
    body.writeFloatLE(SCAN_SCALE, 24);
    return Buffer.concat([scanHeader("DATA", 1, 3, body.length), body]);
  }
}

/** Curry with NetStreaming as a server with one client. */
export class CurryEmulator {
  readonly rate: Hertz;
  readonly #settings: NeuroscanSettings;
  readonly #reader = new FrameReader(CURRY);
  #streaming = false;
  #block: Float64Array[] = [];
  #sent = 0;

  constructor(settings: NeuroscanSettings) {
    this.rate = settings.rate;
    this.#settings = settings;
  }

  get streaming(): boolean {
    return this.#streaming;
  }

  receive(bytes: Uint8Array): Uint8Array {
    const answers: Uint8Array[] = [];
    for (const { id, code, request } of this.#reader.read(bytes)) {
      if (id !== "CTRL" || code !== 2) continue;
      if (request === 3) answers.push(this.#channels());
      if (request === 6) answers.push(this.#info());
      if (request === 8) this.#streaming = true;
      if (request === 9) this.#streaming = false;
    }
    return Buffer.concat(answers);
  }

  send(measured: Float64Array): Uint8Array {
    if (!this.#streaming) return NOTHING;
    const { montage, samplesPerBlock } = this.#settings;
    this.#block.push(measured);
    if (this.#block.length < samplesPerBlock) return NOTHING;
    const body = Buffer.alloc(4 * montage.length * samplesPerBlock);
    for (const [sample, values] of this.#block.entries()) {
      for (let i = 0; i < montage.length; i++) body.writeFloatLE(values[i] ?? 0, 4 * (sample * montage.length + i));
    }
    this.#block = [];
    const header = curryHeader("DATA", 2, 1, this.#sent, body.length);
    this.#sent += samplesPerBlock;
    return Buffer.concat([header, body]);
  }

  /** A marker at the sample that is measured next. */
  mark(annotation: string): Uint8Array {
    const body = Buffer.alloc(536);
    const place = this.#sent + this.#block.length;
    for (const [i, value] of [1, place, place, place].entries()) body.writeInt32LE(value, 4 * i);
    body.write(annotation.slice(0, 259), 16, "utf16le");
    return Buffer.concat([curryHeader("DATA", 3, 3, place, body.length), body]);
  }

  #info(): Uint8Array {
    const { montage, rate } = this.#settings;
    const body = Buffer.alloc(24);
    for (const [i, value] of [24, montage.length, rate, 4, 0, 0].entries()) body.writeInt32LE(value, 4 * i);
    return Buffer.concat([curryHeader("DATA", 1, 2, 0, body.length), body]);
  }

  #channels(): Uint8Array {
    const { montage } = this.#settings;
    const body = Buffer.alloc(CHANNEL_STRIDE * montage.length);
    for (const [i, name] of montage.entries()) {
      body.writeInt32LE(i + 1, i * CHANNEL_STRIDE);
      body.write(name.slice(0, 39), i * CHANNEL_STRIDE + 4, "utf16le");
      body.writeFloatLE(1, i * CHANNEL_STRIDE + 128);
    }
    return Buffer.concat([curryHeader("DATA", 1, 4, 0, body.length), body]);
  }
}
