import { Choice } from "../../controls/choice.tsx";
import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";
import { HANDS, LEVELS, MOTIONS, preferences, TEXT_SIZES, THEMES } from "../../preferences.ts";
import { Devices } from "./devices.tsx";
import { LanguageChoice } from "./language-choice.tsx";

/** How this browser shows the panel. */
export function SettingsScreen({ panel }: { panel: Panel }) {
  const { settings, screens } = words.value;
  return (
    <div class="sheet">
      <h2>{screens.settings}</h2>
      <section class="card stack" aria-labelledby="appearance">
        <h3 id="appearance">{settings.appearance}</h3>
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
        <Choice
          label={settings.motion}
          options={MOTIONS.map((motion) => [motion, settings.motions[motion]])}
          value={preferences.motion.value}
          onChoose={(motion) => (preferences.motion.value = motion)}
        />
        <Choice
          label={settings.level}
          options={LEVELS.map((level) => [level, settings.levels[level]])}
          value={preferences.level.value}
          onChoose={(level) => (preferences.level.value = level)}
          note={settings.levelHow}
        />
        <Choice
          label={settings.letters}
          options={(["shortcuts", "off"] as const).map((use) => [use, settings.lettersAre[use]])}
          value={preferences.letters.value}
          onChoose={(use) => (preferences.letters.value = use)}
          note={settings.lettersHow}
        />
      </section>
      <Devices panel={panel} />
    </div>
  );
}
