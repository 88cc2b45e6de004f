import { SampleLine } from "../../../engine/eeg/sample-line.ts";
import type { Millis } from "../../../engine/time/units.ts";
import type { EegMarker, EegTimes } from "../eeg-source.ts";
import type { EegSample } from "../eeg-stream.ts";
import type { ByteCount, FrameReader } from "../frame-reader.ts";
import {
  readScanBlock,
  readScanInfo,
  SCAN,
  SCAN_REQUESTS,
  type ScanInfo,
  type ScanMessage,
  scanHeader,
} from "../neuroscan-scan.ts";
import type { LineDevice, ReadBlock, SampleStream } from "./line-device.ts";
import { countOf, formOf, montageFor, SERVER } from "./neuroscan-server.ts";
import { ServerOpening, type ServerStep } from "./server-opening.ts";

/** Neuroscan Scan Acquire as a server (TCP 4000). Without a montage its channels are called E1, E2 …: it names none. */
export function scanServer(montage: readonly string[] | undefined): LineDevice {
  return {
    ...SERVER,
    kind: "Scan server",
    begin: () => {
      const opening: ServerOpening<ScanMessage> = new ServerOpening(
        "Scan server",
        SCAN,
        SCAN_REQUESTS.basicInfo,
        (message, rest) => take(message, rest, opening.reader, montage),
      );
      return opening;
    },
    goodbye: Buffer.concat([SCAN_REQUESTS.stopData, SCAN_REQUESTS.closingUp]),
    unread: "bytes come that are no blocks of Scan: is this the port of Scan Acquire (4000)",
  };
}

function take(
  message: ScanMessage,
  rest: readonly ScanMessage[],
  reader: FrameReader<ScanMessage>,
  wanted: readonly string[] | undefined,
): ServerStep {
  if (message.id !== "DATA" || message.code !== 1 || message.request !== 3) return undefined;
  const info = readScanInfo(message);
  if (info === undefined) return { trouble: "The Scan server says of its samples what makes no sense: restart it." };
  const montage = montageFor(
    wanted,
    Array.from({ length: info.eegChannels }, () => ""),
  );
  if ("trouble" in montage) return montage;
  return {
    form: formOf("Neuroscan Scan", info.rate, montage, info.microvoltsPerCount),
    stream: new ScanStream(reader, info, montage.length, rest),
    send: SCAN_REQUESTS.startData,
  };
}

/**
 * Blocks of Scan as numbered samples. The server does not count: what is lost shows in blocks that were cut, and in time. A change
 * of the first event channel to something is a marker.
 */
class ScanStream implements SampleStream {
  readonly #reader: FrameReader<ScanMessage>;
  readonly #info: ScanInfo;
  readonly #channels: number;
  readonly #line: SampleLine;
  /** Messages that came with the server's answer. */
  #pending: readonly ScanMessage[];
  #dropped: number;
  #event = 0;

  constructor(reader: FrameReader<ScanMessage>, info: ScanInfo, channels: number, pending: readonly ScanMessage[]) {
    this.#reader = reader;
    this.#info = info;
    this.#channels = channels;
    this.#pending = pending;
    this.#line = new SampleLine(info.rate, undefined);
    this.#dropped = reader.bytes.dropped;
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

  #place(messages: readonly ScanMessage[], at: Millis): ReadBlock {
    const { samplesPerBlock, eegChannels, eventChannels, bytesPerSample } = this.#info;
    const blockBytes =
      scanHeader("DATA", 2, 1).length + samplesPerBlock * (eegChannels + eventChannels) * bytesPerSample;
    let missing = Math.ceil((this.#reader.bytes.dropped - this.#dropped) / blockBytes) * samplesPerBlock;
    const taken: Int32Array[] = [];
    const skipped: number[] = [];
    for (const message of messages) {
      if (message.id !== "DATA" || message.code !== 2) continue;
      const block = readScanBlock(message, this.#info);
      if (block === undefined) missing += samplesPerBlock;
      else {
        for (const [i, sample] of block.entries()) {
          taken.push(sample);
          skipped.push(i === 0 ? missing : 0);
        }
        missing = 0;
        this.#dropped = this.#reader.bytes.dropped;
      }
    }
    const { indices, gaps } = this.#line.place(skipped, at);
    const samples: EegSample[] = [];
    const markers: EegMarker[] = [];
    for (const [i, values] of taken.entries()) {
      const index = indices[i];
      if (index === undefined) continue;
      const counts = Int32Array.from(values.subarray(0, this.#channels), countOf);
      samples.push({ index, counts, microvolts: Float64Array.from(counts, (n) => n * this.#info.microvoltsPerCount) });
      const event = eventChannels > 0 ? (values[eegChannels] ?? 0) : 0;
      if (event !== this.#event && event !== 0) markers.push({ index, text: `event ${event}` });
      this.#event = event;
    }
    return { samples, gaps, markers, onSkin: undefined };
  }
}
