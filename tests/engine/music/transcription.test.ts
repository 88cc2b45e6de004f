import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { pitchName, pitchOf } from "../../../src/engine/music/note.ts";
import { inScale, MAJOR, NATURAL_MINOR, type Scale } from "../../../src/engine/music/scale.ts";
import { SCALE_NAMES, SCALES, type ScaleName } from "../../../src/engine/music/scales.ts";
import { transcribe, writtenIn } from "../../../src/engine/music/transcription.ts";
import { chooseDegree, chordOn, degreeNear } from "../../../src/engine/music/triad.ts";

const C = pitchOf("C4");
const onC = (names: string) => names.split(" ").map((name) => pitchOf(name) - C);
const named = (pitches: readonly number[]) => pitches.map((pitch) => pitchName(C + pitch)).join(" ");

describe("a line in another scale", () => {
  test.each<[string, ScaleName, Scale, string]>([
    ["C4 E4 F4 G4 F4 E4 C4", "lydian", MAJOR, "C4 E4 F#4 G4 F#4 E4 C4"],
    ["C4 B3 C4 B4 C5", "mixolydian", MAJOR, "C4 A#3 C4 A#4 C5"],
    ["C4 D4 D#4 D4 C4", "phrygian", NATURAL_MINOR, "C4 C#4 D#4 C#4 C4"],
    ["G4 G#4 G4 F4", "dorian", NATURAL_MINOR, "G4 A4 G4 F4"],
    // F and B go where the line still moves, not twice to one note.
    ["E4 F4 G4", "majorPentatonic", MAJOR, "D4 E4 G4"],
    ["A4 B4 C5", "majorPentatonic", MAJOR, "A4 C5 D5"],
    // A note that is repeated is repeated.
    ["F4 F4 F4 E4", "majorPentatonic", MAJOR, "E4 E4 E4 D4"],
    ["C4 C#4 D4", "chromatic", MAJOR, "C4 C#4 D4"],
  ])("%s is, in %s, what it means there", (line, name, known, expected) => {
    expect(named(transcribe(onC(line), SCALES[name], known))).toBe(expected);
  });

  const step = fc.integer({ min: -7, max: 7 });
  const steps = fc.array(step, { minLength: 1, maxLength: 16 });

  test.each(SCALE_NAMES)("is in %s, near where it was, and stands still only where it stood still", (name) => {
    const scale = SCALES[name];
    fc.assert(
      fc.property(steps, fc.boolean(), (intervals, minor) => {
        const known = minor ? NATURAL_MINOR : MAJOR;
        let pitch = 0;
        const line = intervals.map((interval) => (pitch += interval));
        const there = transcribe(line, scale, known);
        expect(there).toHaveLength(line.length);
        there.forEach((tone, i) => {
          expect(inScale(scale, tone)).toBe(true);
          expect(Math.abs(tone - (line[i] ?? 0))).toBeLessThanOrEqual(8);
          const was = Math.sign((line[i] ?? 0) - (line[i - 1] ?? line[i] ?? 0));
          const is = Math.sign(tone - (there[i - 1] ?? tone));
          if (was === 0) expect(is).toBe(0);
        });
        // What is in the scale already stays as it is.
        expect(transcribe(there, scale, known)).toEqual(there);
      }),
      { seed: 1, numRuns: 150 },
    );
  });

  test("where seven notes become five, hardly a step is lost", () => {
    const lost: number[] = [];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(-2, -1, 1, 2), { minLength: 12, maxLength: 12 }), (degrees) => {
        let degree = 0;
        const walk = degrees.map((by) => (degree += by));
        const line = walk
          .map((at) => MAJOR.steps[((at % 7) + 7) % 7] ?? 0)
          .map((s, i) => s + 12 * Math.floor((walk[i] ?? 0) / 7));
        const there = transcribe(line, SCALES.majorPentatonic, MAJOR);
        lost.push(there.filter((tone, i) => i > 0 && tone === there[i - 1]).length / (there.length - 1));
      }),
      { seed: 2, numRuns: 200 },
    );
    expect(lost.reduce((sum, share) => sum + share, 0) / lost.length).toBeLessThan(0.06);
  });
});

test("written figures are themselves in seven notes, and keep their shape in five, six and twelve", () => {
  const key = (scale: ScaleName) => ({ tonic: 0, mode: "major", scale }) as const;
  const figure = [0, 1, 2, 4, 3, 2, 1];
  const written = (name: ScaleName) => named(writtenIn(key(name), SCALES[name], figure));
  expect(written("major")).toBe("C4 D4 E4 G4 F4 E4 D4");
  expect(written("lydian")).toBe("C4 D4 E4 G4 F#4 E4 D4");
  expect(written("chromatic")).toBe("C4 D4 E4 G4 F4 E4 D4");
  for (const name of ["majorPentatonic", "wholeTone"] as const) {
    const line = writtenIn(key(name), SCALES[name], figure);
    expect(line.map((tone, i) => Math.sign(tone - (line[i - 1] ?? tone)))).toEqual([0, 1, 1, 1, -1, -1, -1]);
  }
});

describe("chords", () => {
  const notes = (name: ScaleName, degree: number) =>
    chordOn(SCALES[name], degree)
      .map((tone) => pitchName(C + tone).replace("4", ""))
      .join(" ");

  test.each<[ScaleName, readonly string[]]>([
    ["major", ["C E G", "D F A", "E G B", "F A C", "G B D", "A C E"]],
    ["dorian", ["C D# G", "D F A", "D# G A#", "F A C", "G A# D"]],
    ["majorPentatonic", ["C E G", "D A", "E G", "G D", "A C E"]],
    ["minorPentatonic", ["C D# G", "D# G A#", "F C", "G A#", "A# F"]],
    ["blues", ["C D# G", "D# G A#", "F C", "F# A#", "G A#", "A# F"]],
    ["wholeTone", ["C E", "D F#", "E G#"]],
    ["hirajoshi", ["C D# G", "D", "D# G", "G D", "G# C D#"]],
    ["pelogLike", ["C D# G", "C# G#", "D# G", "G", "G# C D#"]],
    ["chromatic", ["C E G", "C# F G#"]],
  ])("of %s are triads where there are some, open fifths, thirds or a drone where there are none", (name, chords) => {
    expect(chords.map((_, degree) => notes(name, degree))).toEqual(chords);
  });

  test("never leave their scale, whatever it is; what is chosen can be stood on wherever anything can", () => {
    const own = fc.uniqueArray(fc.integer({ min: 1, max: 11 }), { minLength: 2, maxLength: 11 });
    fc.assert(
      fc.property(own, fc.array(fc.nat(9), { minLength: 12, maxLength: 12 }), (others, weights) => {
        const scale = { steps: [0, ...others.sort((a, b) => a - b)] };
        const plain = scale.steps.filter((_, degree) =>
          chordOn(scale, degree).some((tone, i, all) => i > 0 && (tone - (all[0] ?? 0) + 12) % 12 === 7),
        );
        for (let degree = 0; degree < scale.steps.length; degree++) {
          for (const tone of chordOn(scale, degree)) expect(inScale(scale, tone)).toBe(true);
        }
        const chosen = chooseDegree(scale, weights, 0);
        if (plain.length > 0 && weights.some((weight) => weight > 0)) {
          expect(plain).toContain(scale.steps[chosen]);
        }
        if (plain.length > 0) expect(plain).toContain(scale.steps[degreeNear(scale, 7)]);
      }),
      { seed: 3 },
    );
  });
});
