/**
 * The 7-bit check that ends every message of the robot's own: CRC-7 (x⁷ + x³ + 1, begun at 0x5a) over the message's number
 * and its payload, each byte seven bits. One wrong bit is always found, two within 127 bits too, and 127 of 128 other damages.
 */
export function checkOf(bytes: readonly number[]): number {
  let check = 0x5a;
  for (const byte of bytes) {
    check ^= byte & 0x7f;
    for (let bit = 0; bit < 7; bit += 1) check = ((check << 1) ^ (check & 0x40 ? 0x09 : 0)) & 0x7f;
  }
  return check;
}
