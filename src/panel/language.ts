import { computed, effect, signal } from "@preact/signals";
import type { Pitch } from "../server/protocol.ts";
import type { Catalogue } from "./languages/catalogue.ts";
import { catalogue as english } from "./languages/en.ts";
import { noteName } from "./note-names.ts";
import { preferences } from "./preferences.ts";
import { tell } from "./sentences.ts";
import { withSimpleWords } from "./simple-words.ts";

/** Every file in `languages` but the two named here is a language: adding one adds a language, and nothing else has to change. */
const FILES = import.meta.glob<{ readonly catalogue: Catalogue }>([
  "./languages/*.ts",
  "!./languages/catalogue.ts",
  "!./languages/en.ts",
]);

/** Codes of all languages, English first. */
export const LANGUAGES: readonly string[] = ["en", ...Object.keys(FILES).map(codeOf).sort()];

function codeOf(file: string): string {
  return file.replace(/^.*\//, "").replace(/\.ts$/, "");
}

/** The language to show: the chosen one, else the first of the browser's that there is, else English. */
export function pickLanguage(chosen: string, wanted: readonly string[], known: readonly string[]): string {
  if (known.includes(chosen)) return chosen;
  return wanted.map((tag) => tag.slice(0, 2).toLowerCase()).find((code) => known.includes(code)) ?? "en";
}

const shown = signal<Catalogue>(english);

/** The words of the panel. Read `words.value` in components, so that they change with the language. */
export const words = computed(() =>
  preferences.reading.value === "simple" ? withSimpleWords(shown.value) : shown.value,
);

/** A sentence of the engine in the language of the panel; as it came where that does not know it. For what is shown, never for logs. */
export function spoken(sentence: string): string {
  return tell(sentence, words.value.sentences);
}

/** The name of a pitch in the language of the panel: 60 is C4. */
export function pitchName(pitch: Pitch): string {
  return noteName(pitch, words.value.scales.pitches);
}

/** Loads the chosen language and keeps to it. Resolves when the first one is shown. */
export function keepLanguage(): Promise<void> {
  return new Promise((resolve) => {
    effect(() => {
      const code = pickLanguage(preferences.language.value, navigator.languages, LANGUAGES);
      void load(code).then((catalogue) => {
        shown.value = catalogue;
        document.documentElement.lang = code;
        resolve();
      });
    });
  });
}

async function load(code: string): Promise<Catalogue> {
  const file = FILES[`./languages/${code}.ts`];
  try {
    return file ? (await file()).catalogue : english;
  } catch {
    // The engine went away in between: English is in the page already.
    return english;
  }
}

/** A language's own name, such as "Deutsch". */
export async function nameOfLanguage(code: string): Promise<string> {
  return (await load(code)).language;
}
