import type { Microvolts } from "../../engine/time/units.ts";
import { type CountedFrame, countedFormat } from "./counted-frames.ts";
import type { FrameFormat } from "./frame-reader.ts";
import { int24sAt } from "./numbers.ts";

/** A packet of an OpenBCI Cyton (Documentation, Cyton Data Format): 33 bytes, 250 a second, numbered 0–255. */
export interface CytonPacket extends CountedFrame {
  /** The ADC's own counts of 8 channels, −8388608 … 8388607; the ends are railed or unconnected. */
  readonly counts: Int32Array;
  /** The six bytes whose meaning the footer sets; see `readCytonAux`. */
  readonly aux: Uint8Array;
  /** C0–C6. */
  readonly footer: number;
}

export const CYTON_CHANNELS = 8;
const HEADER = 0xa0;
const LENGTH = 33;

/** Packets of a Cyton board, and of a Cyton with Daisy, where odd and even packets belong to different boards. */
export const CYTON: FrameFormat<CytonPacket> = countedFormat({
  length: LENGTH,
  head: 2,
  modulus: 256,
  begins: (bytes, place) => bytes[place] === HEADER,
  counterAt: (bytes, place) => bytes[place + 1] ?? 0,
  fits: (bytes, place) => {
    const footer = bytes[place + LENGTH - 1] ?? 0;
    return footer >= 0xc0 && footer <= 0xc6;
  },
  take: (bytes, place, { counter, skipped }) => ({
    counter,
    skipped,
    counts: int24sAt(bytes, place + 2, CYTON_CHANNELS),
    aux: bytes.slice(place + 26, place + 32),
    footer: bytes[place + LENGTH - 1] ?? 0,
  }),
});

/** Gains of the ADS1299, in the order of their codes in the `x…X` command. */
export const CYTON_GAINS = [1, 2, 4, 6, 8, 12, 24] as const;
export type CytonGain = (typeof CYTON_GAINS)[number];

/** The largest count, and the one that stands for full scale. */
export const CYTON_FULL_SCALE = 0x7fffff;

/** What one count means: the ADC's reference is 4.5 V. */
export function cytonMicrovoltsPerCount(gain: CytonGain): Microvolts {
  return 4.5e6 / gain / CYTON_FULL_SCALE;
}
