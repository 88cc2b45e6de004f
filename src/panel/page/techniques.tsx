import { useSignal } from "@preact/signals";
import type { View } from "../../server/protocol.ts";
import type { Panel } from "../panel.ts";

/** Cards that are always in sight; the others wait behind More. */
const IN_SIGHT = 6;

/** What the partner does: one card at a time. A card behind More that is on stays in sight. */
export function Techniques({ panel }: { panel: Panel }) {
  const view = panel.view.value;
  const open = useSignal(false);
  if (!view) return null;
  const first = view.techniques.slice(0, IN_SIGHT);
  const rest = view.techniques.slice(IN_SIGHT);
  const hiddenOn = rest.filter(({ name }) => name === view.technique);
  return (
    <fieldset class="techniques">
      <legend class="hidden">What the partner does</legend>
      <Cards cards={open.value ? [...first, ...rest] : [...first, ...hiddenOn]} on={view.technique} panel={panel} />
      {rest.length > 0 && (
        <button type="button" class="more" aria-expanded={open.value} onClick={() => (open.value = !open.value)}>
          {open.value ? "Fewer" : "More"}
        </button>
      )}
    </fieldset>
  );
}

function Cards({ cards, on, panel }: { cards: View["techniques"]; on: string; panel: Panel }) {
  return (
    <>
      {cards.map(({ name, label }) => (
        <button key={name} type="button" aria-pressed={name === on} onClick={() => panel.setTechnique(name)}>
          {label}
          {name === on && <span class="on"> ✓ on</span>}
        </button>
      ))}
    </>
  );
}
