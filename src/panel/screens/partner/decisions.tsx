import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";

const SHOWN = 3;

/** Why the partner did what it did: its last decisions, newest first. */
export function Decisions({ panel }: { panel: Panel }) {
  const { live } = words.value;
  const decisions = panel.view.value?.decisions.slice(-SHOWN).toReversed() ?? [];
  return (
    <div class="decisions">
      <h2 id="decisions-title">{live.why}</h2>
      <ol aria-labelledby="decisions-title">
        {decisions.map((decision) => (
          <li key={`${decision.at} ${decision.text}`}>{decision.text}</li>
        ))}
        {decisions.length === 0 && <li class="muted">{live.nothingDecided}</li>}
      </ol>
    </div>
  );
}
