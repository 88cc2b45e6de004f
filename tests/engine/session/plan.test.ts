import { describe, expect, test } from "vitest";
import { techniqueNamed } from "../../../src/engine/partner/techniques.ts";
import { announcementAfter, enterPhase, openPlan, phaseEnd, TEMPLATES } from "../../../src/engine/session/plan.ts";

const MINUTE = 60_000;

test.each(TEMPLATES)("the template of %s minutes lasts so long and ends with goodbye", (template) => {
  const { phases } = openPlan(template);
  expect(phases.reduce((sum, { minutes }) => sum + minutes, 0)).toBe(Number(template));
  expect(phases.at(-1)?.name).toBe("goodbye");
});

test("every phase's card is one that there is", () => {
  for (const { technique } of openPlan("30").phases) expect(techniqueNamed(technique)?.card, technique).toBe(true);
});

describe("the end of a phase is announced", () => {
  const plan = enterPhase(openPlan("30"), 3, 10 * MINUTE);

  test("two minutes before, one minute before and when it has come", () => {
    const texts: [number, string][] = [];
    for (let at = plan.since, next = announcementAfter(plan, at); next; next = announcementAfter(plan, at)) {
      texts.push([next.at / MINUTE, next.text]);
      at = next.at;
    }
    expect(texts).toEqual([
      [16, "Child leads: two minutes left"],
      [17, "Child leads: one minute left"],
      [18, "Child leads: time for the last time"],
    ]);
  });

  test("a short phase leaves out what would have come before it began", () => {
    const short = enterPhase(openPlan("20"), 0, 0);
    expect(announcementAfter(short, 0)).toEqual({ at: MINUTE, text: "Come in: time for the last time" });
  });

  test("an extension moves it", () => {
    expect(phaseEnd({ ...plan, extra: 2 })).toBe(20 * MINUTE);
  });
});

test("a phase that is none is not entered", () => {
  const plan = openPlan("20");
  expect(enterPhase(plan, 7, 0)).toBe(plan);
  expect(enterPhase(plan, -1, 0)).toBe(plan);
});
