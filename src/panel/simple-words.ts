import type { Catalogue } from "./languages/catalogue.ts";

type Words = { readonly [name: string]: unknown };

function isWords(value: unknown): value is Words {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The words with those in `others` in their places. Nothing is added: what is called nothing here stays away. */
function withOthers(words: Words, others: Words): Words {
  const changed = Object.entries(others).flatMap(([name, other]) => {
    if (!Object.hasOwn(words, name)) return [];
    const word = words[name];
    return [[name, isWords(word) && isWords(other) ? withOthers(word, other) : other] as const];
  });
  return { ...words, ...Object.fromEntries(changed) };
}

/** A language with its simple words in place of the usual ones. */
export function withSimpleWords(catalogue: Catalogue): Catalogue {
  return withOthers(catalogue, catalogue.simple) as unknown as Catalogue;
}
