import { Stepper } from "../../controls/stepper.tsx";
import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";

const SHORTEST = 2;
const LONGEST = 60;

/** How long the partner waits for the child after a cue. */
export function Space({ panel }: { panel: Panel }) {
  const { live } = words.value;
  const seconds = panel.view.value?.space.seconds ?? 5;
  return (
    <Stepper
      label={live.leaveSpace}
      names={[live.lessSpace, live.moreSpace]}
      value={live.seconds(seconds)}
      atLeast={seconds <= SHORTEST}
      atMost={seconds >= LONGEST}
      onStep={(direction) => {
        const next = Math.min(LONGEST, Math.max(SHORTEST, (panel.view.peek()?.space.seconds ?? 5) + direction));
        void panel.send("param:set", { space: 1_000 * next });
      }}
    />
  );
}
