import { type Signal, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { FIRST_WHITE, moveStrip, whitePitch, whitesIn } from "../../keyboard.ts";
import { pitchName, words } from "../../language.ts";
import type { Panel } from "../../panel.ts";
import { useComputerKeys } from "./computer-keys.ts";
import { KeyStrip } from "./key-strip.tsx";
import { Volume } from "./volume.tsx";

/** The child's keys on the screen, and what belongs to them. */
export function Keys({ panel, keys }: { panel: Panel; keys: Signal<boolean> }) {
  const { live, frame } = words.value;
  const first = useSignal(FIRST_WHITE);
  const count = useSignal(15);
  const computer = useSignal(true);
  const place = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (!place.current) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) count.value = whitesIn(entry.contentRect.width);
    });
    observer.observe(place.current);
    return () => observer.disconnect();
  }, []);
  useComputerKeys(panel, computer, first, move);

  const whites = Array.from({ length: count.value }, (_, index) => first.value + index);
  const range = `${pitchName(whitePitch(first.value))}–${pitchName(whitePitch(first.value + count.value - 1))}`;
  return (
    <section class="card keys" aria-labelledby="keys-title">
      <div class="keys-row">
        <h2 id="keys-title">
          {live.keys} <span class="muted">{range}</span>
        </h2>
        <button type="button" onClick={() => move(-1)}>
          ◂ {live.lower}
        </button>
        <button type="button" onClick={() => move(1)}>
          {live.higher} ▸
        </button>
        <button
          type="button"
          aria-pressed={computer.value}
          title={live.computerKeysHow}
          onClick={() => {
            panel.allKeysUp();
            computer.value = !computer.value;
          }}
        >
          {live.computerKeys} {computer.value ? `✓ ${frame.on}` : frame.off}
        </button>
        <Volume />
        <button type="button" onClick={() => (keys.value = false)}>
          {live.tagsInstead}
        </button>
      </div>
      <div ref={place}>
        <KeyStrip panel={panel} whites={whites} />
      </div>
    </section>
  );

  function move(direction: -1 | 1): void {
    panel.allKeysUp();
    first.value = moveStrip(first.peek(), count.peek(), direction);
  }
}
