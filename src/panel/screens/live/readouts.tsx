import { Bar } from "../../controls/stepper.tsx";
import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";
import { preferences } from "../../preferences.ts";

/** Up to which share of the partner's each of the words holds. */
const SHARES = [0.2, 0.42, 0.55];
const STEPS = 4;

/** How much the partner plays, how steadily the child does, how closely they are together: words with bars, numbers only in Full. */
export function Readouts({ panel }: { panel: Panel }) {
  const { live, onLive } = words.value;
  const view = panel.view.value;
  if (!view) return null;
  const { share, steadiness, together } = view;
  const plain = preferences.level.value === "simple";
  const place = share === null ? 0 : SHARES.filter((bound) => share > bound).length;
  return (
    <div class="readouts">
      <p>
        {share === null ? live.nobodyYet : plain ? live.shareWords[place] : live.shareOf(Math.round(100 * share))}
        {plain && share !== null && <Bar lit={place + 1} steps={STEPS} />}
      </p>
      {steadiness !== null && (
        <p>
          {live.steadyAre[steadiness]}
          <Bar lit={steadiness} steps={STEPS} />
        </p>
      )}
      {together !== null && (
        <p>
          {onLive.togetherAre[together]}
          <Bar lit={together} steps={STEPS} />
        </p>
      )}
    </div>
  );
}
