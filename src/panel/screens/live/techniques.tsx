import { useSignal } from "@preact/signals";
import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";

/** Cards that are always in sight, in this order; the others wait behind More. */
const PINNED = ["ground", "follow", "answer", "hold", "makeSpace", "stopGo"];
/** Cards with a place of their own on the screen. */
const ELSEWHERE = ["calm", "lift"];

/** What the partner does: one card at a time. A second press on the card that is on makes the partner silent. */
export function Techniques({ panel }: { panel: Panel }) {
  const { live, techniques: labels } = words.value;
  const view = panel.view.value;
  const open = useSignal(false);
  if (!view) return null;
  const { techniques, technique } = view;
  const names = techniques.map(({ name }) => name);
  const pinned = PINNED.filter((name) => names.includes(name));
  const others = names.filter((name) => !pinned.includes(name) && !ELSEWHERE.includes(name));
  const hidden = others.includes(technique);
  const choose = (name: string) => {
    open.value = false;
    void panel.send("technique:set", name === technique && names.includes("silence") ? "silence" : name);
  };
  const card = (name: string) => (
    <button key={name} type="button" aria-pressed={name === technique} onClick={() => choose(name)}>
      {labels[name] ?? techniques.find((one) => one.name === name)?.label ?? name}
      {name === technique && <span class="on"> ✓</span>}
    </button>
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
        {hidden ? `${labels[technique] ?? technique} ✓ …` : open.value ? live.fewer : `${live.more} ▾`}
      </button>
      {open.value && <div class="drawer">{others.map(card)}</div>}
      <CardTap panel={panel} />
    </fieldset>
  );
}

/** The button of the card that is on, where it has one. */
function CardTap({ panel }: { panel: Panel }) {
  const { live } = words.value;
  const technique = panel.view.value?.technique;
  const tap = tapOf(technique, panel.view.value?.partner === "accompanying");
  return (
    tap && (
      <button type="button" class="tap" onClick={() => void panel.send("technique:tap", tap)}>
        {live.taps[tap]}
      </button>
    )
  );
}

/** What the card's own button says. Stop-go stops while it plays, and goes on while it does not. */
function tapOf(technique: string | undefined, plays: boolean): "stop" | "go" | "again" | "change" | undefined {
  switch (technique) {
    case "stopGo":
      return plays ? "stop" : "go";
    case "repeat":
      return "again";
    case "change":
      return "change";
    default:
      return undefined;
  }
}
