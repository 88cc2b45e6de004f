/** Flash of an ATmega328P, in bytes. */
const FLASH = 32_768;

/**
 * A program from an Intel hex file, as words of flash; the rest is empty (0xffff).
 * @throws Error with a sentence when a line is damaged or beyond the flash.
 */
export function readIntelHex(text: string): Uint16Array {
  const flash = new Uint8Array(FLASH).fill(0xff);
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line === "") continue;
    const bytes = Uint8Array.from(line.slice(1).match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
    const [count = 0, high = 0, low = 0, kind = 0] = bytes;
    const sum = bytes.reduce((total, byte) => total + byte, 0);
    if (!/^:([0-9a-f]{2})+$/i.test(line) || bytes.length !== count + 5 || (sum & 0xff) !== 0)
      throw new Error(`Line ${index + 1} of the firmware's hex file is damaged: build it again with npm run firmware.`);
    if (kind === 1) break;
    const at = high * 256 + low;
    if (kind !== 0 || at + count > FLASH)
      throw new Error(`Line ${index + 1} of the firmware's hex file is not for an ATmega328P.`);
    flash.set(bytes.subarray(4, 4 + count), at);
  }
  return new Uint16Array(flash.buffer);
}
