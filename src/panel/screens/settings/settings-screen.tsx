import { useEffect } from "preact/hooks";
import { Choice } from "../../controls/choice.tsx";
import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";
import { LEVELS, MOTIONS, preferences } from "../../preferences.ts";
import { route } from "../../route.ts";
import { AbsoluteLimits } from "./absolute-limits.tsx";
import { Appearance } from "./appearance.tsx";
import { Audit } from "./audit.tsx";
import { Backups } from "./backups.tsx";
import { Devices } from "./devices.tsx";
import { FootSwitches } from "./foot-switches.tsx";
import { KeySettings } from "./key-settings.tsx";
import { People } from "./people.tsx";

/** How this browser shows the panel, and how the house is kept. `#settings/backups` leads to that part. */
export function SettingsScreen({ panel }: { panel: Panel }) {
  const { settings, screens, house } = words.value;
  const [part] = route.value.rest;
  const known = panel.desk.value !== null;
  useEffect(() => {
    if (part) document.getElementById(part)?.scrollIntoView();
  }, [part, known]);
  return (
    <div class="sheet">
      <h2>{screens.settings}</h2>
      <section class="card stack" id="appearance" aria-labelledby="appearance-title">
        <h3 id="appearance-title">{settings.appearance}</h3>
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
          label={house.settings.reading}
          options={(["full", "simple"] as const).map((reading) => [reading, house.settings.readings[reading]])}
          value={preferences.reading.value}
          onChoose={(reading) => (preferences.reading.value = reading)}
          note={house.settings.readingHow}
        />
        <Choice
          label={house.settings.units}
          options={(["metric", "imperial"] as const).map((units) => [units, house.settings.unitsAre[units]])}
          value={preferences.units.value}
          onChoose={(units) => (preferences.units.value = units)}
        />
        <Choice
          label={house.settings.sounds}
          options={(["silent", "soft"] as const).map((sounds) => [sounds, house.settings.soundsAre[sounds]])}
          value={preferences.panelSounds.value}
          onChoose={(sounds) => (preferences.panelSounds.value = sounds)}
          note={house.settings.soundsHow}
        />
      </section>
      <KeySettings />
      <FootSwitches panel={panel} />
      <People panel={panel} />
      <Devices panel={panel} />
      <Backups panel={panel} />
      <AbsoluteLimits panel={panel} />
      <Audit panel={panel} />
      <section class="card stack" aria-labelledby="updates">
        <h3 id="updates">{house.settings.updates}</h3>
        <p>{house.settings.updatesHow(panel.welcome.value?.version ?? "…")}</p>
      </section>
    </div>
  );
}
