import { Choice } from "../../controls/choice.tsx";
import { words } from "../../language.ts";
import { HANDS, preferences, TEXT_SIZES, THEMES } from "../../preferences.ts";
import { LanguageChoice } from "./language-choice.tsx";

/** Language, colours, size of text and hand: what one sets first. */
export function Appearance() {
  const { settings } = words.value;
  return (
    <>
      <LanguageChoice />
      <Choice
        label={settings.theme}
        options={THEMES.map((theme) => [theme, settings.themes[theme]])}
        value={preferences.theme.value}
        onChoose={(theme) => (preferences.theme.value = theme)}
      />
      <Choice
        label={settings.text}
        options={TEXT_SIZES.map((size) => [size, settings.texts[size]])}
        value={preferences.text.value}
        onChoose={(size) => (preferences.text.value = size)}
      />
      <Choice
        label={settings.hand}
        options={HANDS.map((hand) => [hand, settings.hands[hand]])}
        value={preferences.hand.value}
        onChoose={(hand) => (preferences.hand.value = hand)}
      />
    </>
  );
}
