import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CEILING, Limiter, LOOK_AHEAD_SECONDS } from "../../../src/panel/sound/limiter.ts";

const RATE = 48_000;
const DELAY = Math.round(LOOK_AHEAD_SECONDS * RATE);
const BLOCK = 128;

/** Sends a sound through the limiter in blocks, as an AudioWorklet does. */
function limit(sound: Float32Array): Float32Array {
  const limiter = new Limiter(RATE, 1);
  const out = new Float32Array(sound.length);
  for (let at = 0; at < sound.length; at += BLOCK) {
    limiter.process([sound.subarray(at, at + BLOCK)], [out.subarray(at, at + BLOCK)]);
  }
  return out;
}

const sine = (level: number, seconds: number): Float32Array =>
  Float32Array.from({ length: RATE * seconds }, (_, at) => level * Math.sin((2 * Math.PI * 440 * at) / RATE));
const peak = (sound: Float32Array): number => sound.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);

describe("the limiter", () => {
  test("leaves what is under -3 dBFS as it is, 5 ms later", () => {
    const sound = sine(0.7, 0.1);
    const out = limit(sound);
    for (let at = DELAY; at < sound.length; at += 37) expect(out[at]).toBeCloseTo(sound[at - DELAY] as number, 6);
  });

  test("nothing passes -3 dBFS, whatever comes", () => {
    fc.assert(
      fc.property(
        fc.array(fc.float({ min: -8, max: 8, noNaN: true }), { minLength: 1, maxLength: 2_000 }),
        (samples) => {
          expect(peak(limit(Float32Array.from(samples)))).toBeLessThanOrEqual(CEILING + 1e-6);
        },
      ),
      { numRuns: 60 },
    );
  });

  test("a loud tone is turned down, not cut off: its waves stay round", () => {
    const out = limit(sine(4, 0.5)).subarray(RATE * 0.1);
    expect(peak(out)).toBeGreaterThan(CEILING * 0.97);
    const flat = out.filter((sample, at) => Math.abs(sample) >= CEILING && Math.abs(out[at + 1] ?? 0) >= CEILING);
    expect(flat.length / out.length).toBeLessThan(0.01);
  });

  test("after a peak the loudness comes back within a second", () => {
    const sound = sine(0.5, 1.5);
    sound[100] = 5;
    const end = limit(sound).subarray(RATE * 1.4);
    expect(peak(end)).toBeGreaterThan(0.495);
  });
});
