import type { FrameFormat, Verdict } from "./frame-reader.ts";
import { holdsBlock, isPrefix } from "./neuroscan-headers.ts";
import { putBytes, uintAt } from "./numbers.ts";

/** A message of Curry 7/8 NetStreaming (TCP 4455, protocol 803). The header is big-endian, bodies are little-endian. */
export interface CurryMessage {
  readonly id: "CTRL" | "DATA";
  readonly code: number;
  readonly request: number;
  /** For EEG: the number of the block's first sample since the start; it shows what was lost. */
  readonly sample: number;
  /** Body size before it was zipped; equal to the body's length where it was not. */
  readonly uncompressed: number;
  readonly body: Uint8Array;
}

/** How the server samples: the body of `DATA` 1/2. */
export interface CurryInfo {
  readonly eegChannels: number;
  readonly rate: number;
  readonly bytesPerSample: 2 | 4;
  readonly mayControlAmplifier: boolean;
  readonly mayControlRecording: boolean;
}

/** A marker from the server. Places are samples. */
export interface CurryEvent {
  readonly type: number;
  readonly latency: number;
  readonly start: number;
  readonly end: number;
  readonly annotation: string;
}

const HEADER = 20;
/** Larger bodies do not come from this server: such a header is noise. */
const LARGEST_BODY = 49_152;
/** The highest request of each code. */
const REQUESTS: Record<string, readonly number[]> = { CTRL: [6, 17], DATA: [9, 3, 3, 3] };
const CHANNEL_STRIDE = 144;
const EVENT_SIZE = 536;

/** A header of twenty bytes. */
export function curryHeader(id: CurryMessage["id"], code: number, request: number, sample = 0, size = 0): Uint8Array {
  const bytes = new Uint8Array(HEADER);
  for (let i = 0; i < 4; i++) bytes[i] = id.charCodeAt(i);
  putBytes(bytes, 4, 2, code);
  putBytes(bytes, 6, 2, request);
  for (const [i, value] of [sample, size, size].entries()) putBytes(bytes, 8 + 4 * i, 4, value);
  return bytes;
}

/** Requests of the client. */
export const CURRY_REQUESTS = {
  version: curryHeader("CTRL", 2, 1),
  channelInfo: curryHeader("CTRL", 2, 3),
  basicInfo: curryHeader("CTRL", 2, 6),
  streamStart: curryHeader("CTRL", 2, 8),
  streamStop: curryHeader("CTRL", 2, 9),
};

/** The header at a place where twenty bytes are; undefined where the protocol knows no such: code 0 or request 0 are invalid. */
function headerAt(bytes: Uint8Array, place: number): (Omit<CurryMessage, "body"> & { size: number }) | undefined {
  if (bytes[place] !== 0x43 && bytes[place] !== 0x44) return undefined;
  const id = String.fromCharCode(...bytes.subarray(place, place + 4));
  const [code, request] = [uintAt(bytes, place + 4, 2), uintAt(bytes, place + 6, 2)];
  const [sample, size, uncompressed] = [8, 12, 16].map((offset) => uintAt(bytes, place + offset, 4)) as [
    number,
    number,
    number,
  ];
  const highest = REQUESTS[id]?.[code - 1] ?? 0;
  if (request < 1 || request > highest || size > LARGEST_BODY) return undefined;
  // Control messages have no body.
  if (id === "CTRL" && size > 0) return undefined;
  return { id: id as CurryMessage["id"], code, request, sample, uncompressed, size };
}

/** Messages of Curry. No body may hold the next block's header: it was cut short. */
export const CURRY: FrameFormat<CurryMessage> = {
  reach: HEADER + LARGEST_BODY,
  judge(bytes, place, end, { ended }): Verdict<CurryMessage> {
    const wait = ended ? "none" : "wait";
    if (end - place < HEADER) return ["CTRL", "DATA"].some((id) => isPrefix(bytes, place, end, id)) ? wait : "none";
    const header = headerAt(bytes, place);
    if (header === undefined) return "none";
    const { size, ...message } = header;
    const length = HEADER + size;
    const isHeader = (at: number) => headerAt(bytes, at) !== undefined;
    if (holdsBlock(bytes, place + HEADER, Math.min(end, place + length), HEADER, isHeader)) return "none";
    if (end - place < length) return wait;
    return { length, frame: { ...message, body: bytes.slice(place + HEADER, place + length) } };
  },
};

function viewOf(body: Uint8Array): DataView {
  return new DataView(body.buffer, body.byteOffset, body.length);
}

/** Zero-terminated UTF-16 text. */
function textAt(view: DataView, place: number, letters: number): string {
  let text = "";
  for (let i = 0; i < letters; i++) {
    const letter = view.getUint16(place + 2 * i, true);
    if (letter === 0) break;
    text += String.fromCharCode(letter);
  }
  return text;
}

/** The server's basic info; undefined when the message is another one or makes no sense. */
export function readCurryInfo({ id, code, request, body }: CurryMessage): CurryInfo | undefined {
  if (id !== "DATA" || code !== 1 || request !== 2 || body.length !== 24) return undefined;
  const view = viewOf(body);
  const [eegChannels, rate, bytesPerSample] = [view.getInt32(4, true), view.getInt32(8, true), view.getInt32(12, true)];
  if (eegChannels <= 0 || rate <= 0 || (bytesPerSample !== 2 && bytesPerSample !== 4)) return undefined;
  return {
    eegChannels,
    rate,
    bytesPerSample,
    mayControlAmplifier: view.getInt32(16, true) !== 0,
    mayControlRecording: view.getInt32(20, true) !== 0,
  };
}

/** Names of the channels in their order (`DATA` 1/4); undefined when the message is another one or not whole. */
export function readCurryChannels({ id, code, request, body }: CurryMessage): string[] | undefined {
  if (id !== "DATA" || code !== 1 || request !== 4 || body.length % CHANNEL_STRIDE !== 0) return undefined;
  const view = viewOf(body);
  return Array.from({ length: body.length / CHANNEL_STRIDE }, (_, i) => textAt(view, i * CHANNEL_STRIDE + 4, 40));
}

/** The samples of an unzipped block (`DATA` 2/1): float32, sample after sample; undefined when its size cannot be right. */
export function readCurryBlock({ id, code, request, body }: CurryMessage, info: CurryInfo): Float32Array[] | undefined {
  const width = 4 * info.eegChannels;
  if (id !== "DATA" || code !== 2 || request !== 1 || body.length === 0 || body.length % width !== 0) return undefined;
  const view = viewOf(body);
  return Array.from({ length: body.length / width }, (_, sample) =>
    Float32Array.from({ length: info.eegChannels }, (_, channel) =>
      view.getFloat32(sample * width + 4 * channel, true),
    ),
  );
}

/** Markers (`DATA` 3/3); undefined when the message is another one or not whole. */
export function readCurryEvents({ id, code, request, body }: CurryMessage): CurryEvent[] | undefined {
  if (id !== "DATA" || code !== 3 || request !== 3 || body.length % EVENT_SIZE !== 0) return undefined;
  const view = viewOf(body);
  return Array.from({ length: body.length / EVENT_SIZE }, (_, i) => {
    const place = i * EVENT_SIZE;
    return {
      type: view.getInt32(place, true),
      latency: view.getInt32(place + 4, true),
      start: view.getInt32(place + 8, true),
      end: view.getInt32(place + 12, true),
      annotation: textAt(view, place + 16, 260),
    };
  });
}
