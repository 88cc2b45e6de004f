import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";

/** The partner's adaptation gain for each: how far it goes along with the child. */
const GAINS = { leadsChild: 1, leadsShared: 0.6, leadsPartner: 0.2 } as const;

/** Who leads: the child, both, or the partner. */
export function Leads({ panel }: { panel: Panel }) {
  const { live } = words.value;
  const leads = panel.view.value?.steering.leads ?? 1;
  const nearest = (Object.keys(GAINS) as (keyof typeof GAINS)[]).reduce((best, one) =>
    Math.abs(GAINS[one] - leads) < Math.abs(GAINS[best] - leads) ? one : best,
  );
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a flex row in every browser.
    <div class="thirds" role="group" aria-label={live.leads}>
      {(Object.keys(GAINS) as (keyof typeof GAINS)[]).map((who) => (
        <button
          key={who}
          type="button"
          aria-pressed={who === nearest}
          onClick={() => void panel.send("param:set", { leads: GAINS[who] })}
        >
          {live[who]}
          {who === nearest && " ✓"}
        </button>
      ))}
    </div>
  );
}
