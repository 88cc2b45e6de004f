import { expect, test } from "vitest";
import { Lateness } from "../../../src/panel/sound/lateness.ts";

test("late notes are counted and told once a second, punctual ones never", () => {
  const told: unknown[] = [];
  const lateness = new Lateness((late) => told.push(late));
  for (const late of [-50, 0, 4, 5]) lateness.note(late);
  lateness.report(0);
  expect(told).toEqual([]);
  for (const late of [6, 31.25]) lateness.note(late);
  lateness.report(10);
  expect(told).toEqual([{ count: 2, worst: 31.3 }]);
  lateness.note(12);
  lateness.report(900);
  expect(told).toHaveLength(1);
  lateness.report(1_010);
  expect(told[1]).toEqual({ count: 1, worst: 12 });
});
