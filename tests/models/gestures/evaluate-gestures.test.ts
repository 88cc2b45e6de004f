import { expect, test } from "vitest";
import { CHILD_GESTURES } from "../../../src/engine/gestures/child-gesture.ts";
import { FRAME_CLASSES } from "../../../src/engine/gestures/decision.ts";
import type { FrameReader } from "../../../src/engine/gestures/recogniser.ts";
import { balancedAccuracy, scoreTrace } from "../../../src/models/gestures/evaluate-gestures.ts";
import { framesOf } from "../../../src/models/gestures/gesture-task.ts";
import { fitSimpleReaders } from "../../../src/models/gestures/simple-readers.ts";
import { type Trace, wearSensor } from "../../../src/models/gestures/trace.ts";

/** Reads a trace's truth instead of its frames. */
function oracle(trace: Trace): FrameReader {
  const { classes } = framesOf(trace);
  let place = 0;
  return {
    read: () => {
      const is = classes[place++];
      return FRAME_CLASSES.map((_, index) => (index === is ? 1 : 0));
    },
    reset: () => {},
  };
}

const traces = [90, 91, 92].map((number) => wearSensor(number, 3));

test("who reads the truth tells every gesture, and none too many", () => {
  for (const trace of traces) {
    const score = scoreTrace(trace, oracle(trace));
    for (const gesture of CHILD_GESTURES) {
      const { found, of } = score.recall[gesture];
      expect(found / of, `${gesture} of ${trace.wearer}`).toBeGreaterThan(0.85);
    }
    expect(balancedAccuracy(score)).toBeGreaterThan(0.95);
    expect(Object.values(score.wrong).reduce((sum, times) => sum + times, 0)).toBeLessThan(3);
    expect(score.taps.found / score.taps.of).toBeGreaterThan(0.75);
  }
});

test("who says nothing finds nothing, and who says anything disturbs", () => {
  const [trace] = traces as [Trace];
  const says = (name: (typeof FRAME_CLASSES)[number]): FrameReader => ({
    read: () => FRAME_CLASSES.map((one) => (one === name ? 1 : 0)),
    reset: () => {},
  });
  const silent = scoreTrace(trace, says("none"));
  expect(CHILD_GESTURES.map((gesture) => silent.recall[gesture].found)).toEqual([0, 0, 0, 0, 0]);
  expect(silent.everyday.found).toBe(silent.everyday.of);
  // One recall of six that is right.
  expect(balancedAccuracy(silent)).toBeCloseTo(1 / 6, 9);
  let turn = 0;
  const hasty: FrameReader = {
    read: () => {
      const name = turn++ % 40 < 20 ? "shake" : "none";
      return FRAME_CLASSES.map((one) => (one === name ? 1 : 0));
    },
    reset: () => {},
  };
  const everyday = wearSensor(93, 2, { gestures: 0 });
  const wrong = Object.values(scoreTrace(everyday, hasty).wrong).reduce((sum, times) => sum + times, 0);
  expect(wrong).toBeGreaterThan(20);
});

test("the simpler ways learn something, and are the same each time", () => {
  const readers = fitSimpleReaders([wearSensor(1, 2), wearSensor(2, 2)]);
  const again = fitSimpleReaders([wearSensor(1, 2), wearSensor(2, 2)]);
  for (const [name, begin] of Object.entries(readers)) {
    const score = traces.map((trace) => scoreTrace(trace, begin()));
    const mean = score.reduce((sum, one) => sum + balancedAccuracy(one), 0) / score.length;
    expect(mean, name).toBeGreaterThan(0.4);
    expect(traces.map((trace) => scoreTrace(trace, again[name]?.() ?? begin()))).toEqual(score);
  }
});
