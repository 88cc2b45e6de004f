/**
 * Lossless sound small enough to stand inside a page: FLAC (RFC 9639), one channel of 16 bits. Every browser plays it. Of
 * the format only the fixed predictors and one Rice parameter a block are used; on a piano that halves a WAV file.
 */
import { BitWriter } from "./bit-writer.ts";

/** Samples in a block; the last block may be shorter. */
const BLOCK = 4096;
/** Differences taken by the fixed predictors, 0–4. */
const MOST_ORDER = 4;
/** Parameters of the 4-bit Rice code: 15 is its escape, which is never needed for 16 bits. */
const MOST_RICE = 14;

/** The residuals of a block after taking differences 1–4 times: at each order the block's own length, its start raw. */
function differences(samples: Int16Array): Int32Array[] {
  const orders = [Int32Array.from(samples)];
  for (let order = 1; order <= MOST_ORDER; order++) {
    const before = orders[order - 1] as Int32Array;
    orders.push(before.map((value, i) => (i < order ? 0 : value - (before[i - 1] ?? 0))));
  }
  return orders;
}

const folded = (value: number): number => (value >= 0 ? 2 * value : -2 * value - 1);

/** Bits of the residuals from `order` on with a Rice parameter. */
function riceBits(residuals: Int32Array, order: number, parameter: number): number {
  let bits = 0;
  for (let i = order; i < residuals.length; i++) bits += (folded(residuals[i] ?? 0) >>> parameter) + 1 + parameter;
  return bits;
}

/** The order and Rice parameter with the fewest bits. */
function cheapest(orders: readonly Int32Array[], length: number): { order: number; parameter: number } {
  let best = { order: 0, parameter: 0, bits: Number.POSITIVE_INFINITY };
  for (let order = 0; order <= Math.min(MOST_ORDER, length - 1); order++) {
    for (let parameter = 0; parameter <= MOST_RICE; parameter++) {
      const bits = 16 * order + riceBits(orders[order] as Int32Array, order, parameter);
      if (bits < best.bits) best = { order, parameter, bits };
    }
  }
  return best;
}

/** The number of a frame as FLAC writes it: UTF-8's scheme, up to 16 bits. */
function writeFrameNumber(writer: BitWriter, frame: number): void {
  if (frame < 0x80) writer.write(frame, 8);
  else if (frame < 0x800) {
    writer.write(0xc0 | (frame >> 6), 8);
    writer.write(0x80 | (frame & 0x3f), 8);
  } else {
    writer.write(0xe0 | (frame >> 12), 8);
    writer.write(0x80 | ((frame >> 6) & 0x3f), 8);
    writer.write(0x80 | (frame & 0x3f), 8);
  }
}

function writeFrame(writer: BitWriter, samples: Int16Array, frame: number): void {
  const start = writer.byteLength;
  writer.write(0xfff8, 16);
  // Block length: 16 bits at the end of the header. Sample rate: as in STREAMINFO.
  writer.write(0x70, 8);
  // One channel, 16 bits.
  writer.write(0x08, 8);
  writeFrameNumber(writer, frame);
  writer.write(samples.length - 1, 16);
  writer.write(writer.crc(start, 0x07, 8), 8);

  const orders = differences(samples);
  const { order, parameter } = cheapest(orders, samples.length);
  writer.write((8 + order) << 1, 8);
  for (let i = 0; i < order; i++) writer.write((samples[i] ?? 0) & 0xffff, 16);
  // 4-bit Rice code, one partition.
  writer.write(0, 6);
  writer.write(parameter, 4);
  const residuals = orders[order] as Int32Array;
  for (let i = order; i < residuals.length; i++) {
    const value = folded(residuals[i] ?? 0);
    writer.writeZeros(value >>> parameter);
    writer.write(1, 1);
    writer.write(value & ((1 << parameter) - 1), parameter);
  }
  writer.align();
  writer.write(writer.crc(start, 0x8005, 16), 16);
}

/** A FLAC file of one channel. `samples`: −32,768…32,767; at most 2²⁸, and at least one. Throws RangeError else. */
export function encodeFlac(samples: Int16Array, sampleRate: number): Uint8Array<ArrayBuffer> {
  if (samples.length === 0 || samples.length > 2 ** 28) throw new RangeError("FLAC wants 1 to 2^28 samples");
  const writer = new BitWriter(2 * samples.length + 1024);
  for (const letter of "fLaC") writer.write(letter.charCodeAt(0), 8);
  // STREAMINFO, the last and only block of metadata, 34 bytes; frame sizes and checksum of the sound not given.
  writer.write(0x80, 8);
  writer.write(34, 24);
  writer.write(BLOCK, 16);
  writer.write(BLOCK, 16);
  writer.write(0, 24);
  writer.write(0, 24);
  writer.write(sampleRate, 20);
  writer.write(0, 3);
  writer.write(15, 5);
  writer.write(0, 4);
  writer.write(samples.length >>> 16, 16);
  writer.write(samples.length & 0xffff, 16);
  writer.writeZeros(128);
  for (let at = 0, frame = 0; at < samples.length; at += BLOCK, frame++) {
    writeFrame(writer, samples.subarray(at, Math.min(samples.length, at + BLOCK)), frame);
  }
  return writer.bytes();
}
