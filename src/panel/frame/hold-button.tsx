import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Millis } from "../../server/protocol.ts";
import { words } from "../language.ts";

interface Props {
  readonly label: string;
  /** What it is called where the label alone says too little. */
  readonly name?: string;
  readonly hold: Millis;
  readonly onHeld: () => void;
}

/** A button that acts when it was held, by pointer or by Enter or Space. Assistive technology, which cannot hold, clicks. */
export function HoldButton({ label, name, hold, onHeld }: Props) {
  const { verbs } = words.value;
  const holding = useSignal(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  function begin(): void {
    if (holding.peek()) return;
    holding.value = true;
    timer.current = setTimeout(() => {
      holding.value = false;
      onHeld();
    }, hold);
  }

  function cancel(): void {
    clearTimeout(timer.current);
    holding.value = false;
  }

  return (
    <button
      type="button"
      aria-label={name}
      class={holding.value ? "hold holding" : "hold"}
      onPointerDown={begin}
      onPointerUp={cancel}
      onPointerLeave={cancel}
      onPointerCancel={cancel}
      onContextMenu={(event) => event.preventDefault()}
      onBlur={cancel}
      onKeyDown={(event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        if (!event.repeat) begin();
      }}
      onKeyUp={(event) => {
        if (event.key === "Enter" || event.key === " ") cancel();
      }}
      onClick={(event) => {
        if (event.detail === 0) onHeld();
      }}
    >
      {label}
      <span class="how">{holding.value ? verbs.holding : verbs.holdFor(hold / 1000)}</span>
    </button>
  );
}
