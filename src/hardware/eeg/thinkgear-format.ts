import type { Microvolts } from "../../engine/time/units.ts";
import type { FrameFormat, Surroundings, Verdict } from "./frame-reader.ts";
import { int16At, uintAt } from "./numbers.ts";

/** Power in NeuroSky's eight bands, delta to mid gamma; no unit. */
export type ThinkGearBands = readonly number[];

/** What one packet of a NeuroSky ThinkGear (MindWave, TGAM) says; a packet brings some of these. */
export interface ThinkGearPacket {
  /** The EEG itself, 512 a second, −32768 … 32767 (the device uses about −2048 … 2047). More than one is possible. */
  readonly raw: readonly number[];
  /** 0 good … 200 not on skin. */
  readonly poorSignal?: number;
  /** 0–100; 0 cannot be computed. */
  readonly attention?: number;
  readonly meditation?: number;
  readonly blink?: number;
  readonly heartRate?: number;
  readonly bands?: ThinkGearBands;
  /** Bytes dropped since the packet before: the only sign of loss. A raw value's packet has eight. */
  readonly droppedBefore: number;
}

const SYNC = 0xaa;
const EXTENDED = 0x55;
const LONGEST_PAYLOAD = 169;
const FIRST_LONG_CODE = 0x80;

/** Scale of the MindWave's raw values. From the maker's support pages, not measured. */
export const THINKGEAR_MICROVOLTS_PER_COUNT: Microvolts = 1.8e6 / 4096 / 2000;

type Fields = { -readonly [Key in keyof ThinkGearPacket]: ThinkGearPacket[Key] };

/** Puts one value into the packet. False when its length is not the one this code has. */
function takeRow(
  fields: Fields,
  raw: number[],
  code: number,
  bytes: Uint8Array,
  place: number,
  length: number,
): boolean {
  const value = bytes[place] ?? 0;
  switch (code) {
    case 0x02:
      fields.poorSignal = value;
      return true;
    case 0x03:
      fields.heartRate = value;
      return true;
    case 0x04:
      fields.attention = value;
      return value <= 100;
    case 0x05:
      fields.meditation = value;
      return value <= 100;
    case 0x16:
      fields.blink = value;
      return true;
    case 0x80:
      raw.push(int16At(bytes, place));
      return length === 2;
    case 0x83:
      // Big-endian by the maker's code table, example and parsers; its prose says otherwise.
      fields.bands = Array.from({ length: 8 }, (_, i) => uintAt(bytes, place + 3 * i, 3));
      return length === 24;
    default:
      return true;
  }
}

/** Reads a payload row by row; undefined when the rows do not end where the payload does. */
function readPayload(
  bytes: Uint8Array,
  start: number,
  end: number,
  droppedBefore: number,
): ThinkGearPacket | undefined {
  const raw: number[] = [];
  const fields: Fields = { raw, droppedBefore };
  for (let place = start; place < end; ) {
    let level = 0;
    for (; place < end && bytes[place] === EXTENDED; place++) level += 1;
    const code = bytes[place++] ?? 0;
    if (place > end || code === SYNC) return undefined;
    const length = code >= FIRST_LONG_CODE ? (bytes[place++] ?? 0) : 1;
    if (place + length > end) return undefined;
    if (level === 0 && !takeRow(fields, raw, code, bytes, place, length)) return undefined;
    place += length;
  }
  return fields;
}

function hasSync(bytes: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i + 1 < to; i++) if (bytes[i] === SYNC && bytes[i + 1] === SYNC) return true;
  return false;
}

/**
 * ThinkGear packets: `AA AA`, length, rows, checksum (MindSet Communications Protocol). An 8-bit sum lets one broken packet in 256
 * pass, so a packet must also be followed by the next one's `AA AA`; where that is damaged, no other packet may begin inside
 * it. Packets have no number: what is lost shows only in the bytes dropped and in time.
 */
export const THINKGEAR: FrameFormat<ThinkGearPacket> = {
  reach: 4 + LONGEST_PAYLOAD + 2,
  judge(
    bytes: Uint8Array,
    place: number,
    end: number,
    { contiguous, dropped, ended }: Surroundings<ThinkGearPacket>,
  ): Verdict<ThinkGearPacket> {
    const wait = ended ? "none" : "wait";
    if (bytes[place] !== SYNC) return "none";
    if (end - place < 3) return wait;
    if (bytes[place + 1] !== SYNC) return "none";
    const payload = bytes[place + 2] ?? 0;
    // A third AA is one more sync byte: the packet begins one later.
    if (payload > LONGEST_PAYLOAD) return "none";
    const start = place + 3;
    const checksum = start + payload;
    if (checksum >= end) return wait;
    let sum = 0;
    for (let i = start; i < checksum; i++) sum += bytes[i] ?? 0;
    if ((~sum & 0xff) !== bytes[checksum]) return "none";
    const frame = readPayload(bytes, start, checksum, dropped);
    if (frame === undefined) return "none";
    const length = payload + 4;
    if (end - checksum < 3) {
      if (!ended) return "wait";
      return contiguous ? { length, frame } : "none";
    }
    const followed = bytes[checksum + 1] === SYNC && bytes[checksum + 2] === SYNC;
    if (!followed && (!contiguous || hasSync(bytes, start, checksum + 2))) return "none";
    return { length, frame };
  },
};
