import { describe, expect, it } from "vitest";
import { seeded } from "../../../src/engine/random.ts";
import { planEvaluation } from "../../../src/models/evaluation/plan.ts";
import { walkingTune } from "../walking-tune.ts";
import { HELD, ownTunes, smallPlan } from "./small-plan.ts";

describe("the plan of an evaluation", () => {
  it("takes the held-out tunes that have a window of 64 notes, each with its length", () => {
    const { tunes } = smallPlan();
    expect(tunes.map(({ melody }) => melody.id).sort()).toEqual([...HELD].sort());
    for (const { seconds } of tunes) expect(seconds).toBeGreaterThan(15);
  });

  it("keeps held-out tunes out of the library and of what is known", () => {
    const { library, known, libraryTunes } = smallPlan();
    const held = new Set<string>(HELD);
    expect(library.filter(({ source }) => held.has(source))).toEqual([]);
    expect(known.filter(({ id }) => held.has(id))).toEqual([]);
    expect(new Set(library.map(({ source }) => source)).size).toBe(libraryTunes);
  });

  it("stops the library at 2,000 segments, tunes left whole", () => {
    const corpus = Array.from({ length: 300 }, (_, i) => walkingTune(`tune ${i}`, 32)).map((melody, i) => ({
      melody,
      split: i < 3 ? ("test" as const) : ("training" as const),
    }));
    const { library, known } = planEvaluation(corpus, { tunes: 2, minutes: 1, seeds: 1 }, seeded(1));
    expect(library.length).toBeGreaterThanOrEqual(2_000);
    expect(library.length).toBeLessThan(2_016);
    expect(known).toHaveLength(297);
  });

  it("draws the same tunes for the same chance, whatever the order of the corpus", () => {
    const corpus = ownTunes().map((melody) => ({ melody, split: "test" as const }));
    const ids = (tunes: typeof corpus) =>
      planEvaluation(tunes, { tunes: 4, minutes: 1, seeds: 1 }, seeded(5)).tunes.map(({ melody }) => melody.id);
    expect(ids([...corpus].reverse())).toEqual(ids(corpus));
  });

  it("takes a tune that comes twice once, so that no held-out tune is in the library under another name", () => {
    const tune = walkingTune("b tune", 40);
    const corpus = [
      { melody: { ...tune, id: "a copy" }, split: "training" as const },
      { melody: tune, split: "test" as const },
      { melody: walkingTune("c tune", 40), split: "test" as const },
    ];
    const { tunes } = planEvaluation(corpus, { tunes: 9, minutes: 1, seeds: 1 }, seeded(1));
    expect(tunes.map(({ melody }) => melody.id)).toEqual(["c tune"]);
  });

  it("refuses a corpus without a held-out tune", () => {
    const corpus = ownTunes().map((melody) => ({ melody, split: "training" as const }));
    expect(() => planEvaluation(corpus, { tunes: 1, minutes: 1, seeds: 1 }, seeded(1))).toThrow(RangeError);
  });
});
