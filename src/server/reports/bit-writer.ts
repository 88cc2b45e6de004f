/** Writes bits, the highest first, into bytes that grow as needed. */
export class BitWriter {
  #bytes: Uint8Array<ArrayBuffer>;
  #length = 0;
  #bit = 0;

  constructor(expected: number) {
    this.#bytes = new Uint8Array(Math.max(16, expected));
  }

  /** Bytes begun so far. */
  get byteLength(): number {
    return this.#length + (this.#bit > 0 ? 1 : 0);
  }

  /** The lowest `bits` (0–24) of a whole number. */
  write(value: number, bits: number): void {
    for (let left = bits; left > 0; ) {
      const room = 8 - this.#bit;
      const taken = Math.min(room, left);
      const part = (value >>> (left - taken)) & ((1 << taken) - 1);
      this.#reserve();
      this.#bytes[this.#length] = (this.#bytes[this.#length] ?? 0) | (part << (room - taken));
      this.#advance(taken);
      left -= taken;
    }
  }

  /** So many bits of 0. */
  writeZeros(count: number): void {
    for (let left = count; left > 0; left -= 24) this.write(0, Math.min(24, left));
  }

  /** Fills the byte that was begun. */
  align(): void {
    if (this.#bit > 0) this.writeZeros(8 - this.#bit);
  }

  /** Cyclic redundancy check of the whole bytes from `start`, of 8 or 16 bits, beginning with 0. */
  crc(start: number, polynomial: number, bits: 8 | 16): number {
    const top = 1 << (bits - 1);
    const mask = bits === 8 ? 0xff : 0xffff;
    let check = 0;
    for (let i = start; i < this.#length; i++) {
      check ^= (this.#bytes[i] ?? 0) << (bits - 8);
      for (let step = 0; step < 8; step++) check = (check & top ? (check << 1) ^ polynomial : check << 1) & mask;
    }
    return check;
  }

  /** What was written, the last byte filled with zeros. */
  bytes(): Uint8Array<ArrayBuffer> {
    return this.#bytes.slice(0, this.byteLength);
  }

  #reserve(): void {
    if (this.#length < this.#bytes.length) return;
    const wider = new Uint8Array(2 * this.#bytes.length);
    wider.set(this.#bytes);
    this.#bytes = wider;
  }

  #advance(bits: number): void {
    this.#bit += bits;
    if (this.#bit < 8) return;
    this.#bit = 0;
    this.#length++;
  }
}
