import type { Millis } from "../../../server/protocol.ts";
import { useTick } from "../../frame/tick.ts";
import { spoken, words } from "../../language.ts";
import type { Panel } from "../../panel.ts";
import { stateWords } from "../../state-words.ts";
import { SpaceRing } from "./space-ring.tsx";

const LIMIT_SHOWN: Millis = 10_000;
const WHOSE_TURN = { child: "●", partner: "■", both: "● ■", nobody: "" } as const;

/** What the music partner is doing, in large plain words. */
export function PartnerState({ panel }: { panel: Panel }) {
  useTick(200).value;
  const view = panel.view.value;
  const stopped = panel.stopped.value;
  const now = panel.sessionNow();
  const { words: said, count } = stateWords(view, stopped, now, words.value.state);
  const turn = stopped || !view ? "nobody" : view.turn;
  return (
    <div class={`state turn-${turn}`}>
      <SpaceRing panel={panel} />
      <p class="words" aria-hidden="true">
        {WHOSE_TURN[turn] && <span class="shape">{WHOSE_TURN[turn]} </span>}
        {said} <span class="count">{count}</span>
      </p>
      <p class="hidden" aria-live={stopped ? "assertive" : "polite"}>
        {said}
      </p>
      <p class="remark">{remark(panel, now)}</p>
    </div>
  );
}

function remark(panel: Panel, now: Millis | undefined): string {
  const { state } = words.value;
  const view = panel.view.value;
  if (panel.stopped.value) return state.remarkStopped;
  if (!view?.running) return state.remarkReady;
  if (view.onBreak) return state.remarkBreak;
  if (view.quiet) return state.remarkQuiet;
  if (view.partner === "space" && view.space.broken) return words.value.onLive.spaceBroken;
  if (view.limit && now !== undefined && now - view.limit.at < LIMIT_SHOWN) return spoken(view.limit.text);
  return "";
}
