/** A reader of the FLAC that Antiphon writes (RFC 9639): fixed predictors, one partition, one channel, both checksums checked. */

class BitReader {
  readonly #bytes: Uint8Array;
  place = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  read(bits: number): number {
    let value = 0;
    for (let i = 0; i < bits; i++, this.place++) {
      value = value * 2 + (((this.#bytes[this.place >> 3] ?? 0) >> (7 - (this.place & 7))) & 1);
    }
    return value;
  }

  signed(bits: number): number {
    const value = this.read(bits);
    return value >= 2 ** (bits - 1) ? value - 2 ** bits : value;
  }
}

function checksum(bytes: Uint8Array, polynomial: number, bits: number): number {
  let check = 0;
  for (const byte of bytes) {
    for (let i = 7; i >= 0; i--) {
      const top = (check >> (bits - 1)) & 1;
      check = (check << 1) & (2 ** bits - 1);
      if (top ^ ((byte >> i) & 1)) check ^= polynomial;
    }
  }
  return check;
}

/** Predictions of the fixed predictors, order 0–4 (RFC 9639, table 5). */
const WEIGHTS = [[], [1], [2, -1], [3, -3, 1], [4, -6, 4, -1]];

function readFrame(bytes: Uint8Array, reader: BitReader): number[] {
  const start = reader.place / 8;
  if (reader.read(16) !== 0xfff8 || reader.read(8) !== 0x70 || reader.read(8) !== 0x08) throw new Error("no frame");
  const lead = reader.read(8);
  reader.read(lead < 0x80 ? 0 : lead < 0xe0 ? 8 : 16);
  const length = reader.read(16) + 1;
  const head = checksum(bytes.subarray(start, reader.place / 8), 0x07, 8);
  if (reader.read(8) !== head) throw new Error("header checksum");
  const order = (reader.read(8) >> 1) - 8;
  const samples = Array.from({ length: order }, () => reader.signed(16));
  if (reader.read(6) !== 0) throw new Error("another residual code");
  const parameter = reader.read(4);
  while (samples.length < length) {
    let high = 0;
    while (reader.read(1) === 0) high++;
    const folded = high * 2 ** parameter + reader.read(parameter);
    const residual = folded % 2 === 0 ? folded / 2 : -(folded + 1) / 2;
    const guess = (WEIGHTS[order] ?? []).reduce((sum, w, i) => sum + w * (samples[samples.length - 1 - i] ?? 0), 0);
    samples.push(guess + residual);
  }
  reader.place = 8 * Math.ceil(reader.place / 8);
  const whole = checksum(bytes.subarray(start, reader.place / 8), 0x8005, 16);
  if (reader.read(16) !== whole) throw new Error("frame checksum");
  return samples;
}

export function decodeFlac(bytes: Uint8Array): { samples: Int16Array; sampleRate: number } {
  const reader = new BitReader(bytes);
  if (reader.read(32) !== 0x664c6143) throw new Error("no FLAC");
  reader.read(32 + 80);
  const sampleRate = reader.read(20);
  reader.read(8);
  const total = reader.read(36);
  reader.read(128);
  const samples: number[] = [];
  while (samples.length < total) for (const sample of readFrame(bytes, reader)) samples.push(sample);
  return { samples: Int16Array.from(samples), sampleRate };
}
