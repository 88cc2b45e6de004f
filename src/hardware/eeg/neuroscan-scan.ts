import type { Microvolts } from "../../engine/time/units.ts";
import type { FrameFormat, Verdict } from "./frame-reader.ts";
import { holdsBlock, isPrefix } from "./neuroscan-headers.ts";
import { putBytes, uintAt } from "./numbers.ts";

/** A message of Neuroscan Scan Acquire's server (TCP 4000; BCI2000, NeuroscanProtocol.h). The header is big-endian. */
export interface ScanMessage {
  readonly id: "CTRL" | "FILE" | "DATA";
  readonly code: number;
  readonly request: number;
  readonly body: Uint8Array;
}

/** How the server samples: the body of `DATA` 1/3, little-endian. */
export interface ScanInfo {
  readonly eegChannels: number;
  readonly eventChannels: number;
  readonly samplesPerBlock: number;
  readonly rate: number;
  readonly bytesPerSample: 2 | 4;
  readonly microvoltsPerCount: Microvolts;
}

const HEADER = 12;
/** Larger bodies are no blocks of EEG: such a header is noise. */
const LARGEST_BODY = 49_152;
/** The highest request of each code. */
const REQUESTS: Record<string, readonly number[]> = { CTRL: [3, 5, 5], FILE: [1], DATA: [3, 2] };

/** A header of twelve bytes. */
export function scanHeader(id: ScanMessage["id"], code: number, request: number, size = 0): Uint8Array {
  const bytes = new Uint8Array(HEADER);
  for (let i = 0; i < 4; i++) bytes[i] = id.charCodeAt(i);
  putBytes(bytes, 4, 2, code);
  putBytes(bytes, 6, 2, request);
  putBytes(bytes, 8, 4, size);
  return bytes;
}

/** Requests of the client, in the order a session needs them. */
export const SCAN_REQUESTS = {
  basicInfo: scanHeader("CTRL", 3, 5),
  startData: scanHeader("CTRL", 3, 3),
  stopData: scanHeader("CTRL", 3, 4),
  closingUp: scanHeader("CTRL", 1, 2),
};

/** The header at a place where twelve bytes are; undefined where the protocol knows no such. */
function headerAt(bytes: Uint8Array, place: number): (Omit<ScanMessage, "body"> & { size: number }) | undefined {
  const first = bytes[place];
  if (first !== 0x43 && first !== 0x46 && first !== 0x44) return undefined;
  const id = String.fromCharCode(...bytes.subarray(place, place + 4));
  const [code, request, size] = [uintAt(bytes, place + 4, 2), uintAt(bytes, place + 6, 2), uintAt(bytes, place + 8, 4)];
  const highest = REQUESTS[id]?.[code - 1] ?? 0;
  if (request < 1 || request > highest || size > LARGEST_BODY) return undefined;
  // Control messages have no body.
  if (id === "CTRL" && size > 0) return undefined;
  return { id: id as ScanMessage["id"], code, request, size };
}

/**
 * Messages of Scan Acquire. TCP loses nothing; still a header must be one that the protocol knows, with a size that can be, and no
 * body may hold the next block's header: it was cut short.
 */
export const SCAN: FrameFormat<ScanMessage> = {
  reach: HEADER + LARGEST_BODY,
  judge(bytes, place, end, { ended }): Verdict<ScanMessage> {
    const wait = ended ? "none" : "wait";
    if (end - place < HEADER) return startsAsOne(bytes, place, end) ? wait : "none";
    const header = headerAt(bytes, place);
    if (header === undefined) return "none";
    const length = HEADER + header.size;
    const isHeader = (at: number) => headerAt(bytes, at) !== undefined;
    if (holdsBlock(bytes, place + HEADER, Math.min(end, place + length), HEADER, isHeader)) return "none";
    if (end - place < length) return wait;
    const { id, code, request } = header;
    return { length, frame: { id, code, request, body: bytes.slice(place + HEADER, place + length) } };
  },
};

function startsAsOne(bytes: Uint8Array, place: number, end: number): boolean {
  return ["CTRL", "FILE", "DATA"].some((id) => isPrefix(bytes, place, end, id));
}

/** The server's basic info; undefined when the message is another one or makes no sense. */
export function readScanInfo({ id, code, request, body }: ScanMessage): ScanInfo | undefined {
  if (id !== "DATA" || code !== 1 || request !== 3 || body.length !== 28) return undefined;
  const view = new DataView(body.buffer, body.byteOffset, body.length);
  const [size, eegChannels, eventChannels, samplesPerBlock, rate, bytesPerSample] = [0, 4, 8, 12, 16, 20].map((at) =>
    view.getInt32(at, true),
  ) as [number, number, number, number, number, number];
  const microvoltsPerCount = view.getFloat32(24, true);
  const makesSense =
    size === 28 &&
    [eegChannels, samplesPerBlock, rate].every((value) => value > 0) &&
    eventChannels >= 0 &&
    (bytesPerSample === 2 || bytesPerSample === 4) &&
    microvoltsPerCount > 0 &&
    Number.isFinite(microvoltsPerCount);
  if (!makesSense || samplesPerBlock * (eegChannels + eventChannels) * bytesPerSample > LARGEST_BODY) return undefined;
  return {
    eegChannels,
    eventChannels,
    samplesPerBlock,
    rate,
    bytesPerSample: bytesPerSample as 2 | 4,
    microvoltsPerCount,
  };
}

/** The samples of a block (`DATA` 2), each with the event channels last; undefined when its size is not the promised one. */
export function readScanBlock(message: ScanMessage, info: ScanInfo): Int32Array[] | undefined {
  const { id, code, request, body } = message;
  const { bytesPerSample, samplesPerBlock } = info;
  const width = info.eegChannels + info.eventChannels;
  if (id !== "DATA" || code !== 2 || request !== bytesPerSample / 2) return undefined;
  if (body.length !== samplesPerBlock * width * bytesPerSample) return undefined;
  const view = new DataView(body.buffer, body.byteOffset, body.length);
  return Array.from({ length: samplesPerBlock }, (_, sample) =>
    Int32Array.from({ length: width }, (_, channel) => {
      const at = (sample * width + channel) * bytesPerSample;
      return bytesPerSample === 2 ? view.getInt16(at, true) : view.getInt32(at, true);
    }),
  );
}
