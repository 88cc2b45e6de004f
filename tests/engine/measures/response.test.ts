import { describe, expect, test } from "vitest";
import { tabulate } from "../../../src/engine/measures/contingency.ts";
import { findInitiations, measureInitiative } from "../../../src/engine/measures/initiative.ts";
import { type Cue, measureLatency, measureResponses, waitsAfter } from "../../../src/engine/measures/response.ts";
import { measureStops } from "../../../src/engine/measures/stop-go.ts";
import { medianWait, medianWaitInterval, survival } from "../../../src/engine/measures/survival.ts";
import { boutsOf, key, keysEvery } from "./playing.ts";

const cue = (end: number, space = 5_000): Cue => ({ end, space, by: "partner" });
const wait = (after: number, censored = false) => ({ after, censored });

describe("time to answer", () => {
  test("the wait runs from the end of the cue and is cut at the space", () => {
    expect(waitsAfter([cue(1_000), cue(10_000), cue(30_000)], [900, 2_200, 15_000.1])).toEqual([
      wait(1_200),
      wait(5_000, true),
      wait(5_000, true),
    ]);
  });

  test("Kaplan–Meier: the leukaemia patients of Freireich et al. 1963 (6-MP) have a median of 23", () => {
    const events = [6, 6, 6, 7, 10, 13, 16, 22, 23].map((weeks) => wait(weeks));
    const censored = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35].map((weeks) => wait(weeks, true));
    const curve = survival([...censored, ...events]);
    expect(curve.find(({ at }) => at === 7)?.waiting).toBeCloseTo(0.8067, 4);
    expect(curve[curve.length - 1]?.waiting).toBeCloseTo(0.4482, 4);
    expect(medianWait([...censored, ...events])).toBe(23);
    expect(medianWaitInterval([...censored, ...events])).toBeUndefined();
  });

  test("without censoring the median is the middle wait, and its interval encloses it", () => {
    const waits = Array.from({ length: 21 }, (_, i) => wait(100 + 100 * i));
    expect(medianWait(waits)).toBe(1_100);
    const [low, high] = medianWaitInterval(waits) ?? [0, 0];
    expect(low).toBeGreaterThan(300);
    expect(low).toBeLessThan(1_100);
    expect(high).toBeGreaterThan(1_100);
    expect(high).toBeLessThan(1_900);
  });

  test("says how many cues were left; withholds a median that was not reached, and below five cues", () => {
    const some = [wait(800), wait(900), wait(1_000), wait(5_000, true), wait(5_000, true)];
    expect(measureLatency(some)).toMatchObject({
      ok: true,
      value: 1_000,
      n: 5,
      reason: "2 of 5 cues had no answer within their space.",
    });
    expect(measureLatency([...some, wait(5_000, true), wait(5_000, true)])).toMatchObject({ ok: false, n: 7 });
    expect(measureLatency(some.slice(1))).toMatchObject({ ok: false, n: 4 });
  });

  test("answers to invitations, with an interval", () => {
    const measure = measureResponses([...Array(8).fill(wait(500)), wait(5_000, true), wait(5_000, true)]);
    expect(measure).toMatchObject({ ok: true, value: 0.8, n: 10 });
    if (!measure.ok) throw new Error("withheld");
    expect(measure.ci?.[0]).toBeCloseTo(0.4902, 3);
    expect(measure.ci?.[1]).toBeCloseTo(0.9433, 3);
  });
});

describe("starts of the child", () => {
  const phase = { start: 0, end: 60_000 };

  test("only a bout out of three seconds of stillness, and not after a cue, is a start", () => {
    const child = boutsOf([key(2_000), key(10_000), key(20_000), key(30_000), key(40_000)]);
    const activity = [{ start: 15_000, end: 17_001 }];
    const starts = findInitiations(phase, child, activity, [cue(28_000)]);
    expect(starts.map(({ start }) => start)).toEqual([10_000, 40_000]);
  });

  test("a ratio needs five starts and answers", () => {
    expect(measureInitiative(3, 2).map((measure) => measure.value)).toEqual([3, 0.6]);
    expect(measureInitiative(2, 2).some(({ ok }) => ok)).toBe(false);
  });
});

describe("contingency", () => {
  test("whole seconds are sorted by whether a turn just ended and whether the child played", () => {
    const table = tabulate({ start: 0, end: 10_900 }, [2_500, 2_700, 7_100], [{ start: 0, end: 2_000 }]);
    expect(table).toEqual({ a: 1, b: 2, c: 1, d: 6 });
  });
});

describe("stop-go", () => {
  const stop = (at: number) => ({ at, until: at + 5_000, byChild: true });

  test("slips come after the grace; the onset that restarts the music is neither slip nor latency", () => {
    const child = [900, 1_400, 6_000, 10_500, 12_600, 15_000, 25_000];
    const measures = measureStops([stop(1_000), stop(10_000), stop(20_000)], child);
    expect(measures).toMatchObject([
      { id: "stop_latency", ok: true, value: 400, n: 3 },
      { id: "stop_slips", ok: true, value: 1, n: 3 },
    ]);
  });

  test("a restart stamped just after the onset that made it still belongs to that onset", () => {
    const late = (byChild: boolean) =>
      measureStops(
        [0, 10_000, 20_000].map((at) => ({ ...stop(at), byChild })),
        [4_980, 14_980, 24_980],
      );
    expect(late(true).map((measure) => measure.value)).toEqual([0, 0]);
    expect(late(false).map((measure) => measure.value)).toEqual([4_980, 3]);
  });

  test("two stops are not enough", () => {
    expect(
      measureStops(
        [stop(0), stop(9_000)],
        keysEvery(300, 3).map(({ onset }) => onset),
      ).some(({ ok }) => ok),
    ).toBe(false);
  });
});
