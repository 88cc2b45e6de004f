import type { Millis } from "../../server/protocol.ts";
import type { Panel } from "../panel.ts";
import { stateWords } from "../state-words.ts";
import { useTick } from "./tick.ts";

const LIMIT_SHOWN: Millis = 10_000;
const WHOSE_TURN = { child: "●", partner: "■", both: "● ■", nobody: "" } as const;

/** What the music partner is doing, in large plain words. */
export function PartnerState({ panel }: { panel: Panel }) {
  useTick(200).value;
  const view = panel.view.value;
  const stopped = panel.stopped.value;
  const now = panel.sessionNow();
  const { words, count } = stateWords(view, stopped, now);
  const turn = stopped || !view ? "nobody" : view.turn;
  return (
    <div class={`state turn-${turn}`}>
      <p class="words" aria-hidden="true">
        {WHOSE_TURN[turn] && <span class="shape">{WHOSE_TURN[turn]} </span>}
        {words} <span class="count">{count}</span>
      </p>
      <p class="hidden" aria-live={stopped ? "assertive" : "polite"}>
        {words}
      </p>
      <p class="remark">{remark(panel, now)}</p>
    </div>
  );
}

function remark(panel: Panel, now: Millis | undefined): string {
  const view = panel.view.value;
  if (panel.stopped.value) return "All sound is off. Hold “Continue calmly” for one second to go on.";
  if (!view?.running) return "Press Start to begin. The page makes no sound before.";
  if (view.onBreak) return "Break: the partner is silent until you are ready.";
  if (view.quiet) return "Quiet: the partner pauses, the child's instrument sounds.";
  if (view.limit && now !== undefined && now - view.limit.at < LIMIT_SHOWN) return view.limit.text;
  return "";
}
