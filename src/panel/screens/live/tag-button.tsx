import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { TagDetail, TagName } from "../../../server/protocol.ts";
import { useLongPress } from "../../controls/long-press.ts";
import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";

interface Props {
  readonly panel: Panel;
  readonly name: TagName;
  readonly detail?: TagDetail;
  readonly text?: string;
  /** Held: what it means, and a word to it. */
  readonly onHold: (name: TagName) => void;
}

/** How long a tap stays lit. */
const LIT = 700;

/** One tag: a tap highlights it and ticks; no flash. A span stays pressed until its second tap. Held, it says what it means. */
export function TagButton({ panel, name, detail, text, onHold }: Props) {
  const { live } = words.value;
  const lit = useSignal(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const open = panel.view.value?.tags.open.includes(name) ?? false;
  const label = text ?? live.tagNames[name];
  const press = useLongPress(
    () => onHold(name),
    () => {
      panel.tag(name, detail ?? null, label);
      lit.value = true;
      clearTimeout(timer.current);
      timer.current = setTimeout(() => (lit.value = false), LIT);
    },
  );
  return (
    <button
      type="button"
      class={`tag ${name}${lit.value ? " lit" : ""}`}
      aria-pressed={open || undefined}
      title={live.tagMeanings[name]}
      disabled={!panel.running.value}
      {...press}
    >
      {label}
      {(lit.value || open) && <span aria-hidden="true"> ✓</span>}
    </button>
  );
}
