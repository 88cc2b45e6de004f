import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { echoesOf } from "../../../src/engine/music/echo.ts";
import {
  PITCH_CLASSES,
  PITCH_FEATURES,
  pitchFeatures,
  pitchIndex,
  STEP_CLASSES,
  stepIndex,
  TREND_FEATURES,
  trendFeatures,
} from "../../../src/engine/music/features.ts";
import type { Melody } from "../../../src/engine/music/melody.ts";
import { firstPlace, nextPlace, type Place, streamKind } from "../../../src/engine/music/place.ts";
import { type Segment, segmentMelody } from "../../../src/engine/music/segment.ts";
import { melodyOf } from "../../helpers/notes.ts";
import { resources } from "../../helpers/stage.ts";
import { OWN_TUNES } from "./ruler/lines.ts";
import { segmentsIn } from "./segments.ts";

const KIND = { minor: false, triple: false };

function placesIn(segments: readonly Segment[], kind = KIND): Place[] {
  const places: Place[] = [];
  for (const segment of segments) {
    const before = places[places.length - 1];
    places.push(before ? nextPlace(before, segment) : firstPlace(segment, kind));
  }
  return places;
}

/** Each phrase begins with a short note beside its first main pitch, as none of our own tunes does. */
const ORNAMENTED: Melody = {
  ...(OWN_TUNES[0] as Melody),
  id: "ornamented",
  notes: melodyOf(Array.from({ length: 8 }, () => "D4 .25 C4 .75 E4 1 G4 2 G4 2 A4 2").join(" ")),
  meter: { beats: 4, unit: 4 },
  tempo: 120,
  pickup: 0,
};

const segmentsOf = (tune: Melody) => segmentMelody(tune).segments;

/** Both vectors of each place of a tune; the trend's is told the initial pitch that came. */
function vectorsOf(tune: Melody): Float32Array[] {
  const places = placesIn(segmentsOf(tune), streamKind(tune));
  return places.flatMap((place, i) => {
    const next = places[i + 1];
    const pitch = pitchFeatures(place);
    return next ? [pitch, trendFeatures(place, next.segment.initialPitch)] : [pitch];
  });
}

/** The votes for the next initial pitch, by pitch. */
function votesOf(places: readonly Place[]): (pitch: number) => number | undefined {
  const place = places[places.length - 1];
  if (!place) throw new RangeError("there is no place");
  const votes = pitchFeatures(place).subarray(PITCH_FEATURES - PITCH_CLASSES);
  return (pitch) => votes[pitchIndex(pitch)];
}

describe("the networks' vectors", () => {
  test("have one width, are finite and lie within −3…3 over all our own tunes", () => {
    const { pitch, trend } = resources().networks;
    expect([PITCH_FEATURES, TREND_FEATURES]).toEqual([pitch.inputs, trend.inputs]);
    for (const tune of OWN_TUNES) {
      for (const vector of vectorsOf(tune)) {
        expect([PITCH_FEATURES, TREND_FEATURES]).toContain(vector.length);
        // What is not a number is not within.
        const beyond = [...vector].flatMap((value, i) => (Math.abs(value) <= 3 ? [] : [`number ${i} is ${value}`]));
        expect(beyond, tune.id).toEqual([]);
      }
    }
  });

  test("use every number, but for pitches that no tune begins, ends or goes on with", () => {
    const used = [new Float32Array(PITCH_FEATURES), new Float32Array(TREND_FEATURES)];
    for (const vector of [...OWN_TUNES, ORNAMENTED].flatMap(vectorsOf)) {
      const seen = used.find(({ length }) => length === vector.length);
      for (const [i, value] of vector.entries()) if (seen && value !== 0) seen[i] = 1;
    }
    const silent = (seen: Float32Array | undefined, from: number, to: number) =>
      [...(seen?.subarray(from, to) ?? [])].flatMap((value, i) => (value === 0 ? [from + i] : []));
    const [pitch, trend] = used;
    expect(silent(pitch, 2 * PITCH_CLASSES, PITCH_FEATURES - PITCH_CLASSES)).toEqual([]);
    expect(silent(trend, 2 * PITCH_CLASSES, TREND_FEATURES - 2 - PITCH_CLASSES)).toEqual([]);
    expect(silent(trend, TREND_FEATURES - 2, TREND_FEATURES)).toEqual([]);
  });

  test("are causal: what comes later changes none of them", () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), fc.nat(), (a, b, cut) => {
        const tune = segmentsOf(OWN_TUNES[a % OWN_TUNES.length] as Melody);
        const other = segmentsOf(OWN_TUNES[b % OWN_TUNES.length] as Melody);
        const heard = tune.slice(0, 1 + (cut % tune.length));
        const together = placesIn([...heard, ...other]);
        placesIn(heard).forEach((place, i) => {
          const later = together[i] as Place;
          expect(pitchFeatures(later)).toEqual(pitchFeatures(place));
          expect(trendFeatures(later, 4)).toEqual(trendFeatures(place, 4));
        });
      }),
      { numRuns: 60 },
    );
  });

  test("do not hang on whether the echoes were looked for before", () => {
    for (const place of placesIn(segmentsOf(OWN_TUNES[0] as Melody))) {
      const echoes = echoesOf(place.past);
      expect(pitchFeatures(place, echoes)).toEqual(pitchFeatures(place));
      expect(trendFeatures(place, 7, echoes)).toEqual(trendFeatures(place, 7));
    }
  });
});

describe("what the echoes say", () => {
  const WORDS = { A: "C4 1 E4 1 G4 2", B: "A4 1 G4 1 F4 2", C: "D4 2 B3 2" };
  const places = (form: string) => placesIn(segmentsIn(form, WORDS));

  test.each([
    ["A B A", 9],
    ["A C A", 2],
    ["A B C A B", 2],
    ["C A B C A", 9],
  ])("after %s most votes are for the pitch that followed then, %i", (form, pitch) => {
    const votes = votesOf(places(form));
    const all = Array.from({ length: PITCH_CLASSES }, (_, c) => votes(c - 18) ?? 0);
    expect(all.indexOf(Math.max(...all))).toBe(pitchIndex(pitch));
  });

  test("a pitch that never followed has no vote, and no pitch has any at the beginning", () => {
    expect(votesOf(places("A B A B A"))(2)).toBe(0);
    for (const pitch of [-18, 0, 9, 19]) expect(votesOf(places("A"))(pitch)).toBe(0);
  });
});

describe("classes", () => {
  test.each([
    [-40, 0],
    [-18, 0],
    [-17, 1],
    [0, 18],
    [19, 37],
    [60, 37],
  ])("the pitch %i is of class %i", (pitch, index) => expect(pitchIndex(pitch)).toBe(index));

  test.each([
    [-30, 0],
    [-12, 0],
    [0, 12],
    [12, STEP_CLASSES - 1],
    [13, STEP_CLASSES - 1],
  ])("the step %i is of class %i", (step, index) => expect(stepIndex(step)).toBe(index));
});
