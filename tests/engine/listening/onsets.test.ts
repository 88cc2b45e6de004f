import { describe, expect, test } from "vitest";
import { hearStrike, NO_STROKES, onsetsOf } from "../../../src/engine/listening/onsets.ts";

const [SNARE, KICK, HAT] = [38, 36, 42];

describe("what counts as one onset", () => {
  test.each([
    ["a single stroke", [[0, SNARE]], [0]],
    [
      "a stick that bounces on one pad for 29 ms",
      [
        [0, SNARE],
        [12, SNARE],
        [29, SNARE],
      ],
      [0],
    ],
    [
      "a roll on one pad, 60 ms apart",
      [
        [0, SNARE],
        [60, SNARE],
        [120, SNARE],
      ],
      [0, 60, 120],
    ],
    [
      "two pads struck together",
      [
        [0, SNARE],
        [35, KICK],
      ],
      [0],
    ],
    [
      "two pads struck 36 ms apart",
      [
        [0, SNARE],
        [36, KICK],
      ],
      [0, 36],
    ],
    [
      "a chord is measured from its first key: an arpeggio is many onsets",
      [
        [0, 60],
        [30, 64],
        [60, 67],
      ],
      [0, 60],
    ],
    [
      "the late pad of a chord bounces after the chord",
      [
        [0, SNARE],
        [20, KICK],
        [45, KICK],
      ],
      [0],
    ],
    [
      "another pad at that moment is an onset",
      [
        [0, SNARE],
        [20, KICK],
        [45, HAT],
      ],
      [0, 45],
    ],
    [
      "strikes out of order",
      [
        [500, SNARE],
        [0, KICK],
      ],
      [0, 500],
    ],
  ] as [string, [number, number][], number[]][])("%s", (_, strikes, onsets) => {
    expect(onsetsOf(strikes.map(([onset, pitch]) => ({ onset, pitch })))).toEqual(onsets);
  });

  test("a bounce changes nothing that was heard", () => {
    const { strokes } = hearStrike(NO_STROKES, 0, SNARE);
    expect(hearStrike(strokes, 10, SNARE)).toEqual({ strokes, strike: "bounce" });
    expect(NO_STROKES.ringing).toEqual([]);
  });
});
