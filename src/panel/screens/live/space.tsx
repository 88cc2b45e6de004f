import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";

const SHORTEST = 2;
const LONGEST = 60;

/** How long the partner waits for the child after a cue. */
export function Space({ panel }: { panel: Panel }) {
  const { live } = words.value;
  const seconds = panel.view.value?.space.seconds ?? 5;
  return (
    <fieldset class="row" aria-labelledby="space-label">
      <span id="space-label" class="label">
        {live.leaveSpace}
      </span>
      <button type="button" aria-label={live.lessSpace} disabled={seconds <= SHORTEST} onClick={() => set(seconds - 1)}>
        −
      </button>
      <output aria-live="polite">{live.seconds(seconds)}</output>
      <button type="button" aria-label={live.moreSpace} disabled={seconds >= LONGEST} onClick={() => set(seconds + 1)}>
        +
      </button>
    </fieldset>
  );

  function set(value: number): void {
    void panel.send("param:set", { space: 1_000 * Math.min(LONGEST, Math.max(SHORTEST, value)) });
  }
}
