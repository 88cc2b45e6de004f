import type { Panel } from "../panel.ts";

const SHORTEST = 2;
const LONGEST = 60;

/** How long the partner waits for the child after a cue. */
export function Space({ panel }: { panel: Panel }) {
  const seconds = panel.view.value?.space.seconds ?? 5;
  return (
    <fieldset class="row" aria-labelledby="space-label">
      <span id="space-label" class="label">
        Leave space
      </span>
      <button
        type="button"
        aria-label="Leave less space"
        disabled={seconds <= SHORTEST}
        onClick={() => set(seconds - 1)}
      >
        −
      </button>
      <output aria-live="polite">{seconds} s</output>
      <button
        type="button"
        aria-label="Leave more space"
        disabled={seconds >= LONGEST}
        onClick={() => set(seconds + 1)}
      >
        +
      </button>
    </fieldset>
  );

  function set(value: number): void {
    panel.steer({ space: 1_000 * Math.min(LONGEST, Math.max(SHORTEST, value)) });
  }
}
