import fc from "fast-check";
import { expect, test } from "vitest";
import { Draws, seeded } from "../../../src/engine/random.ts";
import { FreeEegReader } from "../../../src/hardware/eeg/free-eeg-format.ts";
import { chunkSizes, chunks, join } from "./streams.ts";

function framesOf(length: number, count: number, draws: Draws): Uint8Array[] {
  return Array.from({ length: count }, (_, i) => {
    const frame = Uint8Array.from({ length }, () => draws.whole(0, 255));
    frame.set([0xa0, i % 256]);
    frame[length - 1] = 0xc0;
    return frame;
  });
}

test.each([99, 105, 106, 128])(
  "a frame length of %i bytes is learnt, however the stream begins and is cut",
  (length) => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(1500), chunkSizes, (seed, noise, sizes) => {
        const draws = new Draws(seeded(seed, "free eeg"));
        const head = Uint8Array.from({ length: noise }, () => draws.whole(0, 255));
        const bytes = join([head, ...framesOf(length, 60, draws)]);
        const reader = new FreeEegReader();
        const read = chunks(bytes, sizes).flatMap((chunk) => reader.read(chunk));
        const { received, accepted, dropped, held } = reader.bytes;
        expect(reader.length).toBe(length);
        expect([received, accepted + dropped + held]).toEqual([bytes.length, bytes.length]);
        expect(read.at(-1)?.counter).toBe(58);
        expect(read.length).toBeGreaterThanOrEqual(54);
        expect(read.slice(1).every(({ skipped }) => skipped === 0)).toBe(true);
      }),
      { numRuns: 15 },
    );
  },
);
