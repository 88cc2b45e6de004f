import { type CountedFrame, countedFormat } from "./counted-frames.ts";
import type { FrameFormat } from "./frame-reader.ts";

/** A frame of an OpenEEG ModularEEG board (firmware 0.5.5, protocols P2 and P3): 256 a second. */
export interface OpenEegFrame extends CountedFrame {
  /** 10-bit values 0–1023 about a centre of 512. What a step means in µV is a matter of the build: calibrate, or show counts. */
  readonly counts: Int32Array;
}

/** A frame of P2: six channels, numbered 0–255. */
export interface P2Frame extends OpenEegFrame {
  /** Port D pins 5 … 2 in bits 3 … 0. */
  readonly switches: number;
}

/** A frame of P3: two channels a pair, numbered 0–63. */
export interface P3Frame extends OpenEegFrame {
  /** One byte of a slow second channel; the number modulo 8 says which: 0 a letter of the ID `mEEGv1.0`, 4 the switches. */
  readonly aux: number;
}

export const OPEN_EEG_CENTRE = 512;
const P2_LENGTH = 17;
const P2_CHANNELS = 6;

/** P2: `A5 5A 02`, number, six words with the high byte first, switches. */
export const P2: FrameFormat<P2Frame> = countedFormat({
  length: P2_LENGTH,
  head: 4,
  modulus: 256,
  begins: (bytes, place) => bytes[place] === 0xa5 && bytes[place + 1] === 0x5a && bytes[place + 2] === 0x02,
  counterAt: (bytes, place) => bytes[place + 3] ?? 0,
  fits: (bytes, place) => {
    for (let i = 0; i < P2_CHANNELS; i++) if ((bytes[place + 4 + 2 * i] ?? 0) > 3) return false;
    return true;
  },
  take: (bytes, place, counted) => ({
    ...counted,
    counts: Int32Array.from(
      { length: P2_CHANNELS },
      (_, i) => (bytes[place + 4 + 2 * i] ?? 0) * 256 + (bytes[place + 5 + 2 * i] ?? 0),
    ),
    switches: bytes[place + P2_LENGTH - 1] ?? 0,
  }),
});

/**
 * P3 for boards with 1, 2 or 3 pairs of channels: only the last byte of a frame has bit 7 set. It has no header, and its number
 * six bits: where noise takes the place of a frame's first bytes, about one such frame in 64 cannot be told from a true one.
 */
export function p3Format(pairs: 1 | 2 | 3): FrameFormat<P3Frame> {
  const length = 2 + 3 * pairs;
  return countedFormat({
    length,
    head: 1,
    modulus: 64,
    begins: (bytes, place) => (bytes[place - 1] ?? 0) >= 0x80 && (bytes[place] ?? 0) < 0x80,
    counterAt: (bytes, place) => (bytes[place] ?? 0) >> 1,
    fits: (bytes, place) => {
      for (let i = 1; i < length; i++) {
        const byte = bytes[place + i] ?? 0;
        if (byte >= 0x80 !== (i === length - 1)) return false;
        const sharesHighBits = i >= 4 && (i - 4) % 3 === 0;
        if (sharesHighBits && (byte & 0x08) !== 0) return false;
      }
      return true;
    },
    take: (bytes, place, counted) => ({
      ...counted,
      counts: Int32Array.from({ length: 2 * pairs }, (_, i) => {
        const pair = place + 2 + 3 * (i >> 1);
        const high = bytes[pair + 2] ?? 0;
        const low = (bytes[pair + (i & 1)] ?? 0) & 0x7f;
        return low | ((high << (i % 2 === 0 ? 3 : 7)) & 0x380);
      }),
      aux: (((bytes[place] ?? 0) & 1) << 7) | ((bytes[place + 1] ?? 0) & 0x7f),
    }),
  });
}
