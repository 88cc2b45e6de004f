/** What the headers of both Neuroscan protocols have in common: four letters at their head. */

const BLOCK = "DATA";

/**
 * Whether the header of a block begins in [from, to): EEG never looks so, but a body that was cut short is followed by the next
 * block. At the very end its four letters are enough.
 */
export function holdsBlock(
  bytes: Uint8Array,
  from: number,
  to: number,
  header: number,
  isHeader: (place: number) => boolean,
): boolean {
  for (let place = from; place + BLOCK.length <= to; place++) {
    if (bytes[place] !== 0x44 || !isPrefix(bytes, place, to, BLOCK)) continue;
    if (place + header > to || isHeader(place)) return true;
  }
  return false;
}

/** Whether the bytes in [place, end), four at the most, are the beginning of these letters. */
export function isPrefix(bytes: Uint8Array, place: number, end: number, letters: string): boolean {
  const length = Math.min(letters.length, end - place);
  for (let i = 0; i < length; i++) if (bytes[place + i] !== letters.charCodeAt(i)) return false;
  return true;
}
