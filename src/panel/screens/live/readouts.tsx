import { Bar } from "../../controls/stepper.tsx";
import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";
import { preferences } from "../../preferences.ts";

/** Up to which share of the partner's each of the words holds. */
const SHARES = [0.2, 0.42, 0.55];

/** How much the partner plays and how steadily the child does: words, and numbers only where they are wanted. */
export function Readouts({ panel }: { panel: Panel }) {
  const { live } = words.value;
  const view = panel.view.value;
  if (!view) return null;
  const { share, steadiness } = view;
  const plain = preferences.level.value === "simple";
  const place = share === null ? 0 : SHARES.filter((bound) => share > bound).length;
  return (
    <p class="readouts">
      <span>
        {share === null ? live.nobodyYet : plain ? live.shareWords[place] : live.shareOf(Math.round(100 * share))}
      </span>
      {steadiness !== null && (
        <span class="steady">
          {live.steadyAre[steadiness]}
          <Bar lit={steadiness} steps={4} />
        </span>
      )}
    </p>
  );
}
