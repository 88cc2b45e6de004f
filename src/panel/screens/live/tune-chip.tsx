import type { View } from "../../../server/protocol.ts";
import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";
import { pitchName } from "../../roll.ts";

/** A tune that the child came back to: it can be woven in. */
export function TuneChip({ panel, tune }: { panel: Panel; tune: NonNullable<View["tune"]> }) {
  const { live } = words.value;
  return (
    <div class="chip">
      <p>
        {tune.pad
          ? live.tunePads(tune.pitches.length, tune.count)
          : live.tune(tune.pitches.map(pitchName).join(" "), tune.count)}
      </p>
      {panel.view.value?.technique !== "incorporate" && (
        <button type="button" onClick={() => void panel.send("technique:set", "incorporate")}>
          {live.weave}
        </button>
      )}
    </div>
  );
}
