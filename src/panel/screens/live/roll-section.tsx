import { useSignal } from "@preact/signals";
import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";
import { RollCanvas } from "./roll-canvas.tsx";
import { RollTable } from "./roll-table.tsx";

/** Who is playing: the piano roll with its legend, or the same as a table; or nothing, to look at the child. */
export function RollSection({ panel }: { panel: Panel }) {
  const { live, players } = words.value;
  const table = useSignal(false);
  const covered = useSignal(false);
  return (
    <>
      <div class="roll-row">
        <h2 id="playing-title" class="hidden">
          {live.playing}
        </h2>
        <ul class="legend" aria-label={live.legend}>
          <li class="child">● {players.child}</li>
          <li class="partner-shape">■ {players.partner}</li>
          <li class="planned">□ {live.planned}</li>
        </ul>
        <button type="button" aria-pressed={covered.value} onClick={() => (covered.value = !covered.value)}>
          {covered.value ? live.uncover : live.cover}
        </button>
        <button type="button" aria-pressed={table.value} onClick={() => (table.value = !table.value)}>
          {live.table}
          {table.value && " ✓"}
        </button>
      </div>
      {covered.value ? (
        <p class="covered">{live.lookAtChild}</p>
      ) : table.value ? (
        <RollTable panel={panel} />
      ) : (
        <RollCanvas panel={panel} />
      )}
    </>
  );
}
