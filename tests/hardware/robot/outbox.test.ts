import { describe, expect, test } from "vitest";
import { Outbox } from "../../../src/hardware/robot/outbox.ts";

function taken(box: Outbox, now = 0): number[] {
  const found: number[] = [];
  for (let next = box.take(now); next; next = box.take(now)) found.push(...next);
  return found;
}

describe("what waits for a full port", () => {
  test("comes in order; of a kind the newest alone", () => {
    const box = new Outbox();
    box.put("light", [1]);
    box.put("move 1", [2]);
    box.put("light", [3]);
    expect(taken(box)).toEqual([2, 3]);
    expect(box.dropped).toBe(1);
  });

  test("is dropped when it is late", () => {
    const box = new Outbox();
    box.put("move 1", [1], 100);
    box.put("move 2", [2], 200);
    expect(taken(box, 150)).toEqual([2]);
  });

  test("a stop drops what waited and goes alone", () => {
    const box = new Outbox();
    box.put("move 1", [1]);
    box.put("stop", [9]);
    expect(taken(box)).toEqual([9]);
  });

  test("is never more than a handful", () => {
    const box = new Outbox();
    for (let i = 0; i < 1_000; i++) box.put(`move ${i}`, [i & 127]);
    expect(box.size).toBe(16);
    expect(box.dropped).toBe(984);
  });

  test("a stop is not pushed out by what comes after it", () => {
    const box = new Outbox();
    box.put("stop", [9]);
    for (let i = 0; i < 100; i++) box.put(`move ${i}`, [1]);
    expect(box.take(0)).toEqual([9]);
  });
});
