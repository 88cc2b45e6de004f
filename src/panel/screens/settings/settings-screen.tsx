import { Choice } from "../../controls/choice.tsx";
import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";
import { LEVELS, MOTIONS, preferences } from "../../preferences.ts";
import { Appearance } from "./appearance.tsx";
import { Devices } from "./devices.tsx";

/** How this browser shows the panel. */
export function SettingsScreen({ panel }: { panel: Panel }) {
  const { settings, screens } = words.value;
  return (
    <div class="sheet">
      <h2>{screens.settings}</h2>
      <section class="card stack" aria-labelledby="appearance">
        <h3 id="appearance">{settings.appearance}</h3>
        <Appearance />
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
