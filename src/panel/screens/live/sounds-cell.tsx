import { useSignal } from "@preact/signals";
import type { ComponentType } from "preact";
import { Over } from "../../controls/over.tsx";
import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";

type Tiles = ComponentType<{ panel: Panel }>;

/** How child and partner sound, and the way to another sound. What it opens comes when it is opened. */
export function SoundsCell({ panel }: { panel: Panel }) {
  const { sounding } = words.value;
  const open = useSignal(false);
  const tiles = useSignal<{ readonly Tiles: Tiles } | null>(null);
  const of = panel.view.value?.sounds.of;
  if (!of) return null;
  const name = (player: "child" | "partner"): string => {
    const sound = of[player];
    return sound ? sounding.names[sound] : sounding.allOff;
  };
  return (
    <>
      <button
        type="button"
        class="sounds"
        aria-expanded={open.value}
        aria-label={sounding.present(name("child"), name("partner"))}
        onClick={() => {
          open.value = !open.value;
          if (!tiles.peek())
            void import("./sound-tiles.tsx").then(({ SoundTiles }) => (tiles.value = { Tiles: SoundTiles }));
        }}
      >
        {sounding.sounds} <span aria-hidden="true">▾</span>
      </button>
      {open.value && (
        <Over class="right" title={sounding.title} onClose={() => (open.value = false)}>
          {tiles.value ? <tiles.value.Tiles panel={panel} /> : <p class="muted">{words.value.frame.loading}</p>}
        </Over>
      )}
    </>
  );
}
