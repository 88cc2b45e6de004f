import { useRef } from "preact/hooks";
import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";
import { tappedTempo } from "../../tapped-tempo.ts";
import { ScaleChoice } from "./scale-choice.tsx";
import { SoundsCell } from "./sounds-cell.tsx";
import { shownTempo } from "./tempo.tsx";

/** Buttons beside the tempo: tap it, follow the child's, and what is played with. One cell each; four fit. */
export function MusicRow({ panel }: { panel: Panel }) {
  const { live } = words.value;
  const taps = useRef<number[]>([]);
  const follows = panel.view.value?.steering.tempo === null;
  return (
    <div class="cells">
      <button
        type="button"
        aria-label={live.tapLong}
        onPointerDown={(event) => tap(event.timeStamp)}
        onClick={(event) => {
          if (event.detail === 0) tap(event.timeStamp);
        }}
      >
        {live.tap}
      </button>
      <button
        type="button"
        aria-pressed={follows}
        onClick={() => void panel.send("param:set", { tempo: follows ? Math.round(shownTempo(panel)) : null })}
      >
        {live.follow}
        {follows && " ✓"}
      </button>
      <ScaleChoice panel={panel} />
      <SoundsCell panel={panel} />
    </div>
  );

  function tap(at: number): void {
    const { taps: kept, tempo } = tappedTempo(taps.current, at);
    taps.current = kept;
    if (tempo !== undefined) void panel.send("param:set", { tempo });
  }
}
