import type { Cycles } from "./uno.ts";

/** What a ring was told to show: red, green and blue, 0–255, for each pixel. */
export interface RingPicture {
  readonly at: Cycles;
  readonly pixels: readonly (readonly [red: number, green: number, blue: number])[];
}

/** WS2812: a bit is 1.25 µs, high for 0.35 or 0.7–0.9 µs; after 50 µs of low a new picture begins. */
const ONE: Cycles = 9;
const END: Cycles = 800;

/** Reads the wire of a WS2812 ring. `edge` takes its edges; `picture` gives the last whole picture that has ended by `now`. */
export function watchPixels(): {
  edge(high: boolean, at: Cycles): void;
  picture(now: Cycles): RingPicture | undefined;
} {
  let rose: Cycles = 0;
  let fell: Cycles = 0;
  let began: Cycles = 0;
  let bits: number[] = [];
  let last: RingPicture | undefined;
  const finish = () => {
    const bytes = Array.from({ length: Math.floor(bits.length / 8) }, (_, i) =>
      bits.slice(8 * i, 8 * i + 8).reduce((byte, bit) => byte * 2 + bit, 0),
    );
    const pixels = Array.from({ length: Math.floor(bytes.length / 3) }, (_, i) => {
      const [green = 0, red = 0, blue = 0] = bytes.slice(3 * i, 3 * i + 3);
      return [red, green, blue] as const;
    });
    if (pixels.length > 0) last = { at: began, pixels };
    bits = [];
  };
  return {
    edge(high, at) {
      if (high) {
        if (at - fell > END && bits.length > 0) finish();
        if (bits.length === 0) began = at;
        rose = at;
      } else {
        bits.push(at - rose >= ONE ? 1 : 0);
        fell = at;
      }
    },
    picture(now) {
      if (bits.length > 0 && now - fell > END) finish();
      return last;
    },
  };
}
