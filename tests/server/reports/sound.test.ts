import { describe, expect, it } from "vitest";
import type { Note } from "../../../src/engine/music/note.ts";
import { openRenderer } from "../../../src/server/reports/sound.ts";

/** A scale in quarters at 120: struck every half second, the first at 50 ms. */
const SCALE: Note[] = [60, 62, 64, 65, 67, 67, 65, 72].map((pitch, i) => ({
  onset: 480 * i,
  duration: 360,
  pitch,
  velocity: 80,
}));

/** Root mean square of `length` samples from `at`. */
function level(samples: Int16Array, at: number, length: number): number {
  let total = 0;
  for (let i = at; i < at + length; i++) total += (samples[i] ?? 0) ** 2;
  return Math.sqrt(total / length);
}

/** Where the sound rises steepest within `reach` samples of a place: the level of 2 ms after, over that of 2 ms before. */
function steepest(samples: Int16Array, place: number, reach: number): number {
  const span = 44;
  let best = { at: place, rise: 0 };
  for (let at = place - reach; at <= place + reach; at++) {
    const rise = level(samples, at, span) / (level(samples, at - span, span) + 20);
    if (rise > best.rise) best = { at, rise };
  }
  return best.at;
}

describe("rendered sound", async () => {
  const { samples, sampleRate, onsets } = (await openRenderer()).render(SCALE, 120);

  it("strikes every note within 10 ms of its time", () => {
    expect(onsets).toHaveLength(SCALE.length);
    for (const [i, onset] of onsets.entries()) {
      expect(onset).toBeCloseTo(50 + 500 * i, 1);
      const place = Math.round((onset * sampleRate) / 1_000);
      const heard = steepest(samples, place, Math.round(0.1 * sampleRate));
      expect(Math.abs(heard - place) / sampleRate, `note ${i}`).toBeLessThan(0.01);
    }
  });

  it("peaks at −3 dB and clips nowhere", () => {
    const peak = samples.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    expect(20 * Math.log10(peak / 32_767)).toBeCloseTo(-3.01, 1);
  });

  it("dies away a second after the last note", () => {
    const last = Math.round(((50 + 3_500 + 375) * sampleRate) / 1_000);
    expect(samples).toHaveLength(last + sampleRate);
    expect(level(samples, samples.length - 2_205, 2_205)).toBeLessThan(level(samples, last - 2_205, 2_205) / 10);
  });

  it("renders the same samples again", async () => {
    const again = (await openRenderer()).render(SCALE, 120).samples;
    // Compared as bytes: where they differ, a test that lists every sample takes minutes.
    expect(Buffer.from(again.buffer).equals(Buffer.from(samples.buffer))).toBe(true);
  });

  it("refuses to render nothing", async () => {
    const renderer = await openRenderer();
    expect(() => renderer.render([], 120)).toThrow(RangeError);
  });
});
