import fc, { array, constantFrom, float, oneof, property, record, tuple } from "fast-check";
import { describe, expect, test } from "vitest";
import { channelStates, NO_CONTACT, seeContact } from "../../../src/engine/eeg/contact.ts";
import { placeOf } from "../../../src/engine/eeg/electrode-words.ts";
import type { Fault } from "../../../src/engine/eeg/quality.ts";
import { reactionTime } from "../../../src/engine/eeg/reaction-time.ts";
import { type EegOutcome, type EegReading, NO_SCORE_REASONS } from "../../../src/engine/eeg/reading.ts";
import {
  DEFAULT_SMOOTHING,
  NO_SCORE,
  type Score,
  showScore,
  takeReading,
  usualSmoothing,
} from "../../../src/engine/eeg/score.ts";
import { COMFORT, feelContact, NOT_WORN, wornTooLong } from "../../../src/engine/eeg/wearing.ts";

const GOOD: readonly (readonly Fault[])[] = [[], [], [], []];
const probable = (probability: number, uncertainty = 0.1): EegOutcome => ({
  kind: "probability",
  probability,
  uncertainty,
});
const reading = (at: number, outcome: EegOutcome, faults = GOOD): EegReading => ({ at, faults, bands: [], outcome });

/** Readings each half second, from half a second on. */
function take(outcomes: readonly EegOutcome[], score: Score = NO_SCORE, from = 0): Score {
  return outcomes.reduce(
    (now, outcome, i) => takeReading(now, reading(from + 500 * (i + 1), outcome), DEFAULT_SMOOTHING, false),
    score,
  );
}
const many = (count: number, outcome: EegOutcome) => Array.from({ length: count }, () => outcome);

describe("the score", () => {
  test("is the average of the probability with a time constant: a step is seen by 63 % after it", () => {
    const rest = take(many(40, probable(0.2)));
    expect(showScore(rest, 20_000)).toEqual({ kind: "score", value: 20, uncertainty: 10, state: "rest" });
    const stepped = take(many(5, probable(0.9)), rest, 20_000);
    expect(stepped.average).toBeCloseTo(0.9 - 0.7 * Math.exp(-1), 10);
  });

  test("begins with the plain mean of its first readings, and shows nothing before the third", () => {
    const two = take([probable(0.9), probable(0.1)]);
    expect(showScore(two, 1_000)).toEqual({ kind: "none", reason: "settling" });
    expect(showScore(take([probable(0.9), probable(0.1), probable(0.2)]), 1_500)).toMatchObject({
      kind: "score",
      value: 40,
    });
  });

  test("the state has hysteresis: entered at 60 and 40, left at 50", () => {
    const up = take(many(40, probable(0.65)));
    expect(up.state).toBe("listening");
    const lower = take(many(40, probable(0.52)), up, 20_000);
    expect(lower.state).toBe("listening");
    expect(lower.held).toBeCloseTo(up.held + 20_000, 6);
    const between = take(many(40, probable(0.45)), lower, 40_000);
    expect(between.state).toBe("between");
    expect(take(many(40, probable(0.52)), between, 60_000).state).toBe("between");
    expect(take(many(40, probable(0.3)), between, 60_000).state).toBe("rest");
  });

  test("is silent at once where a reading says nothing, and goes on after it", () => {
    const before = take(many(20, probable(0.8)));
    const blinked = take([{ kind: "none", reason: "artefact" }], before, 10_000);
    expect(showScore(blinked, 10_500)).toEqual({ kind: "none", reason: "artefact" });
    const after = take([probable(0.8)], blinked, 10_500);
    expect(showScore(after, 11_000)).toMatchObject({ kind: "score", value: 80 });
    expect(after.counts).toEqual({ scored: 19, abstained: 3 });
  });

  test("begins anew after five seconds without a reading that counts", () => {
    const before = take(many(20, probable(0.9)));
    const away = take(many(11, { kind: "none", reason: "noContact" }), before, 10_000);
    const back = take(many(3, probable(0.1)), away, 15_500);
    expect(showScore(back, 17_000)).toMatchObject({ value: 10, state: "rest" });
    expect(back.held).toBe(0);
  });

  test("a device that is gone is told after three seconds; a reading that comes out of order changes nothing", () => {
    const score = take(many(20, probable(0.9)));
    expect(showScore(score, 12_900).kind).toBe("score");
    expect(showScore(score, 13_100)).toEqual({ kind: "none", reason: "noSignal" });
    expect(takeReading(score, reading(9_000, probable(0)), 2_500, false)).toBe(score);
  });

  test("there is none during the impedance check, on too few good channels, or where the model gives no number", () => {
    const score = take(many(20, probable(0.9)));
    const bad: readonly (readonly Fault[])[] = [["railed"], ["step"], [], []];
    const reasons = [
      takeReading(score, reading(10_500, probable(0.9)), 2_500, true),
      takeReading(score, reading(10_500, probable(0.9), bad), 2_500, false),
      takeReading(score, reading(10_500, probable(Number.NaN)), 2_500, false),
    ].map(({ reason }) => reason);
    expect(reasons).toEqual(["impedance", "artefact", "noModel"]);
  });

  test("readings that contradict one another make it less sure", () => {
    const steady = showScore(take(many(60, probable(0.5, 0.05))), 30_000);
    const torn = showScore(take(Array.from({ length: 60 }, (_, i) => probable(i % 8 < 4 ? 0.9 : 0.1, 0.05))), 30_000);
    expect(steady).toMatchObject({ uncertainty: 5 });
    expect(torn.kind === "score" && torn.uncertainty).toBeGreaterThan(25);
  });

  test("whatever comes, it stays between 0 and 100, and every epoch is counted once", () => {
    const outcome = oneof(
      record({
        kind: constantFrom("probability" as const),
        probability: float({ noNaN: false }),
        uncertainty: float(),
      }),
      record({ kind: constantFrom("none" as const), reason: constantFrom(...NO_SCORE_REASONS) }),
    );
    const gap = constantFrom(250, 500, 1_000, 7_000);
    fc.assert(
      property(array(tuple(outcome, gap), { maxLength: 60 }), (steps) => {
        let at = 0;
        let score = NO_SCORE;
        for (const [one, passed] of steps) {
          at += passed;
          score = takeReading(score, reading(at, one), DEFAULT_SMOOTHING, false);
          const shown = showScore(score, at);
          if (shown.kind === "none") continue;
          expect(shown.value).toBeGreaterThanOrEqual(0);
          expect(shown.value).toBeLessThanOrEqual(100);
          expect(shown.uncertainty).toBeGreaterThanOrEqual(0);
          expect(shown.uncertainty).toBeLessThanOrEqual(100);
        }
        expect(score.counts.scored + score.counts.abstained).toBe(steps.length);
      }),
    );
  });
});

test("the reaction time is stated: within 2–4 s by default, and it grows with what the model looks back", () => {
  const usual = reactionTime({ window: 2_000 }, DEFAULT_SMOOTHING, 0);
  expect(usual).toBe(3_525);
  expect(reactionTime({ window: 2_000 }, DEFAULT_SMOOTHING, 3_500)).toBe(usual + 3_500);
  // Where the model averages over what it looks back on, the score hardly does: 5 s in all, not 7.
  expect(usualSmoothing(0)).toBe(DEFAULT_SMOOTHING);
  expect(reactionTime({ window: 2_000 }, usualSmoothing(3_500), 3_500)).toBe(5_025);
});

describe("electrodes in plain words", () => {
  test("places", () => {
    expect(["A1", "M2", "Fp1", "AF8", "Fz", "T7", "TP10", "Cz", "P4", "O2", "X9"].map(placeOf)).toEqual([
      "left ear clip",
      "right ear clip",
      "left forehead",
      "right forehead",
      "middle front of the head",
      "left spot above the ear",
      "right spot behind the ear",
      "middle top of the head",
      "right back of the head",
      "right low back of the head",
      "electrode X9",
    ]);
  });

  test("a fault is told when it stays; where all are lost it is the reference", () => {
    const montage = ["Fp1", "O2"];
    const see = (...faults: (readonly (readonly Fault[])[])[]) =>
      channelStates(
        faults.reduce((contact, one, i) => seeContact(contact, reading(i, probable(0.5), one)), NO_CONTACT),
        montage,
        "A1",
        false,
      );
    expect(see().map(({ word }) => word)).toEqual(["waiting", "waiting"]);
    expect(see([[], []], [["amplitude"], []]).map(({ word }) => word)).toEqual(["good", "good"]);
    expect(see([["step"], ["mains"]], [["step"], []], [["step"], []], [], [], []).map(({ word }) => word)).toEqual([
      "loose",
      "good",
    ]);
    expect(see([["step"], []], [["step", "amplitude"], []])[0]).toEqual({
      site: "Fp1",
      good: false,
      word: "loose",
      fix: "Press the left forehead and let it rest.",
    });
    for (const state of see([["railed"], ["flat"]], [["railed"], ["railed"]])) {
      expect(state.fix).toContain("left ear clip");
    }
  });

  test("the impedance check judges by resistance", () => {
    const contact = seeContact(NO_CONTACT, {
      ...reading(0, { kind: "none", reason: "impedance" }),
      ohms: [5_000, 900_000, 3e6],
    });
    expect(channelStates(contact, ["Cz", "Pz", "Oz"], "A1", true).map(({ word }) => word)).toEqual([
      "good",
      "weak contact",
      "no contact",
    ]);
  });
});

test("the cap's minutes count from the first contact, outlast a lost electrode, and begin anew when it was taken off", () => {
  const off: readonly (readonly Fault[])[] = [["railed"], ["flat"]];
  const wear = (from: number, to: number, faults: readonly (readonly Fault[])[], wearing = NOT_WORN) => {
    let now = wearing;
    for (let at = from; at <= to; at += 500) now = feelContact(now, reading(at, probable(0.5), faults));
    return now;
  };
  expect(wear(0, 5_000, off)).toEqual(NOT_WORN);
  const on = wear(5_000, 60_000, [["railed"], []]);
  expect(on.since).toBe(5_000);
  const back = wear(90_000, 100_000, GOOD, wear(60_500, 90_000, off, on));
  expect(back.since).toBe(5_000);
  expect(wornTooLong(back, 5_000 + COMFORT - 1)).toBe(false);
  expect(wornTooLong(back, 5_000 + COMFORT)).toBe(true);
  expect(wear(100_500, 170_000, off, back)).toEqual(NOT_WORN);
  // A device that was away knows nothing of the cap.
  expect(wear(200_000, 210_000, GOOD, wear(100_500, 190_000, [], back)).since).toBe(5_000);
});
