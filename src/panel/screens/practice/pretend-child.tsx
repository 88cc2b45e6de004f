import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";

/** Which pretend child plays, where the rig has one. */
export function PretendChild({ panel }: { panel: Panel }) {
  const child = panel.welcome.value?.pretendChild;
  if (!child) return null;
  return (
    <div class="row">
      <label for="character" class="label">
        {words.value.live.pretendChild}
      </label>
      <select
        id="character"
        value={child.character}
        onChange={(event) => void panel.setCharacter(event.currentTarget.value)}
      >
        {child.characters.map((character) => (
          <option key={character} value={character}>
            {inWords(character)}
          </option>
        ))}
      </select>
    </div>
  );
}

/** "steady-drummer" and "steadyDrummer" are read as "Steady drummer". */
function inWords(name: string): string {
  const words = name
    .replaceAll("-", " ")
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
