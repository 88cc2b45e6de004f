import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Millis } from "../../../server/protocol.ts";
import { Over } from "../../controls/over.tsx";
import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";
import { preferences } from "../../preferences.ts";
import { RollCanvas } from "./roll-canvas.tsx";
import { RollTable } from "./roll-table.tsx";

const LENGTHS = ["30", "60", "120"] as const;
/** Nobody has touched the page for so long: the eyes belong to the child, and the picture goes back. */
const DIMS_AFTER: Millis = 10_000;

/** Who is playing: the piano roll with its legend, or the same as a table; or nothing, to look at the child. */
export function RollSection({ panel }: { panel: Panel }) {
  const { live, onLive, players } = words.value;
  const table = useSignal(false);
  const covered = useSignal(false);
  const choosing = useSignal(false);
  const length = preferences.picture.value;
  const shown = table.value ? live.table : onLive.seconds(Number(length));
  return (
    <>
      <div class="roll-row">
        <h2 id="playing-title" class="hidden">
          {live.playing}
        </h2>
        <ul class="legend" aria-label={live.legend}>
          <li class="child">● {players.child}</li>
          <li class="partner-shape">■ {players.partner}</li>
          <li class="therapist">▲ {onLive.me}</li>
        </ul>
        <button type="button" aria-pressed={covered.value} onClick={() => (covered.value = !covered.value)}>
          {covered.value ? live.uncover : live.cover}
        </button>
        <button
          type="button"
          class="full-only"
          aria-label={onLive.view(shown)}
          aria-expanded={choosing.value}
          onClick={() => (choosing.value = !choosing.value)}
        >
          {shown} ▾
        </button>
        {choosing.value && (
          <Over class="middle" title={onLive.viewTitle} onClose={() => (choosing.value = false)}>
            <div class="drawer-cards">
              {LENGTHS.map((one) => (
                <button
                  key={one}
                  type="button"
                  aria-pressed={!table.value && one === length}
                  onClick={() => show(false, one)}
                >
                  {onLive.seconds(Number(one))}
                </button>
              ))}
              <button type="button" aria-pressed={table.value} onClick={() => show(true)}>
                {live.table}
              </button>
            </div>
          </Over>
        )}
      </div>
      <Picture panel={panel} shown={covered.value ? "covered" : table.value ? "table" : "picture"} />
    </>
  );

  function show(asTable: boolean, seconds?: (typeof LENGTHS)[number]): void {
    table.value = asTable;
    covered.value = false;
    choosing.value = false;
    if (seconds) preferences.picture.value = seconds;
  }
}

/** It goes back after ten seconds without a touch, and comes forward with the next. */
function Picture({ panel, shown }: { panel: Panel; shown: "picture" | "table" | "covered" }) {
  const dim = useSignal(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const touched = (): void => {
      dim.value = false;
      clearTimeout(timer);
      timer = setTimeout(() => (dim.value = true), DIMS_AFTER);
    };
    touched();
    for (const kind of ["pointerdown", "keydown"] as const) window.addEventListener(kind, touched);
    return () => {
      clearTimeout(timer);
      for (const kind of ["pointerdown", "keydown"] as const) window.removeEventListener(kind, touched);
    };
  }, []);
  return (
    <div class={dim.value && shown === "picture" ? "picture dim" : "picture"}>
      {shown === "covered" ? (
        <p class="covered">{words.value.live.lookAtChild}</p>
      ) : shown === "table" ? (
        <RollTable panel={panel} />
      ) : (
        <RollCanvas panel={panel} />
      )}
    </div>
  );
}
