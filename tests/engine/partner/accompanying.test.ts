import { describe, expect, test } from "vitest";
import { pitchClass, pitchName, pitchOf } from "../../../src/engine/music/note.ts";
import { HARMONIC_MINOR, MAJOR, NATURAL_MINOR } from "../../../src/engine/music/scale.ts";
import { chooseDegree, chordOn, nearestPitch, voiceTriad } from "../../../src/engine/music/triad.ts";
import { busyWith, onsetsABeat, partsOf } from "../../../src/engine/partner/busy.ts";
import { approach, DEFAULT_SOUNDING, NO_LAYERS, velocityIn } from "../../../src/engine/partner/sounding.ts";

/** How long each pitch class sounded, from the names of notes of one length. */
function weights(...names: string[]): number[] {
  const sounded = new Array<number>(12).fill(0);
  for (const name of names) {
    const tone = pitchClass(pitchOf(name));
    sounded[tone] = (sounded[tone] ?? 0) + 500;
  }
  return sounded;
}

describe("the chord for what was just played, in C", () => {
  test.each([
    [["C4", "E4", "G4"], 0],
    [["F4", "A4", "C5"], 3],
    [["G4", "B4", "D5", "G4"], 4],
    [["A4", "E4", "A4"], 5],
    [[], 0],
  ] as const)("%j stands on degree %i", (names, degree) => {
    expect(chooseDegree(MAJOR, weights(...names), 0)).toBe(degree);
  });

  test("never on a diminished or an augmented triad", () => {
    for (const scale of [MAJOR, NATURAL_MINOR, HARMONIC_MINOR]) {
      for (let tone = 0; tone < 12; tone++) {
        const sounded = new Array<number>(12).fill(0);
        sounded[tone] = 500;
        const [root = 0, ...over] = chordOn(scale, chooseDegree(scale, sounded, 0));
        expect(over.map((tone) => pitchClass(tone - root)).join()).toMatch(/^[34],7$/);
      }
    }
  });

  test("its voices move as little as they can", () => {
    const chord = (names: readonly string[], before: readonly string[]) =>
      voiceTriad(
        names.map((name) => pitchClass(pitchOf(name))),
        before.map(pitchOf),
        63,
        55,
        96,
      ).map(pitchName);
    expect(chord(["C4", "E4", "G4"], [])).toEqual(["C4", "E4", "G4"]);
    expect(chord(["F4", "A4", "C4"], ["C4", "E4", "G4"])).toEqual(["C4", "F4", "A4"]);
    expect(chord(["G4", "B4", "D4"], ["C4", "E4", "G4"])).toEqual(["B3", "D4", "G4"]);
  });

  test("the nearest pitch of a class", () => {
    expect(pitchName(nearestPitch(0, 62, 48, 96))).toBe("C4");
    expect(pitchName(nearestPitch(0, 67, 48, 96))).toBe("C5");
    expect(pitchName(nearestPitch(0, 40, 48, 96))).toBe("C3");
  });
});

describe("how busy", () => {
  test.each([
    [0, 0],
    [1, 0.5],
    [2, 1],
    [3, 2],
    [4, 3],
    [5, 4],
    [2.5, 1.5],
  ])("%f is %f onsets a beat, and back", (busy, onsets) => {
    expect(onsetsABeat(busy)).toBe(onsets);
    expect(busyWith(onsets)).toBe(busy);
  });

  test("a bar has as many onsets as it says, and a step more only adds some", () => {
    for (let busy = 0; busy <= 5; busy += 0.25) {
      const bar = [0, 1, 2, 3].map((beat) => partsOf(busy, beat));
      expect(Math.abs(bar.flat().length / 4 - onsetsABeat(busy))).toBeLessThanOrEqual(0.25);
      for (const [beat, parts] of bar.entries()) {
        for (const part of partsOf(busy - 0.25, beat)) expect(parts).toContain(part);
      }
    }
    expect([1, 2, 3, 4, 5].map((busy) => [0, 1, 2, 3].flatMap((beat) => partsOf(busy, beat)).length)).toEqual([
      2, 4, 8, 12, 16,
    ]);
  });
});

describe("the sound goes towards what is wished", () => {
  const wish = { busy: 5, level: 0, register: 2, layers: { ...NO_LAYERS, bass: 1 } };

  test("by no more in a second than half a step of busyness, 3 dB, and half an octave", () => {
    const after = approach(DEFAULT_SOUNDING, wish, 1);
    expect(after.busy - DEFAULT_SOUNDING.busy).toBeCloseTo(0.5, 9);
    expect(after.level - DEFAULT_SOUNDING.level).toBeCloseTo(3, 9);
    expect(after.register).toBeCloseTo(0.5, 9);
    expect(after.tempo).toBe(DEFAULT_SOUNDING.tempo);
  });

  test("a new layer comes from silence, over two seconds", () => {
    expect(velocityIn(DEFAULT_SOUNDING, "bass", 0)).toBeUndefined();
    const velocities = [0.1, 1, 2].map(
      (seconds) => velocityIn({ ...approach(DEFAULT_SOUNDING, wish, seconds), level: -11.9 }, "bass", 0) ?? 0,
    );
    expect(velocities[0]).toBeLessThanOrEqual(20);
    expect(velocities[1]).toBeLessThan(velocities[2] ?? 0);
    expect(velocities[2]).toBeCloseTo(64, -0.5);
  });
});
