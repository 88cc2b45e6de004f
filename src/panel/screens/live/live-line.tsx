import { DoneLine } from "../../frame/done-line.tsx";
import { spoken, words } from "../../language.ts";
import type { Panel } from "../../panel.ts";
import { Readouts } from "./readouts.tsx";
import { TuneChip } from "./tune-chip.tsx";

/**
 * One line of one height: what was just done and can be taken back, else a card that the engine offers, else a tune that the child came
 * back to, else how the playing is shared. Nothing of it stands in the way of anything.
 */
export function LiveLine({ panel, steers }: { panel: Panel; steers: boolean }) {
  return <div class="line-row">{content(panel, steers)}</div>;
}

function content(panel: Panel, steers: boolean) {
  const view = panel.view.value;
  const done = panel.justDone.value;
  if (done && !done.distress) return <DoneLine key={done.text} panel={panel} done={done} />;
  if (!steers || !view?.running || panel.stopped.value) return <Readouts panel={panel} />;
  if (view.suggestion) return <Offer panel={panel} />;
  if (view.tune) return <TuneChip panel={panel} tune={view.tune} />;
  return <Readouts panel={panel} />;
}

/** A card that the engine offers, at most once a minute. */
function Offer({ panel }: { panel: Panel }) {
  const { live, techniques } = words.value;
  const suggestion = panel.view.value?.suggestion;
  if (!suggestion) return null;
  return (
    <div class="chip offer">
      <p>{live.offered(techniques[suggestion.technique] ?? suggestion.technique, spoken(suggestion.reason))}</p>
      <button type="button" onClick={() => void panel.send("suggestion:answer", true)}>
        {live.take}
      </button>
      <button type="button" onClick={() => void panel.send("suggestion:answer", false)}>
        {live.notNow}
      </button>
      <button
        type="button"
        aria-label={live.noMoreOffers}
        onClick={() => void panel.send("param:set", { autonomy: "person" })}
      >
        {live.noMoreOffers}
      </button>
    </div>
  );
}
