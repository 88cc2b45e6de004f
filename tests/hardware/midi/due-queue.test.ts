import fc from "fast-check";
import { expect, test } from "vitest";
import { DueQueue } from "../../../src/hardware/midi/due-queue.ts";

test("what is due comes out in order of time, and of equal times in the order it was put in", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 20 })), fc.integer({ min: 0, max: 20 }), (times, now) => {
      const queue = new DueQueue<number>();
      times.forEach((at, index) => {
        queue.put(at, index);
      });
      const taken: { at: number; item: number }[] = [];
      for (let due = queue.take(now); due !== undefined; due = queue.take(now)) taken.push({ ...due });
      const expected = times
        .map((at, item) => ({ at, item }))
        .filter(({ at }) => at <= now)
        .sort((one, other) => one.at - other.at || one.item - other.item);
      expect(taken.map(({ at, item }) => ({ at, item }))).toEqual(expected);
      expect(queue.size).toBe(times.length - expected.length);
    }),
  );
});

test("dropping keeps the order of the rest", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 9 })), (times) => {
      const queue = new DueQueue<number>();
      times.forEach((at, index) => {
        queue.put(at, index);
      });
      const dropped = queue.drop((index) => index % 2 === 1);
      expect(dropped).toBe(Math.floor(times.length / 2));
      const rest: number[] = [];
      for (let due = queue.take(100); due !== undefined; due = queue.take(100)) rest.push(due.item);
      const even = times.map((at, item) => ({ at, item })).filter(({ item }) => item % 2 === 0);
      expect(rest).toEqual(
        even.sort((one, other) => one.at - other.at || one.item - other.item).map(({ item }) => item),
      );
    }),
  );
});

test("an empty queue has nothing next", () => {
  const queue = new DueQueue<string>();
  expect(queue.next).toBe(Number.POSITIVE_INFINITY);
  queue.put(5, "note");
  expect(queue.next).toBe(5);
  expect(queue.take(4)).toBeUndefined();
});
