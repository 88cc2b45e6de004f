import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";

/** Calm, Hold here and Lift, all as prominent as each other: the aim is not to make a child quiet. */
export function IsoRow({ panel }: { panel: Panel }) {
  const { live, techniques } = words.value;
  const technique = panel.view.value?.technique;
  const ramps = technique === "calm" || technique === "lift";
  const card = (name: "calm" | "lift", sign: string) => (
    <button
      type="button"
      aria-pressed={technique === name}
      onClick={() => void panel.send("technique:set", technique === name ? "ground" : name)}
    >
      {techniques[name]} {technique === name ? "✓" : sign}
    </button>
  );
  return (
    <div class="thirds">
      {card("calm", "⤵")}
      <button type="button" disabled={!ramps} onClick={() => void panel.send("technique:tap", "holdHere")}>
        {live.holdHere}
      </button>
      {card("lift", "⤴")}
    </div>
  );
}
