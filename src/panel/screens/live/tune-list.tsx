import { pitchName, words } from "../../language.ts";
import type { Panel } from "../../panel.ts";

/** The tunes that can be woven in: the one just caught, and those that were kept. */
export function TuneList({ panel }: { panel: Panel }) {
  const { onLive } = words.value;
  const { tunes, technique } = panel.view.value ?? {};
  if (!tunes) return null;
  const woven = technique === "incorporate" ? tunes.chosen : undefined;
  return (
    <fieldset class="tunes">
      <legend>{onLive.tunesToWeave}</legend>
      <div class="drawer-cards">
        <button type="button" aria-pressed={woven === null} onClick={() => void panel.send("tune:weave", null)}>
          {onLive.tuneLast}
          {woven === null && " ✓"}
        </button>
        {tunes.kept.map(({ name, pitches, pad }, place) => (
          <button
            key={`${place} ${name}`}
            type="button"
            title={pad ? undefined : pitches.map(pitchName).join(" ")}
            aria-pressed={woven === place}
            onClick={() => void panel.send("tune:weave", place)}
          >
            {name}
            {woven === place && " ✓"}
          </button>
        ))}
      </div>
      {tunes.kept.length === 0 && <p class="muted">{onLive.noTunes}</p>}
    </fieldset>
  );
}
