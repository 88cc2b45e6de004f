import type { View } from "../../../server/protocol.ts";
import { pitchName, words } from "../../language.ts";
import type { Panel } from "../../panel.ts";

/** A tune that the child came back to: it can be kept, and woven in. */
export function TuneChip({ panel, tune }: { panel: Panel; tune: NonNullable<View["tune"]> }) {
  const { live, onLive } = words.value;
  return (
    <div class="chip">
      <p>
        {tune.pad
          ? live.tunePads(tune.pitches.length, tune.count)
          : onLive.tuneCaught(shortly(tune.pitches.map(pitchName)), tune.count)}
      </p>
      {!tune.kept && (
        <button type="button" aria-label={onLive.keepTuneLong} onClick={() => void keep(panel)}>
          {onLive.keepTune}
        </button>
      )}
      {panel.view.value?.technique !== "incorporate" && (
        <button type="button" onClick={() => void panel.send("tune:weave", null)}>
          {live.weave}
        </button>
      )}
    </div>
  );
}

/** As many notes as the line has room for. */
const ROOM = 4;

function shortly(notes: readonly string[]): string {
  return notes.length <= ROOM ? notes.join(" ") : `${notes.slice(0, ROOM).join(" ")} …`;
}

/** Keeps it under a name that can be changed in the child's card. */
async function keep(panel: Panel): Promise<void> {
  const { onLive } = words.peek();
  const place = panel.view.peek()?.tunes.kept.length ?? 0;
  const name = onLive.tuneName(place + 1);
  const ack = await panel.send("tune:keep", name);
  if (!ack.ok) return;
  panel.justDone.value = { text: onLive.tuneKept(name), undo: () => void panel.send("tune:drop", place) };
}
