import { describe, expect, test } from "vitest";
import { firstPlace, nextPlace, streamKind } from "../../../src/engine/music/place.ts";
import { type Segment, segmentOf } from "../../../src/engine/music/segment.ts";

const BAR = 1920;
const KIND = { minor: false, triple: false };

/** A segment that holds one pitch for a bar. */
function held(pitch: number): Segment {
  return segmentOf([{ onset: 0, duration: BAR, pitch, velocity: 80 }], BAR, "held", 0);
}

describe("the place of a segment in its stream", () => {
  test("counts the segments and averages their courses, its own included", () => {
    const first = firstPlace(held(4), KIND);
    expect(first).toEqual({ index: 0, mean: 4, segment: held(4), past: [held(4)], minor: false, triple: false });
    const second = nextPlace(first, held(10));
    expect(second).toMatchObject({ index: 1, mean: 7 });
    expect(nextPlace(second, held(-5))).toMatchObject({ index: 2, mean: 3 });
  });

  test("leaves the place before as it was", () => {
    const first = firstPlace(held(4), KIND);
    nextPlace(first, held(12));
    expect(first.mean).toBe(4);
  });

  test.each([
    [3, 4, true],
    [9, 8, true],
    [3, 8, true],
    [4, 4, false],
    [2, 4, false],
    [6, 8, false],
    [12, 8, false],
  ])("%i/%i is triple: %s", (beats, unit, triple) => {
    expect(streamKind({ key: { tonic: 2, mode: "minor" }, meter: { beats, unit } })).toEqual({ minor: true, triple });
  });
});
