import { expect, test } from "vitest";
import { catalogue as german } from "../../src/panel/languages/de.ts";
import { catalogue as english } from "../../src/panel/languages/en.ts";
import { withSimpleWords } from "../../src/panel/simple-words.ts";

test("simple words stand in the places of the usual ones, and all else stays", () => {
  const simple = withSimpleWords(english);
  expect(simple.techniques.synchronise).toBe("Together");
  expect(simple.techniques.follow).toBe(english.techniques.follow);
  expect(simple.live.tagNames).toEqual({ ...english.live.tagNames, ...english.simple.live.tagNames });
  expect(simple.live.waits(3)).toBe(english.live.waits(3));
  expect(simple.verbs).toBe(english.verbs);
  expect(english.techniques.synchronise).toBe("Synchronise");
});

test.each([
  ["English", english],
  ["German", german],
] as const)(
  "every simple word of %s has a place, differs from the usual one somewhere, and is short",
  (_, catalogue) => {
    const places: string[] = [];
    const look = (others: object, words: Record<string, unknown>, path: string): void => {
      for (const [name, other] of Object.entries(others)) {
        if (!Object.hasOwn(words, name)) places.push(`${path}.${name} has no place`);
        else if (typeof other === "string") {
          if (other.length > 24) places.push(`${path}.${name} is long`);
        } else look(other as object, words[name] as Record<string, unknown>, `${path}.${name}`);
      }
    };
    look(catalogue.simple, catalogue as unknown as Record<string, unknown>, "");
    expect(places).toEqual([]);
  },
);
