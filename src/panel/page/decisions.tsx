import type { Panel } from "../panel.ts";

const SHOWN = 3;

/** Why the partner did what it did: its last decisions, newest first. */
export function Decisions({ panel }: { panel: Panel }) {
  const decisions = panel.view.value?.decisions.slice(-SHOWN).toReversed() ?? [];
  return (
    <div class="decisions">
      <h2 id="decisions-title">Why the partner did it</h2>
      <ol aria-labelledby="decisions-title">
        {decisions.map((decision) => (
          <li key={`${decision.at} ${decision.text}`}>{decision.text}</li>
        ))}
        {decisions.length === 0 && <li class="muted">Nothing decided yet.</li>}
      </ol>
    </div>
  );
}
