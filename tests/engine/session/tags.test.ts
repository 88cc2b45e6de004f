import { describe, expect, test } from "vitest";
import { addTag, changeTag, NO_TAGS, openSpan, removeTag, stateOf } from "../../../src/engine/session/tags.ts";

describe("tags", () => {
  test("a point is one tap; two taps are two points", () => {
    const tags = addTag(addTag(NO_TAGS, 100, "joy", null), 200, "joy", null);
    expect(tags.tags.map(({ id, at, name, until }) => ({ id, at, name, until }))).toEqual([
      { id: 0, at: 100, name: "joy", until: null },
      { id: 1, at: 200, name: "joy", until: null },
    ]);
  });

  test("a span ends with the second tap and begins anew with the third", () => {
    let tags = addTag(NO_TAGS, 100, "distress", null);
    expect(openSpan(tags, "distress")?.at).toBe(100);
    tags = addTag(tags, 900, "distress", null);
    expect(openSpan(tags, "distress")).toBeUndefined();
    expect(tags.tags).toMatchObject([{ at: 100, until: 900 }]);
    expect(addTag(tags, 1_000, "distress", null).tags).toHaveLength(2);
  });

  test("a state holds until the next of its kind", () => {
    let tags = addTag(NO_TAGS, 0, "engagement", "2");
    tags = addTag(tags, 10, "regulation", "calm");
    tags = addTag(tags, 20, "engagement", "4");
    expect(stateOf(tags, "engagement")).toBe("4");
    expect(stateOf(tags, "regulation")).toBe("calm");
    expect(stateOf(removeTag(tags, 2), "engagement")).toBe("2");
  });

  test("a note changes its own tag alone, and a number is never given twice", () => {
    let tags = addTag(addTag(NO_TAGS, 0, "voice", null), 1, "turn", null);
    tags = changeTag(tags, 0, { note: "said “again”" });
    expect(tags.tags.map(({ note }) => note)).toEqual(["said “again”", ""]);
    expect(changeTag(tags, 7, { note: "x" })).toBe(tags);
    expect(addTag(removeTag(tags, 1), 2, "joy", null).tags.at(-1)?.id).toBe(2);
  });
});
