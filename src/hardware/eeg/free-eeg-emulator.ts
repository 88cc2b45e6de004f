import type { Microvolts } from "../../engine/time/units.ts";
import { FREE_EEG_MICROVOLTS_PER_COUNT } from "./free-eeg-format.ts";
import { putBytes } from "./numbers.ts";

const LENGTH = 105;
const CHANNELS = 32;

/** The frame of a FreeEEG32 with number `counter`: 32 channels, and a board that lies flat. */
export function freeEegFrame(counter: number, measured: ArrayLike<Microvolts>): Uint8Array {
  const bytes = new Uint8Array(LENGTH);
  bytes[0] = 0xa0;
  bytes[1] = counter % 256;
  for (let i = 0; i < CHANNELS; i++) {
    const count = Math.round((measured[i] ?? 0) / FREE_EEG_MICROVOLTS_PER_COUNT);
    putBytes(bytes, 2 + 3 * i, 3, Math.max(-0x800000, Math.min(0x7fffff, count)));
  }
  bytes[LENGTH - 1] = 0xc0;
  return bytes;
}
