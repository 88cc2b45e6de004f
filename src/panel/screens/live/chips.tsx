import { spoken, words } from "../../language.ts";
import type { Panel } from "../../panel.ts";
import { pitchName } from "../../roll.ts";
import { Readouts } from "./readouts.tsx";

/**
 * One line: a card that the engine offers, or a tune that the child came back to, or how the playing is shared. Nothing of it stands
 * in the way of anything.
 */
export function Chips({ panel }: { panel: Panel }) {
  const { live, techniques } = words.value;
  const view = panel.view.value;
  if (!view?.running || panel.stopped.value) return <Readouts panel={panel} />;
  const { tune, suggestion } = view;
  if (!suggestion && !tune) return <Readouts panel={panel} />;
  return (
    <>
      {suggestion && (
        <p class="chip">
          <span>
            {live.offered(techniques[suggestion.technique] ?? suggestion.technique, spoken(suggestion.reason))}
          </span>
          <button type="button" onClick={() => void panel.send("suggestion:answer", true)}>
            {live.take}
          </button>
          <button type="button" onClick={() => void panel.send("suggestion:answer", false)}>
            {live.notNow}
          </button>
          <button type="button" onClick={() => void panel.send("param:set", { autonomy: "person" })}>
            {live.noMoreOffers}
          </button>
        </p>
      )}
      {tune && !suggestion && (
        <p class="chip">
          <span>
            {tune.pad
              ? live.tunePads(tune.pitches.length, tune.count)
              : live.tune(tune.pitches.map(pitchName).join(" "), tune.count)}
          </span>
          {view.technique !== "incorporate" && (
            <button type="button" onClick={() => void panel.send("technique:set", "incorporate")}>
              {live.weave}
            </button>
          )}
        </p>
      )}
    </>
  );
}
