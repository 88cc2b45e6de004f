import { damaged, type PictureSize } from "./clean-picture.ts";

const HEAD = 12;
/** Flags of the extended header: profile, alpha, EXIF, XMP, animation (RFC 9649, 2.7). */
const ALPHA = 0x10;
const ANIMATION = 0x02;
const KEPT = ["VP8X", "ALPH", "VP8 ", "VP8L"];

/** A WebP with the chunks it is drawn from and no others. Throws RangeError for a damaged or moving one. */
export function cleanWebp(file: Buffer): { bytes: Buffer; size: PictureSize } {
  const end = 8 + file.readUInt32LE(4);
  if (end > file.length) damaged();
  const parts: Buffer[] = [];
  let size: PictureSize | undefined;
  for (let at = HEAD; at < end; ) {
    if (at + 8 > end) damaged();
    const type = file.toString("latin1", at, at + 4);
    const length = file.readUInt32LE(at + 4);
    // A chunk of odd length is filled up to an even one.
    const next = at + 8 + length + (length % 2);
    if (at + 8 + length > end) damaged();
    if (type === "ANIM" || type === "ANMF") throw new RangeError("moving pictures are not shown");
    if (KEPT.includes(type)) {
      const chunk = Buffer.alloc(next - at);
      file.copy(chunk, 0, at, at + 8 + length);
      if (type === "VP8X") {
        if (length < 10) damaged();
        const flags = chunk[8] as number;
        if (flags & ANIMATION) throw new RangeError("moving pictures are not shown");
        chunk[8] = flags & ALPHA;
      }
      size ??= sizeOf(type, chunk.subarray(8));
      parts.push(chunk);
    }
    at = next;
  }
  if (!size || !parts.some((part) => part.toString("latin1", 0, 3) === "VP8" && part[3] !== 0x58)) damaged();
  const body = Buffer.concat(parts);
  const head = Buffer.alloc(HEAD);
  head.write("RIFF", 0, "latin1");
  head.writeUInt32LE(body.length + 4, 4);
  head.write("WEBP", 8, "latin1");
  return { bytes: Buffer.concat([head, body]), size };
}

function sizeOf(type: string, body: Buffer): PictureSize | undefined {
  if (type === "VP8X") return { width: body.readUIntLE(4, 3) + 1, height: body.readUIntLE(7, 3) + 1 };
  if (type === "VP8 ") {
    if (body.length < 10) damaged();
    return { width: body.readUInt16LE(6) & 0x3fff, height: body.readUInt16LE(8) & 0x3fff };
  }
  if (type === "VP8L") {
    if (body.length < 5) damaged();
    const bits = body.readUInt32LE(1);
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  }
  return undefined;
}
