import { describe, expect, test } from "vitest";
import { findExchanges, longestChain, measureGaps, measureTurns } from "../../../src/engine/measures/turns.ts";

const span = (start: number, end: number) => ({ start, end });
const value = (measures: readonly { id: string; value: number | null }[], id: string) =>
  measures.find((measure) => measure.id === id)?.value;

describe("turns", () => {
  test("call and answer: every change of player is an exchange, the gap is from end to start", () => {
    const exchanges = findExchanges([span(0, 1_000), span(4_000, 5_000)], [span(1_700, 3_500)]);
    expect(exchanges.map(({ to, offset }) => [to, offset])).toEqual([
      ["partner", 700],
      ["child", 500],
    ]);
    expect(longestChain(exchanges)).toBe(2);
  });

  test("half a second of overlap is still a turn, more is playing at once", () => {
    expect(findExchanges([span(0, 1_000)], [span(500, 2_000)])).toHaveLength(1);
    expect(findExchanges([span(0, 1_000)], [span(499, 2_000)])).toHaveLength(0);
  });

  test("after ten seconds it is no answer, unless the space was longer", () => {
    expect(findExchanges([span(0, 1_000)], [span(11_000, 12_000)])).toHaveLength(1);
    expect(findExchanges([span(0, 1_000)], [span(11_001, 12_000)])).toHaveLength(0);
    expect(findExchanges([span(0, 1_000)], [span(11_001, 12_000)], 20_000)).toHaveLength(1);
  });

  test("the same player twice breaks the chain", () => {
    const child = [span(0, 1_000), span(4_000, 5_000), span(8_000, 9_000)];
    const partner = [span(1_500, 3_000), span(9_500, 10_000)];
    const measures = measureTurns(findExchanges(child, partner));
    expect(value(measures, "turns")).toBe(3);
    expect(value(measures, "turn_chain")).toBe(2);
  });

  test("nobody plays: no exchanges", () => {
    expect(measureTurns(findExchanges([], [])).map((measure) => measure.value)).toEqual([0, 0]);
  });
});

describe("gaps", () => {
  const starts = [0, 1, 2, 3, 4, 5].map((i) => i * 4_000);
  const partner = starts.map((start) => span(start, start + 1_000));
  const gaps = [300, -200, 500, 900, 700];
  const child = gaps.map((gap, i) => span(i * 4_000 + 1_000 + gap, i * 4_000 + 2_500));

  test("median, spread and overlaps of one direction", () => {
    const measures = measureGaps(findExchanges(child, partner), "child");
    expect(value(measures, "gap_median")).toBe(500);
    expect(value(measures, "gap_iqr")).toBe(400);
    expect(value(measures, "overlap_share")).toBe(0.2);
    expect(value(measureGaps(findExchanges(child, partner), "partner"), "gap_median_partner")).toBe(1_500);
  });

  test("four turns are not enough", () => {
    const measures = measureGaps(findExchanges(child.slice(1), partner), "child");
    expect(measures.map(({ ok, n }) => [ok, n])).toEqual(Array(3).fill([false, 4]));
  });
});
