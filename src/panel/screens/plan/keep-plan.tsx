import { useSignal } from "@preact/signals";
import { TextField } from "../../controls/text-field.tsx";
import { HoldButton } from "../../frame/hold-button.tsx";
import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";
import type { Draft } from "./draft.ts";

const HOLD = 800;

/** Keeps the plan as a template under a name, and takes kept ones away. */
export function KeepPlan({ panel, shown }: { panel: Panel; shown: Draft }) {
  const { plan } = words.value;
  const name = useSignal("");
  const wanted = name.value.trim();
  return (
    <section class="card stack" aria-labelledby="keep">
      <h3 id="keep">{plan.keep}</h3>
      <div class="line">
        <TextField label={plan.keepName} value={name.value} most={40} onChange={(value) => (name.value = value)} />
        <button
          type="button"
          disabled={wanted === "" || shown.phases.length === 0}
          onClick={() => {
            void panel.send("plans:keep", { name: wanted, ...shown }).then((ack) => {
              if (ack.ok) name.value = "";
            });
          }}
        >
          {plan.keep}
        </button>
      </div>
      <p class="muted">{plan.keepHow}</p>
      <ul class="stack">
        {panel.plans.value?.kept.map((kept) => (
          <li key={kept.name} class="line">
            <b>{kept.name}</b>
            <span class="muted">{plan.total(kept.phases.reduce((sum, { minutes }) => sum + minutes, 0))}</span>
            <HoldButton
              label={plan.removeKept}
              name={`${plan.removeKept}: ${kept.name}`}
              hold={HOLD}
              onHeld={() => void panel.send("plans:remove", kept.name)}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
