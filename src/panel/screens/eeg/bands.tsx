import type { View } from "../../../server/protocol.ts";
import { words } from "../../language.ts";

/** Powers of 10 that a bar shows. */
const LEAST = -2;
const MOST = 3;

/** How strong each band is, on a scale of decades. */
export function Bands({ bands }: { bands: NonNullable<View["eeg"]>["bands"] }) {
  const { eeg } = words.value;
  return (
    <section class="card stack" aria-labelledby="bands">
      <h3 id="bands">{eeg.bands}</h3>
      {bands.length === 0 && <p class="muted">{eeg.bandsNone}</p>}
      <ul class="band-list">
        {bands.map(({ name, power }) => {
          const share = Math.min(1, Math.max(0, (power - LEAST) / (MOST - LEAST)));
          return (
            <li key={name}>
              <span>{eeg.bandNames[name] ?? name}</span>
              <svg viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">
                <rect class="scale" width="100" height="12" />
                <rect class="at" width={100 * share} height="12" />
              </svg>
              <span class="muted">{eeg.power((10 ** power).toPrecision(2))}</span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
