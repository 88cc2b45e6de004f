import { useTick } from "../../frame/tick.ts";
import { spoken, words } from "../../language.ts";
import type { Panel } from "../../panel.ts";

/** Why the partner did what it did: its last decisions, newest first. */
export function Decisions({ panel }: { panel: Panel }) {
  useTick(1_000).value;
  const { partner } = words.value;
  const decisions = panel.view.value?.decisions.toReversed() ?? [];
  const now = panel.sessionNow() ?? 0;
  return (
    <section class="card stack" aria-labelledby="why">
      <h3 id="why">{partner.why}</h3>
      <p class="muted">{partner.whyHow}</p>
      <ol class="decisions">
        {decisions.map((decision) => {
          const seconds = Math.max(0, Math.round((now - decision.at) / 1_000));
          return (
            <li key={`${decision.at} ${decision.text}`}>
              <span class="muted">{partner.ago(Math.floor(seconds / 60), seconds)}</span> {spoken(decision.text)}
            </li>
          );
        })}
        {decisions.length === 0 && <li class="muted">{partner.nothing}</li>}
      </ol>
    </section>
  );
}
