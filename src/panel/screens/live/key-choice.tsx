import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";

const MODES = ["major", "minor"] as const;
const TONICS = Array.from({ length: 12 }, (_, tonic) => tonic);

/** The tonal home: the child's, or one that is set. */
export function KeyChoice({ panel }: { panel: Panel }) {
  const { live } = words.value;
  const key = panel.view.value?.steering.key ?? null;
  return (
    <select
      aria-label={live.scale}
      value={key ? `${key.tonic} ${"mode" in key ? key.mode : key.scale}` : ""}
      onChange={(event) => {
        const [tonic, mode] = event.currentTarget.value.split(" ");
        const chosen = MODES.find((one) => one === mode);
        void panel.send("param:set", { key: chosen ? { tonic: Number(tonic), scale: chosen } : null });
      }}
    >
      <option value="">{live.scaleChild}</option>
      {MODES.flatMap((mode) =>
        TONICS.map((tonic) => (
          <option key={`${tonic} ${mode}`} value={`${tonic} ${mode}`}>
            {live.pitches[tonic]} {live.modes[mode]}
          </option>
        )),
      )}
    </select>
  );
}
