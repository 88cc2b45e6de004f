import { expect, test } from "vitest";
import type { EegExample } from "../../../src/models/eeg/learner.ts";
import { subSequences } from "../../../src/models/eeg/networks/sub-sequences.ts";
import type { EegWindow } from "../../../src/models/eeg/window.ts";

/** Windows whose alpha is the second in which they end. */
function example(recording: string, firstEnd: number, count = 8): EegExample {
  const windows = Array.from({ length: count }, (_, i): EegWindow => {
    return { z: new Float64Array(), good: new Uint8Array(), tangent: new Float64Array(), alpha: firstEnd + i };
  });
  const from = 1000 * (firstEnd - 2);
  return { participant: "p", session: "s", recording, label: 1, from, to: 1000 * (firstEnd + count - 1), windows };
}

const secondsOf = (examples: readonly EegExample[]) =>
  examples.map(({ windows }) => windows.map(({ alpha }) => alpha).join(" "));

test("sequences that follow on each other give those in between as well", () => {
  expect(secondsOf(subSequences([example("a", 2), example("a", 10)], 8, 2000))).toEqual([
    "2 3 4 5 6 7 8 9",
    "4 5 6 7 8 9 10 11",
    "6 7 8 9 10 11 12 13",
    "8 9 10 11 12 13 14 15",
    "10 11 12 13 14 15 16 17",
  ]);
});

test("none reaches across a gap, into another recording, or over windows that are already there", () => {
  const gap = [example("a", 2), example("a", 13)];
  expect(secondsOf(subSequences(gap, 8, 2000))).toEqual(secondsOf(gap));
  const other = [example("a", 2), example("b", 10)];
  expect(secondsOf(subSequences(other, 8, 2000))).toEqual(secondsOf(other));
  const overlapping = [example("a", 2), example("a", 6)];
  expect(secondsOf(subSequences(overlapping, 8, 2000))).toEqual(secondsOf(overlapping));
});

test("single windows stay as they are", () => {
  const singles = [2, 4, 6].map((end) => example("a", end, 1));
  expect(secondsOf(subSequences(singles, 1, 2000))).toEqual(["2", "4", "6"]);
});
