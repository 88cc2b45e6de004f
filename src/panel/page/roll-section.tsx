import { useSignal } from "@preact/signals";
import type { Panel } from "../panel.ts";
import { RollCanvas } from "./roll-canvas.tsx";
import { RollTable } from "./roll-table.tsx";

/** Who is playing: the piano roll with its legend, or the same as a table. */
export function RollSection({ panel }: { panel: Panel }) {
  const table = useSignal(false);
  return (
    <>
      <div class="roll-row">
        <h2 id="playing-title">Who is playing</h2>
        <ul class="legend" aria-label="Legend">
          <li class="child">● child</li>
          <li class="partner-shape">■ partner</li>
          <li class="planned">□ planned</li>
        </ul>
        <button
          type="button"
          aria-pressed={table.value}
          onClick={() => {
            table.value = !table.value;
          }}
        >
          Table{table.value && " ✓ on"}
        </button>
      </div>
      {table.value ? <RollTable panel={panel} /> : <RollCanvas panel={panel} />}
    </>
  );
}
