import { useSignal } from "@preact/signals";
import { Over } from "../../controls/over.tsx";
import { Stepper } from "../../controls/stepper.tsx";
import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";

/** The partner's adaptation gain from the child's lead to its own: how far it goes along with the child. */
const GAINS = [1, 0.8, 0.6, 0.4, 0.2] as const;
const AUTONOMIES = ["person", "offers", "acts"] as const;

/** Who leads, from the child over both to the partner; and who changes cards. */
export function Leads({ panel }: { panel: Panel }) {
  const { live, onLive } = words.value;
  const open = useSignal(false);
  const { leads = 1, autonomy = "person" } = panel.view.value?.steering ?? {};
  const place = placeOf(leads);
  return (
    <div class="leads-row full-only">
      <Stepper
        label={live.leads}
        names={[live.leadsChild, live.leadsPartner]}
        signs={["●", "■"]}
        value={place < 2 ? live.leadsChild : place === 2 ? live.leadsShared : live.leadsPartner}
        bar={{ lit: place + 1, steps: GAINS.length }}
        atLeast={place === 0}
        atMost={place === GAINS.length - 1}
        onStep={(direction) => {
          const now = placeOf(panel.steering?.leads ?? 1);
          const next = GAINS[Math.min(GAINS.length - 1, Math.max(0, now + direction))];
          if (next !== undefined) void panel.send("param:set", { leads: next });
        }}
      />
      <button
        type="button"
        aria-label={onLive.autonomyIs(live.autonomies[autonomy])}
        aria-expanded={open.value}
        onClick={() => (open.value = !open.value)}
      >
        {live.autonomies[autonomy]}
      </button>
      {open.value && (
        <Over class="left" title={onLive.autonomyTitle} onClose={() => (open.value = false)}>
          {AUTONOMIES.map((one) => (
            <button
              key={one}
              type="button"
              class="wide"
              aria-pressed={one === autonomy}
              onClick={() => {
                open.value = false;
                void panel.send("param:set", { autonomy: one });
              }}
            >
              <b>
                {live.autonomies[one]}
                {one === autonomy && " ✓"}
              </b>
              <span>{onLive.autonomyHow[one]}</span>
            </button>
          ))}
        </Over>
      )}
    </div>
  );
}

function placeOf(leads: number): number {
  const distances = GAINS.map((gain) => Math.abs(gain - leads));
  return distances.indexOf(Math.min(...distances));
}
