import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Choice } from "../../controls/choice.tsx";
import { LANGUAGES, nameOfLanguage, words } from "../../language.ts";
import { preferences } from "../../preferences.ts";

/** Every language under its own name. */
export function LanguageChoice() {
  const { settings } = words.value;
  const names = useSignal<Readonly<Record<string, string>>>({});
  useEffect(() => {
    for (const code of LANGUAGES) {
      void nameOfLanguage(code).then((name) => (names.value = { ...names.peek(), [code]: name }));
    }
  }, []);
  return (
    <Choice
      label={settings.language}
      options={[["", settings.ownLanguage], ...LANGUAGES.map((code) => [code, names.value[code] ?? code] as const)]}
      value={preferences.language.value}
      onChoose={(code) => (preferences.language.value = code)}
    />
  );
}
