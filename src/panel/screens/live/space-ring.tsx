import { useTick } from "../../frame/tick.ts";
import type { Panel } from "../../panel.ts";
import { standsStill } from "../../preferences.ts";

const AROUND = 2 * Math.PI * 26;

/** A ring that empties over the child's space. With reduced motion it empties by quarters. */
export function SpaceRing({ panel }: { panel: Panel }) {
  useTick(100).value;
  const view = panel.view.value;
  const now = panel.sessionNow();
  const endsAt = view?.space.endsAt;
  if (!view || panel.stopped.value || view.partner !== "space" || !endsAt || now === undefined) return null;
  const left = Math.min(1, Math.max(0, (endsAt - now) / (1_000 * view.space.seconds)));
  const shown = standsStill() ? Math.ceil(left * 4) / 4 : left;
  return (
    <svg class="ring" viewBox="0 0 64 64" aria-hidden="true">
      <circle class="whole" cx="32" cy="32" r="26" />
      <circle class="left" cx="32" cy="32" r="26" stroke-dasharray={`${shown * AROUND} ${AROUND}`} />
    </svg>
  );
}
