import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";

const STEPS = 6;
const FLOOR = -60;
const TOP = -6;

/** Loudness at this browser's output in six steps, eight times a second, so that one can see whether it plays. */
export function Level({ panel }: { panel: Panel }) {
  const lit = useSignal(0);
  const on = panel.sound.state.value === "on";
  useEffect(() => {
    if (!on) return;
    const timer = setInterval(() => {
      const share = (panel.sound.level() - FLOOR) / (TOP - FLOOR);
      lit.value = Math.round(Math.min(1, Math.max(0, share)) * STEPS);
    }, 125);
    return () => clearInterval(timer);
  }, [on]);
  if (!on) return null;
  return (
    <span class="level" role="img" aria-label={words.value.sound.loudness} data-level={lit.value}>
      {Array.from({ length: STEPS }, (_, step) => (
        <span key={step} class={step < lit.value ? "step lit" : "step"} />
      ))}
    </span>
  );
}
