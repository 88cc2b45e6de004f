import { effect } from "@preact/signals";
import { describe, expect, test } from "vitest";
import { isSame, ViewParts } from "../../src/panel/view-parts.ts";
import type { View } from "../../src/server/protocol.ts";

const FIRST = {
  at: 0,
  running: true,
  technique: "answer",
  space: { seconds: 5, endsAt: null },
  plan: null,
} as unknown as View;

/** What a reader of a part saw, one after the other. */
function follow(read: () => unknown): unknown[] {
  const seen: unknown[] = [];
  effect(() => {
    seen.push(read());
  });
  return seen;
}

describe("the parts of a view", () => {
  test("who reads a part is told of that part's changes only", () => {
    const parts = new ViewParts(FIRST);
    const cards = follow(() => parts.view.technique);
    const times = follow(() => parts.view.at);
    const spaces = follow(() => parts.view.space.endsAt);
    parts.see({ ...FIRST, at: 50, space: { seconds: 5, endsAt: null } });
    parts.see({ ...FIRST, at: 100, space: { seconds: 5, endsAt: 4_000 } });
    expect(cards).toEqual(["answer"]);
    expect(times).toEqual([0, 50, 100]);
    expect(spaces).toEqual([null, 4_000]);
  });

  test("one view is one change, whatever it changes", () => {
    const parts = new ViewParts(FIRST);
    const seen = follow(() => [parts.view.technique, parts.view.running]);
    parts.see({ ...FIRST, technique: "ground", running: false });
    expect(seen).toEqual([
      ["answer", true],
      ["ground", false],
    ]);
  });

  test("it can be copied whole", () => {
    expect({ ...new ViewParts(FIRST).view }).toEqual(FIRST);
  });
});

describe("sameness", () => {
  test.each([
    [1, 1, true],
    [null, {}, false],
    [[], {}, false],
    [[1, [2]], [1, [2]], true],
    [[1], [1, 2], false],
    [{ a: undefined }, { b: undefined }, false],
    [{ a: { b: 1 } }, { a: { b: 1 } }, true],
    [{ a: { b: 1 } }, { a: { b: 2 } }, false],
  ])("%j and %j: %j", (one, other, same) => {
    expect(isSame(one, other)).toBe(same);
  });
});
