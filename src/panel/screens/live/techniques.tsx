import { useSignal } from "@preact/signals";
import { useLongPress } from "../../controls/long-press.ts";
import { Over } from "../../controls/over.tsx";
import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";
import { CardSettings } from "./card-settings.tsx";
import { pinnedCards } from "./pinned-cards.ts";

/** What the partner does: one card at a time. A second press on the card that is on makes the partner silent; a held one is adjusted. */
export function Techniques({ panel }: { panel: Panel }) {
  const { live, onLive, techniques: labels } = words.value;
  const view = panel.view.value;
  const open = useSignal(false);
  const adjusted = useSignal<string | null>(null);
  if (!view) return null;
  const { techniques, technique } = view;
  const { pinned, others } = pinnedCards(
    techniques.map(({ name }) => name),
    view.plan ? [...view.plan.options.pins.techniques, ...view.plan.phases.map((phase) => phase.technique)] : [],
  );
  const hidden = others.includes(technique);
  const labelOf = (name: string) => labels[name] ?? techniques.find((one) => one.name === name)?.label ?? name;
  const card = (name: string) => (
    <Card
      key={name}
      label={labelOf(name)}
      on={name === technique}
      onPress={() => {
        open.value = false;
        void panel.send("technique:set", name === technique ? "silence" : name);
      }}
      onHold={() => {
        open.value = false;
        adjusted.value = name;
      }}
    />
  );
  return (
    <fieldset class="techniques">
      <legend class="hidden">{live.whatItDoes}</legend>
      {pinned.map(card)}
      <button
        type="button"
        class={hidden ? "more chosen" : "more"}
        aria-expanded={open.value}
        onClick={() => (open.value = !open.value)}
      >
        {hidden ? `${labelOf(technique)} ✓ …` : open.value ? live.fewer : `${live.more} ▾`}
      </button>
      <CardTap panel={panel} onAdjust={() => (adjusted.value = technique)} />
      {open.value && (
        <Over class="left cards" title={live.whatItDoes} onClose={() => (open.value = false)}>
          <div class="drawer-cards">{others.map(card)}</div>
        </Over>
      )}
      {adjusted.value !== null && (
        <Over class="left" title={onLive.adjustCard(labelOf(adjusted.value))} onClose={() => (adjusted.value = null)}>
          <CardSettings panel={panel} card={adjusted.value} />
        </Over>
      )}
    </fieldset>
  );
}

function Card(props: { label: string; on: boolean; onPress: () => void; onHold: () => void }) {
  const press = useLongPress(props.onHold, props.onPress);
  return (
    <button type="button" class="technique" aria-pressed={props.on} {...press}>
      {props.label}
      {props.on && <span class="on"> ✓</span>}
    </button>
  );
}

/** The button of the card that is on, where it has one; else the way to adjust it. */
function CardTap({ panel, onAdjust }: { panel: Panel; onAdjust: () => void }) {
  const { live, onLive, techniques } = words.value;
  const technique = panel.view.value?.technique ?? "";
  const tap = tapOf(technique, panel.view.value?.partner === "accompanying");
  if (tap) {
    return (
      <button type="button" class="tap" onClick={() => void panel.send("technique:tap", tap)}>
        {live.taps[tap]}
      </button>
    );
  }
  return (
    <button
      type="button"
      class="adjust full-only"
      aria-label={onLive.adjustCard(techniques[technique] ?? technique)}
      onClick={onAdjust}
    >
      {onLive.adjust}
    </button>
  );
}

/** What the card's own button says. Stop-go stops while it plays, and goes on while it does not. */
function tapOf(technique: string, plays: boolean): "stop" | "go" | "again" | "change" | undefined {
  switch (technique) {
    case "stopGo":
      return plays ? "stop" : "go";
    case "repeat":
    case "model":
      return "again";
    case "change":
      return "change";
    default:
      return undefined;
  }
}
