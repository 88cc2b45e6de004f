import { describe, expect, test } from "vitest";
import {
  addTag,
  changeTag,
  NO_TAGS,
  openSpan,
  removeTag,
  reopenTag,
  stateOf,
} from "../../../src/engine/session/tags.ts";

describe("tags", () => {
  test("a point is one tap; two taps are two points", () => {
    const tags = addTag(addTag(NO_TAGS, 100, { name: "joy", detail: null }), 200, { name: "joy", detail: null });
    expect(tags.tags.map(({ id, at, name, until }) => ({ id, at, name, until }))).toEqual([
      { id: 0, at: 100, name: "joy", until: null },
      { id: 1, at: 200, name: "joy", until: null },
    ]);
  });

  test("a span ends with the second tap and begins anew with the third", () => {
    let tags = addTag(NO_TAGS, 100, { name: "distress", detail: null });
    expect(openSpan(tags, "distress")?.at).toBe(100);
    tags = addTag(tags, 900, { name: "distress", detail: null });
    expect(openSpan(tags, "distress")).toBeUndefined();
    expect(tags.tags).toMatchObject([{ at: 100, until: 900 }]);
    expect(addTag(tags, 1_000, { name: "distress", detail: null }).tags).toHaveLength(2);
  });

  test("a state holds until the next of its kind", () => {
    let tags = addTag(NO_TAGS, 0, { name: "engagement", detail: "2" });
    tags = addTag(tags, 10, { name: "regulation", detail: "calm" });
    tags = addTag(tags, 20, { name: "engagement", detail: "4" });
    expect(stateOf(tags, "engagement")).toBe("4");
    expect(stateOf(tags, "regulation")).toBe("calm");
    expect(stateOf(removeTag(tags, 2), "engagement")).toBe("2");
  });

  test("a note changes its own tag alone, and a number is never given twice", () => {
    let tags = addTag(addTag(NO_TAGS, 0, { name: "voice", detail: null }), 1, { name: "turn", detail: null });
    tags = changeTag(tags, 0, { note: "said “again”" });
    expect(tags.tags.map(({ note }) => note)).toEqual(["said “again”", ""]);
    expect(changeTag(tags, 7, { note: "x" })).toBe(tags);
    expect(addTag(removeTag(tags, 1), 2, { name: "joy", detail: null }).tags.at(-1)?.id).toBe(2);
  });

  test("a tap that came late stands where it was seen, and changes no state that was tapped after it", () => {
    let tags = addTag(NO_TAGS, 100, { name: "engagement", detail: "2" });
    tags = addTag(tags, 900, { name: "engagement", detail: "4" });
    tags = addTag(tags, 500, { name: "engagement", detail: "1" });
    expect(tags.tags.map(({ at }) => at)).toEqual([100, 500, 900]);
    expect(stateOf(tags, "engagement")).toBe("4");
  });

  test("a tap that comes twice counts once, also where it ended a span", () => {
    const joy = { name: "joy", detail: null, key: "a" } as const;
    expect(addTag(addTag(NO_TAGS, 1, joy), 2, joy).tags).toHaveLength(1);
    const distress = (key: string) => ({ name: "distress", detail: null, key }) as const;
    let tags = addTag(addTag(NO_TAGS, 1, distress("b")), 9, distress("c"));
    tags = addTag(tags, 9, distress("c"));
    expect(tags.tags).toMatchObject([{ at: 1, until: 9 }]);
  });

  test("a span that was ended by mistake goes on", () => {
    const tags = addTag(addTag(NO_TAGS, 1, { name: "distress", detail: null }), 9, { name: "distress", detail: null });
    expect(reopenTag(tags, 0).tags).toMatchObject([{ at: 1, until: null }]);
    const again = addTag(tags, 20, { name: "distress", detail: null });
    expect(reopenTag(again, 0)).toBe(again);
  });
});
