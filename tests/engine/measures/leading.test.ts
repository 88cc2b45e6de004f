import { describe, expect, test } from "vitest";
import { measureFollowing } from "../../../src/engine/measures/follow.ts";
import { findTempoChanges, measureTempoAdaptation } from "../../../src/engine/measures/tempo-adaptation.ts";
import { Draws, seeded } from "../../../src/engine/random.ts";
import { boutsOf, key } from "./playing.ts";

/** Two minutes of playing that gets denser and thinner at random, never with a pause of two seconds. */
function breathing(seed: number): number[] {
  const draws = new Draws(seeded(seed));
  const onsets: number[] = [];
  let at = 0;
  while (at < 120_000) {
    const interval = draws.between(150, 900);
    const length = at + draws.between(1_500, 3_500);
    for (; at < length; at += interval) onsets.push(at);
  }
  return onsets;
}

const value = (measures: readonly { id: string; value: number | null }[], id: string) =>
  measures.find((measure) => measure.id === id)?.value ?? Number.NaN;
const play = (onsets: readonly number[]) => boutsOf(onsets.map((at) => key(at)));

describe("who leads", () => {
  const partner = breathing(1);
  const later = partner.map((at) => at + 1_000);

  test("a child who does the same a second later follows", () => {
    const measures = measureFollowing(play(later), play(partner));
    expect(Math.abs(value(measures, "follow_lag") - 1_000)).toBeLessThanOrEqual(250);
    expect(value(measures, "follow_share")).toBeGreaterThan(0.9);
    expect(value(measures, "lead_share")).toBeLessThan(0.1);
  });

  test("the other way round the child leads", () => {
    const measures = measureFollowing(play(partner), play(later));
    expect(Math.abs(value(measures, "follow_lag") + 1_000)).toBeLessThanOrEqual(250);
    expect(value(measures, "lead_share")).toBeGreaterThan(0.9);
  });

  test("two who do not hear each other lead and follow about as much", () => {
    const measures = measureFollowing(play(breathing(2)), play(partner));
    expect(Math.abs(value(measures, "follow_share") - value(measures, "lead_share"))).toBeLessThan(0.4);
  });

  test("less than a minute of playing together is not enough", () => {
    const short = play(partner.filter((at) => at < 50_000));
    const measures = measureFollowing(short, short);
    expect(measures.map(({ ok }) => ok)).toEqual([false, false, false]);
    expect(measures[0]?.reason).toMatch(/(49|50) of the 60 seconds/);
  });
});

describe("adapts speed", () => {
  const INTERVALS = [600, 500, 560, 450, 620, 540];

  /** Each tempo for 12 s; the player's own share of the change in the logarithm. */
  function playTempos(adaptation: number, delay: number): number[] {
    const onsets: number[] = [];
    let at = delay;
    for (const [i, interval] of INTERVALS.entries()) {
      const own = 600 * (interval / 600) ** adaptation;
      for (; at < delay + (i + 1) * 12_000; at += own) onsets.push(at);
    }
    return onsets;
  }

  test("the changes are found where the new tempo has settled", () => {
    const changes = findTempoChanges(playTempos(1, 300), playTempos(1, 0));
    expect(changes.map(({ partner }) => Math.round(partner))).toEqual(INTERVALS.slice(1));
  });

  test.each([1, 0.5, 0])("a child that takes over a share of %f of each change", (adaptation) => {
    const measure = measureTempoAdaptation(playTempos(adaptation, 300), playTempos(1, 0));
    expect(measure).toMatchObject({ id: "tempo_adapt", ok: true, n: 5 });
    expect(measure.value ?? Number.NaN).toBeCloseTo(adaptation, 2);
  });

  test("a partner who keeps one tempo gives no value", () => {
    const steady = Array.from({ length: 100 }, (_, i) => i * 500);
    expect(measureTempoAdaptation(steady, steady)).toMatchObject({ ok: false, n: 0, value: null });
    expect(measureTempoAdaptation([], []).ok).toBe(false);
  });
});
