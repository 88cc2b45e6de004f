import type { catalogue } from "./en.ts";

/** The same words in another language: every string a string, every sentence with gaps a function of the same gaps. */
type Translated<T> = T extends string
  ? string
  : T extends readonly (readonly [string, string])[]
    ? T
    : T extends (...gaps: infer Gaps) => string
      ? (...gaps: Gaps) => string
      : { readonly [Name in keyof T]: Translated<T[Name]> };

/** All that the panel says. English is the measure: a language that lacks a word does not compile. */
export type Catalogue = Translated<typeof catalogue>;
