import { useSignal } from "@preact/signals";
import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";

/** Cards that are always in sight; the others wait behind More. */
const IN_SIGHT = 5;

/** What the partner does: one card at a time. A card behind More that is on takes the last place in sight. */
export function Techniques({ panel }: { panel: Panel }) {
  const view = panel.view.value;
  const { live, techniques: labels } = words.value;
  const open = useSignal(false);
  if (!view) return null;
  const { techniques, technique } = view;
  const on = techniques.findIndex(({ name }) => name === technique);
  const closed = on < IN_SIGHT ? techniques.slice(0, IN_SIGHT) : [...techniques.slice(0, IN_SIGHT - 1), techniques[on]];
  const choose = (name: string) => {
    open.value = false;
    void panel.send("technique:set", name);
  };
  return (
    <fieldset class={open.value ? "techniques all" : "techniques"}>
      <legend class="hidden">{live.whatItDoes}</legend>
      {(open.value ? techniques : closed).map(
        (card) =>
          card && (
            <button
              key={card.name}
              type="button"
              aria-pressed={card.name === technique}
              onClick={() => choose(card.name)}
            >
              {labels[card.name] ?? card.label}
              {card.name === technique && <span class="on"> ✓</span>}
            </button>
          ),
      )}
      {techniques.length > IN_SIGHT && (
        <button type="button" class="more" aria-expanded={open.value} onClick={() => (open.value = !open.value)}>
          {open.value ? live.fewer : live.more}
        </button>
      )}
    </fieldset>
  );
}
