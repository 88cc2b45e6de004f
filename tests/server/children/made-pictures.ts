import { crc32, deflateSync } from "node:zlib";

/** Pictures by hand: each is drawn by a browser, and says more than it should. */

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const around = Buffer.alloc(8);
  around.writeUInt32BE(data.length, 0);
  around.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([around.subarray(0, 4), body, around.subarray(4)]);
}

/** A grey PNG of so many pixels along a side, with more chunks before its data and bytes after its end. */
export function png(side = 2, more: readonly (readonly [type: string, text: string])[] = [], after = ""): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  head.set([8, 0, 0, 0, 0], 8);
  const rows = Buffer.alloc(side * (side + 1), 0x80);
  for (let row = 0; row < side; row++) rows[row * (side + 1)] = 0;
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    chunk("IHDR", head),
    ...more.map(([type, text]) => chunk(type, Buffer.from(text))),
    chunk("IDAT", deflateSync(rows)),
    chunk("IEND", Buffer.alloc(0)),
    Buffer.from(after),
  ]);
}

/** An 8 × 8 grey JPEG, baseline; `more` are segments by marker, put after its head. */
export function jpeg(more: readonly (readonly [marker: number, text: string])[] = [], after = ""): Buffer {
  const segment = (marker: number, data: Buffer): Buffer => {
    const head = Buffer.from([0xff, marker, 0, 0]);
    head.writeUInt16BE(data.length + 2, 2);
    return Buffer.concat([head, data]);
  };
  const table = (kind: number, lengths: number[], values: number[]) =>
    segment(0xc4, Buffer.from([kind, ...lengths, ...Array(16 - lengths.length).fill(0), ...values]));
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    ...more.map(([marker, text]) => segment(marker, Buffer.from(text, "latin1"))),
    segment(0xdb, Buffer.from([0, ...Array(64).fill(16)])),
    segment(0xc0, Buffer.from([8, 0, 8, 0, 8, 1, 1, 0x11, 0])),
    table(0x00, [0, 1], [0]),
    table(0x10, [0, 1], [0]),
    segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    // No change of brightness, end of block, filled up with ones.
    Buffer.from([0x0f, 0xff, 0xd9]),
    Buffer.from(after),
  ]);
}

/** A lossless WebP's frame around whatever chunks. */
export function webp(chunks: readonly (readonly [type: string, data: Buffer])[]): Buffer {
  const body = Buffer.concat(
    chunks.map(([type, data]) => {
      const head = Buffer.alloc(8);
      head.write(type, 0, "latin1");
      head.writeUInt32LE(data.length, 4);
      return Buffer.concat([head, data, Buffer.alloc(data.length % 2)]);
    }),
  );
  const head = Buffer.alloc(12);
  head.write("RIFF", 0, "latin1");
  head.writeUInt32LE(body.length + 4, 4);
  head.write("WEBP", 8, "latin1");
  return Buffer.concat([head, body]);
}

/** A lossless picture's data: its head says 3 × 5 pixels. */
export const LOSSLESS = Buffer.from([0x2f, 2 | (4 << 14), (4 << 14) >> 8, (4 << 14) >> 16, 0, 0, 0, 0]);
