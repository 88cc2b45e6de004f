/** The fields of EDF and BDF headers: printable ASCII, from the left, filled up with spaces. */

const SPACE = 32;

/** Writes `text` into a field; what is no printable ASCII becomes "?", what does not fit is cut off. */
export function putField(bytes: Uint8Array, place: number, width: number, text: string): void {
  for (let i = 0; i < width; i++) {
    const code = i < text.length ? text.charCodeAt(i) : SPACE;
    bytes[place + i] = code >= SPACE && code < 127 ? code : 63;
  }
}

/** The text of a field, without the spaces that fill it up. */
export function fieldAt(bytes: Uint8Array, place: number, width: number): string {
  return String.fromCharCode(...bytes.subarray(place, place + width)).trim();
}

/** A field's number; NaN where it is none. */
export function numberAt(bytes: Uint8Array, place: number, width: number): number {
  const text = fieldAt(bytes, place, width);
  return /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text) ? Number(text) : Number.NaN;
}

/** A number in at most `width` characters, as exactly as they allow. Throws RangeError where even its whole part is too long. */
export function numberText(value: number, width = 8): string {
  for (let digits = width; digits >= 0; digits--) {
    const text = value.toFixed(digits);
    const short = digits > 0 ? text.replace(/\.?0+$/, "") : text;
    if (short.length <= width) return short === "-0" ? "0" : short;
  }
  throw new RangeError(`${value} does not fit into ${width} characters`);
}
