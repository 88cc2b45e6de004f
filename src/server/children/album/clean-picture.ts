import { cleanJpeg } from "./jpeg.ts";
import { cleanPng } from "./png.ts";
import { cleanWebp } from "./webp.ts";

/** Bytes of a picture at the most. */
export const LARGEST_PICTURE = 512 * 1024;
/** Pixels along a side at the most. */
export const LONGEST_SIDE = 4_096;

export const PICTURE_TYPES = ["image/png", "image/jpeg", "image/webp"] as const;
export type PictureType = (typeof PICTURE_TYPES)[number];

/** A picture with nothing in it but what is seen. */
export interface CleanPicture {
  readonly type: PictureType;
  readonly bytes: Buffer;
}

/** Width and height in pixels. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/**
 * The picture in a file, without anything that tells more than what is seen: place, camera, names, thumbnails, whatever follows its
 * end. What it is says its bytes alone, not its name. Throws RangeError for what is no still PNG, JPEG or WebP, or too large.
 */
export function cleanPicture(file: Buffer): CleanPicture {
  if (file.length > LARGEST_PICTURE) throw new RangeError("the picture has more than 512 kB: make it smaller");
  const cleaned = clean(file);
  if (!cleaned) throw new RangeError("only PNG, JPEG and WebP pictures can be shown");
  const { width, height } = cleaned.size;
  if (Math.min(width, height) < 1 || Math.max(width, height) > LONGEST_SIDE) {
    throw new RangeError(`the picture has ${width} × ${height} pixels; ${LONGEST_SIDE} along a side are the most`);
  }
  return { type: cleaned.type, bytes: cleaned.bytes };
}

function clean(file: Buffer): (CleanPicture & { readonly size: PictureSize }) | undefined {
  if (file.subarray(0, 8).equals(Buffer.from("\x89PNG\r\n\x1a\n", "latin1"))) {
    return { type: "image/png", ...cleanPng(file) };
  }
  if (file[0] === 0xff && file[1] === 0xd8) return { type: "image/jpeg", ...cleanJpeg(file) };
  if (file.toString("latin1", 0, 4) === "RIFF" && file.toString("latin1", 8, 12) === "WEBP") {
    return { type: "image/webp", ...cleanWebp(file) };
  }
  return undefined;
}

/** Throws: the bytes are not what they begin as. */
export function damaged(): never {
  throw new RangeError("the picture is damaged");
}
