/** A remark on a recording. */
export interface EdfAnnotation {
  /** Seconds since the recording began. */
  readonly onset: number;
  /** Seconds it lasts; undefined for an instant, or where it is not known. */
  readonly duration?: number;
  readonly text: string;
}

/** Text of an annotation over samples that never came. Its span holds fill, no signal. */
export const GAP = "gap";

/** Longer remarks (in bytes) are cut off, so that each fits into a record. */
const LONGEST = 120;
const DURATION = 21;
const TEXT = 20;

/** The list that says when a record begins, as every record of an EDF+ file does. */
export function timeKeeping(onset: number): Uint8Array {
  return list(secondsText(onset), "");
}

/** An annotation as a file holds it (a "time-stamped annotations list"). Characters that would end it become spaces. */
export function annotationBytes({ onset, duration, text }: EdfAnnotation): Uint8Array {
  const times = secondsText(onset) + (duration === undefined ? "" : `\x15${secondsText(duration).slice(1)}`);
  const plain = Array.from(text, (letter) => (letter < " " ? " " : letter)).join("");
  return list(times, cut(plain));
}

/** What a record's annotation bytes hold: when the record begins, where it says so, and remarks. Skips what is damaged. */
export function readAnnotations(bytes: Uint8Array): { begins: number | undefined; annotations: EdfAnnotation[] } {
  let begins: number | undefined;
  const annotations: EdfAnnotation[] = [];
  for (let from = 0; from < bytes.length; ) {
    const end = bytes.indexOf(0, from);
    const to = end < 0 ? bytes.length : end;
    const [times, ...texts] = split(bytes.subarray(from, to), TEXT);
    const [onset, duration] = split(times ?? new Uint8Array(), DURATION).map((part) => secondsOf(decode(part)));
    if (texts.length > 0 && onset !== undefined) {
      // The last part is what follows the last separator: nothing.
      for (const text of texts.slice(0, -1).map(decode)) {
        if (text === "") begins ??= onset;
        else annotations.push({ onset, text, ...(duration === undefined ? {} : { duration }) });
      }
    }
    from = to + 1;
  }
  return { begins, annotations };
}

function cut(text: string): string {
  let short = "";
  for (const letter of text) {
    if (new TextEncoder().encode(short + letter).length > LONGEST) return short;
    short += letter;
  }
  return short;
}

function list(times: string, text: string): Uint8Array {
  return new TextEncoder().encode(`${times}\x14${text}\x14\x00`);
}

/** Seconds with a sign, to the microsecond, never as a power of ten. */
function secondsText(seconds: number): string {
  const text = seconds.toFixed(6).replace(/\.?0+$/, "");
  return text.startsWith("-") ? text : `+${text}`;
}

function secondsOf(text: string): number | undefined {
  return /^[+-]?\d+(\.\d*)?$/.test(text) ? Number(text) : undefined;
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

function split(bytes: Uint8Array, separator: number): Uint8Array[] {
  const parts: Uint8Array[] = [];
  let from = 0;
  for (let to = bytes.indexOf(separator); to >= 0; to = bytes.indexOf(separator, from)) {
    parts.push(bytes.subarray(from, to));
    from = to + 1;
  }
  parts.push(bytes.subarray(from));
  return parts;
}
