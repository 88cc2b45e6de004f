import { Stepper } from "../../controls/stepper.tsx";
import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";

/** What can be set of a card: five things at the most. */
export function CardSettings({ panel, card: _ }: { panel: Panel; card: string }) {
  const { live } = words.value;
  const seconds = panel.view.value?.space.seconds ?? 5;
  return (
    <Stepper
      label={live.leaveSpace}
      value={live.seconds(seconds)}
      onStep={(direction) => void panel.send("param:set", { space: 1_000 * (seconds + direction) })}
    />
  );
}
