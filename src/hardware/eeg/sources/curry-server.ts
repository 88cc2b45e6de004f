import { inflateSync } from "node:zlib";
import { SampleLine } from "../../../engine/eeg/sample-line.ts";
import type { Millis } from "../../../engine/time/units.ts";
import type { EegMarker, EegTimes } from "../eeg-source.ts";
import type { EegSample } from "../eeg-stream.ts";
import type { ByteCount, FrameReader } from "../frame-reader.ts";
import {
  CURRY,
  CURRY_REQUESTS,
  type CurryInfo,
  type CurryMessage,
  readCurryBlock,
  readCurryChannels,
  readCurryEvents,
  readCurryInfo,
} from "../neuroscan-curry.ts";
import type { LineDevice, ReadBlock, SampleStream } from "./line-device.ts";
import { countOf, formOf, montageFor, SERVER } from "./neuroscan-server.ts";
import { ServerOpening, type ServerStep } from "./server-opening.ts";

/** Curry sends microvolts as fractions. Kept as counts of so much, full scale is ±262 mV: finer than the amplifier's noise. */
const MICROVOLTS_PER_COUNT = 1 / 32;
/** The counter of its samples has 32 bits. */
const MODULUS = 2 ** 32;
/** A block that lies so many seconds back is no repeated one: the server counts anew. */
const ANEW = 1;
const LARGEST = 1 << 20;

/** Curry 7 or 8 with NetStreaming (TCP 4455). Without a montage its channels have the server's names. */
export function curryServer(montage: readonly string[] | undefined): LineDevice {
  return {
    ...SERVER,
    kind: "Curry server",
    begin: () => {
      let info: CurryInfo | undefined;
      const opening: ServerOpening<CurryMessage> = new ServerOpening(
        "Curry server",
        CURRY,
        CURRY_REQUESTS.basicInfo,
        (message, rest): ServerStep => {
          if (message.id !== "DATA" || message.code !== 1) return undefined;
          if (message.request === 2) {
            info = readCurryInfo(message);
            return info ? { request: CURRY_REQUESTS.channelInfo } : { trouble: NONSENSE };
          }
          const names = readCurryChannels(message);
          if (info === undefined || names === undefined) return undefined;
          return begun(info, names, montage, opening.reader, rest);
        },
      );
      return opening;
    },
    goodbye: CURRY_REQUESTS.streamStop,
    unread: "bytes come that are no blocks of Curry: is this the port of its NetStreaming (4455)",
  };
}

const NONSENSE = "The Curry server says of its samples what makes no sense: restart it.";

function begun(
  info: CurryInfo,
  names: readonly string[],
  wanted: readonly string[] | undefined,
  reader: FrameReader<CurryMessage>,
  rest: readonly CurryMessage[],
): ServerStep {
  // Some servers name more than they stream, triggers for one.
  const all = Array.from({ length: info.eegChannels }, (_, i) => names[i] ?? "");
  const montage = montageFor(wanted, all);
  if ("trouble" in montage) return montage;
  return {
    form: formOf("Neuroscan Curry", info.rate, montage, MICROVOLTS_PER_COUNT),
    stream: new CurryStream(reader, info, montage.length, rest),
    send: CURRY_REQUESTS.streamStart,
  };
}

/** Blocks of Curry as numbered samples. The server counts them, so that every loss is known; its markers come along. */
class CurryStream implements SampleStream {
  readonly #reader: FrameReader<CurryMessage>;
  readonly #info: CurryInfo;
  readonly #channels: number;
  readonly #line: SampleLine;
  #pending: readonly CurryMessage[];
  /** The server's number of the next sample, and what it is ahead of ours. */
  #due: number | undefined;
  #ahead = 0;

  constructor(reader: FrameReader<CurryMessage>, info: CurryInfo, channels: number, pending: readonly CurryMessage[]) {
    this.#reader = reader;
    this.#info = info;
    this.#channels = channels;
    this.#pending = pending;
    this.#line = new SampleLine(info.rate, MODULUS);
  }

  get bytes(): ByteCount {
    return this.#reader.bytes;
  }

  get times(): EegTimes {
    return this.#line.clock;
  }

  interrupt(): void {
    this.#line.interrupt();
  }

  read(chunk: Uint8Array, at: Millis): ReadBlock {
    const messages = [...this.#pending, ...this.#reader.read(chunk)];
    this.#pending = [];
    return this.#place(messages, at);
  }

  finish(at: Millis): ReadBlock {
    return this.#place(this.#reader.finish(), at);
  }

  #place(messages: readonly CurryMessage[], at: Millis): ReadBlock {
    const taken: Float32Array[] = [];
    const numbers: number[] = [];
    const skipped: number[] = [];
    const markers: EegMarker[] = [];
    for (const message of messages) {
      for (const { start, type, annotation } of readCurryEvents(message) ?? []) {
        markers.push({ index: start - this.#ahead, text: annotation === "" ? `event ${type}` : annotation });
      }
      const block = readCurryBlock(unzipped(message), this.#info);
      if (block === undefined) continue;
      const lost = this.#lostBefore(message.sample, block.length);
      if (lost === undefined) continue;
      this.#due = message.sample + block.length;
      for (const [i, sample] of block.entries()) {
        taken.push(sample);
        numbers.push(message.sample + i);
        skipped.push(i === 0 ? lost : 0);
      }
    }
    const { indices, gaps } = this.#line.place(skipped, at);
    const samples: EegSample[] = [];
    for (const [i, values] of taken.entries()) {
      const index = indices[i];
      if (index === undefined) continue;
      this.#ahead = (numbers[i] as number) - index;
      const counts = Int32Array.from(values.subarray(0, this.#channels), (value) =>
        countOf(value / MICROVOLTS_PER_COUNT),
      );
      samples.push({ index, counts, microvolts: Float64Array.from(counts, (n) => n * MICROVOLTS_PER_COUNT) });
    }
    return { samples, gaps, markers: markers.filter(({ index }) => index >= 0), onSkin: undefined };
  }

  /** Samples missing before a block; undefined when it came before. One that counts anew has lost one at the least. */
  #lostBefore(first: number, length: number): number | undefined {
    const lost = first - (this.#due ?? first);
    if (lost >= 0) return lost;
    return lost < -Math.max(length, ANEW * this.#info.rate) || first === 0 ? 1 : undefined;
  }
}

/** A zipped block as if it had not been; one that cannot be unzipped stays as it is, and is no block. */
function unzipped(message: CurryMessage): CurryMessage {
  const { id, code, request, body, uncompressed } = message;
  if (id !== "DATA" || code !== 2 || request !== 2 || uncompressed > LARGEST) return message;
  try {
    return { ...message, request: 1, body: inflateSync(body, { maxOutputLength: Math.max(1, uncompressed) }) };
  } catch {
    return message;
  }
}
