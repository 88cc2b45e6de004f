import fc from "fast-check";
import { expect, test } from "vitest";
import { sourcesOf } from "../../../src/server/corpus/tune-source.ts";

const idsOf = (...files: string[]) => sourcesOf(files.map((file) => ({ path: file, file }))).map(({ id }) => id);

test("a tune's id is its path without the ending, so that equal names in two folders are two tunes", () => {
  expect(idsOf("folk/anna.mid", "children/anna.mid", "anna.kar")).toEqual(["anna", "children/anna", "folk/anna"]);
  expect(idsOf("v1.2/a.b.mid")).toEqual(["v1.2/a.b"]);
});

test("where two files would share an id, the later one keeps its ending", () => {
  expect(idsOf("anna.mid", "anna.abc", "anna.kar")).toEqual(["anna", "anna.kar", "anna.mid"]);
});

test("an umlaut written as two characters and as one is the same letter", () => {
  expect(idsOf("Ba\u0308r.mid")).toEqual(["B\u00e4r"]);
  expect(idsOf("Ba\u0308r.mid", "B\u00e4r.mid")).toEqual(["B\u00e4r", "B\u00e4r.mid"]);
});

test("ids are all different and in order, whatever the files are called", () => {
  const part = fc.constantFrom("a", "b", "a.mid", "A", "ä", "a\u0308", "a (2)", "a.mid (2)");
  const file = fc.tuple(fc.array(part, { maxLength: 2 }), part, fc.constantFrom(".mid", ".abc", ".mid (2)"));
  const files = fc.uniqueArray(file.map(([folders, name, ending]) => `${[...folders, name].join("/")}${ending}`));
  fc.assert(
    fc.property(files, (all) => {
      const ids = idsOf(...all);
      expect(new Set(ids).size).toBe(all.length);
      expect(ids).toEqual([...ids].sort((a, b) => (a < b ? -1 : 1)));
      expect(idsOf(...all.reverse())).toEqual(ids);
    }),
  );
});
