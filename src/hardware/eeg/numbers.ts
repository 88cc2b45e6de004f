/** Reading and writing the numbers of EEG devices. Places are the caller's to check; what is not there counts as 0. */

/** Big-endian two's complement number of 24 bits. */
export function int24At(bytes: Uint8Array, place: number): number {
  return (((bytes[place] ?? 0) << 24) | ((bytes[place + 1] ?? 0) << 16) | ((bytes[place + 2] ?? 0) << 8)) >> 8;
}

/** `count` numbers of 24 bits, one after another. */
export function int24sAt(bytes: Uint8Array, place: number, count: number): Int32Array {
  const values = new Int32Array(count);
  for (let i = 0; i < count; i++) values[i] = int24At(bytes, place + 3 * i);
  return values;
}

/** Big-endian two's complement number of 16 bits. */
export function int16At(bytes: Uint8Array, place: number): number {
  return (((bytes[place] ?? 0) << 24) | ((bytes[place + 1] ?? 0) << 16)) >> 16;
}

/** Big-endian number of `count` bytes (1–4), without a sign. */
export function uintAt(bytes: Uint8Array, place: number, count: number): number {
  let value = 0;
  for (let i = place; i < place + count; i++) value = value * 256 + (bytes[i] ?? 0);
  return value;
}

/** Writes the low `count` bytes (1–4) of a whole number, big-endian; two's complement when it is negative. */
export function putBytes(bytes: Uint8Array, place: number, count: number, value: number): void {
  for (let i = 0; i < count; i++) bytes[place + i] = (value >> (8 * (count - 1 - i))) & 0xff;
}
