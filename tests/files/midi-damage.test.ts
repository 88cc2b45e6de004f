import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Draws, seeded } from "../../src/engine/random.ts";
import { readMidiBytes } from "../../src/files/midi-reading.ts";
import { MidiRefusal } from "../../src/files/midi-refusal.ts";
import { writeMidi } from "../../src/files/midi-writing.ts";
import { melodyFromScore } from "../../src/files/tune-from-score.ts";
import { damage, impossible } from "./midi-damage.ts";
import { hostileFiles } from "./midi-hostile.ts";
import { sharedFiles } from "./shared-data.ts";

/** What is wrong with the way a file was dealt with; undefined when it was read rightly or refused in one sentence. */
function fault(bytes: Uint8Array): string | undefined {
  try {
    const score = readMidiBytes(bytes, "m.mid");
    const wrong = impossible(score);
    if (wrong) return wrong;
    const { notes, pickup } = melodyFromScore(score, "m.mid");
    if (!(Number.isInteger(pickup) && pickup >= 0)) return `pickup ${pickup}`;
    if (!(notes[0] && notes[0].onset >= 0)) return "a melody that begins before its start";
    const overlap = notes.find((note, i) => note.onset + note.duration > (notes[i + 1]?.onset ?? Infinity));
    if (overlap) return `melody notes overlap at ${overlap.onset}`;
    return notes.every(({ duration }) => duration > 0) ? undefined : "a melody note without length";
  } catch (error) {
    if (!(error instanceof MidiRefusal)) return `crash: ${error}`;
    return /^m\.mid: [^\n]+\.$/.test(error.message) ? undefined : `no sentence: ${error.message}`;
  }
}

const tune = writeMidi({
  tracks: [0, 9].map((midiChannel) => ({
    name: "Tune",
    midiChannel,
    notes: Array.from({ length: 60 }, (_, i) => ({
      onset: i * 240,
      duration: 200,
      pitch: 60 + (i % 12),
      velocity: 80,
    })),
  })),
  tempo: 90,
  meter: { beats: 6, unit: 8 },
  key: { tonic: 2, mode: "minor" },
});
const corpus = [tune, ...sharedFiles("midi-fixtures").map(({ bytes }) => bytes)];

describe("no damage makes the guard crash or believe an impossible value", () => {
  test("a file cut off after any byte", () => {
    for (let length = 0; length < tune.length; length++) expect(fault(tune.slice(0, length))).toBeUndefined();
  });

  test("any byte of the headers overwritten by any value", () => {
    for (let at = 0; at < 22; at++) {
      for (let value = 0; value < 256; value++) expect(fault(tune.with(at, value))).toBeUndefined();
    }
  });

  test("one to several kinds of damage at once (3,000 files)", () => {
    fc.assert(
      fc.property(fc.integer(), fc.nat(), fc.integer({ min: 1, max: 3 }), (seed, which, times) => {
        const draws = new Draws(seeded(seed));
        let bytes = corpus[which % corpus.length] ?? tune;
        for (let i = 0; i < times && bytes.length > 0; i++) bytes = damage(bytes, draws);
        expect(fault(bytes)).toBeUndefined();
      }),
      { numRuns: 3000, seed: 2026 },
    );
  });

  test("noise, bare and as the body of a track", () => {
    const head = tune.subarray(0, 14);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (noise) => {
        expect(fault(noise)).toBeUndefined();
        expect(fault(Uint8Array.from([...head, ...noise]))).toBeUndefined();
        expect(fault(Uint8Array.from([...head, 0x4d, 0x54, 0x72, 0x6b, 0, 0, 1, 0, ...noise]))).toBeUndefined();
      }),
      { numRuns: 1000, seed: 2026 },
    );
  });

  test.each(hostileFiles().map(({ what, bytes }) => [what, bytes] as const))("1 MiB of %s", (_, bytes) => {
    expect(fault(bytes)).toBeUndefined();
  });
});
