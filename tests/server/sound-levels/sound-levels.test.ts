import { describe, expect, test } from "vitest";
import { everyProgram } from "../../../src/engine/session/sounds.ts";
import { levelOfProgram, NOMINAL_GAIN, PROGRAMS } from "../../../src/panel/sound/loudness.ts";
import { integratedLoudness } from "../../../src/server/sound-levels/integrated-loudness.ts";
import { openSoundMeter } from "../../../src/server/sound-levels/measure-sound.ts";

const sine = (amplitude: number, frequency: number, sampleRate: number, seconds: number) =>
  Float32Array.from(
    { length: seconds * sampleRate },
    (_, place) => amplitude * Math.sin((2 * Math.PI * frequency * place) / sampleRate),
  );

describe("integrated loudness", () => {
  test("of a full 997 Hz sine in one channel is −3.01 LUFS, as the recommendation says, at every sample rate", () => {
    for (const sampleRate of [22_050, 44_100, 48_000]) {
      const loudness = integratedLoudness([sine(1, 997, sampleRate, 5), new Float32Array(5 * sampleRate)], sampleRate);
      expect(loudness).toBeCloseTo(-3.01, 1);
    }
  });

  test("of stereo at −23 dBFS is −23 LUFS, and silence about it changes nothing (EBU Tech 3341, cases 1 and 3)", () => {
    const part = sine(10 ** (-23 / 20), 1_000, 48_000, 20);
    const quiet = sine(10 ** (-36 / 20), 1_000, 48_000, 5);
    expect(integratedLoudness([part, part], 48_000)).toBeCloseTo(-23, 1);
    const whole = Float32Array.from([...quiet, ...part, ...quiet]);
    expect(Math.abs(integratedLoudness([whole, whole], 48_000) + 23)).toBeLessThan(0.1);
    expect(integratedLoudness([new Float32Array(48_000), new Float32Array(48_000)], 48_000)).toBe(
      Number.NEGATIVE_INFINITY,
    );
  });
});

describe("the table of levels", () => {
  test("makes every sound as loud as it is to be, within 1 LU: melodies −18 LUFS, what lies under them a little less", async () => {
    const meter = await openSoundMeter();
    const gain = 20 * Math.log10(NOMINAL_GAIN);
    const targets = { melody: -18, bass: -19, chords: -21 };
    const off = everyProgram().map(({ program, layer }) => {
      const register = layer === "bass" ? "low" : "middle";
      return meter.measure(program, register, levelOfProgram(program)) + gain - targets[layer];
    });
    for (const [place, by] of off.entries()) expect(Math.abs(by), `program ${PROGRAMS[place]}`).toBeLessThan(1);
  });

  test("knows every program that can be chosen", () => {
    expect([...PROGRAMS].sort()).toEqual(
      everyProgram()
        .map(({ program }) => program)
        .sort(),
    );
  });
});
