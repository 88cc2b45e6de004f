import { Stepper } from "../../controls/stepper.tsx";
import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";

const SHORTEST = 2;
const LONGEST = 60;

/** Leaves the child a space, and says how long one is. While one goes on, the same place makes it longer. */
export function Space({ panel }: { panel: Panel }) {
  const { live, onLive } = words.value;
  const view = panel.view.value;
  const seconds = view?.space.seconds ?? 5;
  const goesOn = view?.partner === "space" && view.running && !panel.stopped.value;
  return (
    <Stepper
      label={live.leaveSpace}
      names={[live.lessSpace, live.moreSpace]}
      value={live.seconds(seconds)}
      atLeast={seconds <= SHORTEST}
      atMost={seconds >= LONGEST}
      onStep={(direction) => {
        const next = Math.min(LONGEST, Math.max(SHORTEST, (panel.steering?.space ?? 5_000) / 1_000 + direction));
        void panel.send("param:set", { space: 1_000 * next });
      }}
    >
      {goesOn ? (
        <button
          type="button"
          class="leave-space goes-on"
          aria-label={onLive.moreTimeLong}
          onClick={() => void panel.send("space:extend")}
        >
          {onLive.moreTime}
        </button>
      ) : (
        <button
          type="button"
          class="leave-space"
          aria-label={`${live.leaveSpace}, ${live.seconds(seconds)}`}
          disabled={!view?.running}
          aria-pressed={view?.technique === "makeSpace"}
          onClick={() => void panel.send("space:start")}
        >
          {live.leaveSpace} <output>{live.seconds(seconds)}</output>
        </button>
      )}
    </Stepper>
  );
}
