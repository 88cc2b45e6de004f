import { crc32 } from "node:zlib";
import { damaged, type PictureSize } from "./clean-picture.ts";

const SIGNATURE = 8;
/** A chunk's length, type and checksum. */
const AROUND = 12;
/** What a picture is drawn from. Texts, times, profiles and EXIF are not among them, and no moving pictures. */
const KEPT = ["IHDR", "PLTE", "tRNS", "gAMA", "cHRM", "sRGB", "IDAT", "IEND"];

/** A PNG with the chunks it is drawn from and no others (PNG 3rd edition, 11). Throws RangeError for a damaged or moving one. */
export function cleanPng(file: Buffer): { bytes: Buffer; size: PictureSize } {
  const parts: Buffer[] = [file.subarray(0, SIGNATURE)];
  const seen = new Set<string>();
  let size: PictureSize | undefined;
  for (let at = SIGNATURE; !seen.has("IEND"); ) {
    if (at + AROUND > file.length) damaged();
    const length = file.readUInt32BE(at);
    const end = at + AROUND + length;
    if (end > file.length) damaged();
    const type = file.toString("latin1", at + 4, at + 8);
    if (crc32(file.subarray(at + 4, end - 4)) !== file.readUInt32BE(end - 4)) damaged();
    if (type === "acTL") throw new RangeError("moving pictures are not shown");
    if (type === "IHDR") size = { width: file.readUInt32BE(at + 8), height: file.readUInt32BE(at + 12) };
    else if (!size) damaged();
    if (KEPT.includes(type)) parts.push(file.subarray(at, end));
    seen.add(type);
    at = end;
  }
  if (!size || !seen.has("IDAT")) damaged();
  return { bytes: Buffer.concat(parts), size };
}
