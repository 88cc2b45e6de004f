import { damaged, type PictureSize } from "./clean-picture.ts";

const EOI = 0xd9;
const SOS = 0xda;
/** Tables, frames and restart intervals: what a picture is decoded from. */
const KEPT = [0xdb, 0xc4, 0xdd, 0xc0, 0xc1, 0xc2];
const FRAMES = [0xc0, 0xc1, 0xc2];
/** Adobe's segment says how colours are coded; nothing else of it is kept. */
const ADOBE = 0xee;
/** All of the Adobe segment that has a meaning, and of a JFIF head without its thumbnail. */
const ADOBE_BYTES = 14;

/**
 * A JPEG with the segments it is decoded from and no others (ITU-T T.81, B.1): no EXIF, no comments, no thumbnails, nothing after its
 * end. Throws RangeError for a damaged one, or for one that browsers do not draw.
 */
export function cleanJpeg(file: Buffer): { bytes: Buffer; size: PictureSize } {
  const parts: Buffer[] = [Buffer.from([0xff, 0xd8])];
  let size: PictureSize | undefined;
  let scans = 0;
  for (let at = 2; ; ) {
    while (file[at] === 0xff && file[at + 1] === 0xff) at++;
    const marker = file[at + 1];
    if (file[at] !== 0xff || marker === undefined) damaged();
    if (marker === EOI) {
      if (!size || scans === 0) damaged();
      parts.push(Buffer.from([0xff, EOI]));
      return { bytes: Buffer.concat(parts), size };
    }
    if (at + 4 > file.length) damaged();
    const end = at + 2 + file.readUInt16BE(at + 2);
    if (end > file.length || end < at + 4) damaged();
    const segment = file.subarray(at, end);
    if (FRAMES.includes(marker)) {
      if (segment.length < 9) damaged();
      size = { height: segment.readUInt16BE(5), width: segment.readUInt16BE(7) };
    }
    if (marker === SOS) {
      const data = endOfScan(file, end);
      parts.push(file.subarray(at, data));
      scans++;
      at = data;
      continue;
    }
    if (KEPT.includes(marker)) parts.push(segment);
    if (marker === ADOBE && segment.toString("latin1", 4, 9) === "Adobe" && segment.length >= ADOBE_BYTES + 2) {
      parts.push(Buffer.concat([Buffer.from([0xff, ADOBE, 0, ADOBE_BYTES]), segment.subarray(4, ADOBE_BYTES + 2)]));
    }
    at = end;
  }
}

/** Where the coded data that begins at `from` ends: at the first marker that is neither a stuffed byte nor a restart. */
function endOfScan(file: Buffer, from: number): number {
  for (let at = from; at + 1 < file.length; at++) {
    const next = file[at + 1] as number;
    if (file[at] === 0xff && next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  return damaged();
}
