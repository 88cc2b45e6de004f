import { useSignal, useSignalEffect } from "@preact/signals";
import type { View } from "../../../server/protocol.ts";
import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";

/** Powers of 10 that a bar and a curve show. */
const LEAST = -2;
const MOST = 3;
/** Readings come twice a second: the last minute. */
const KEPT = 120;
const BETWEEN = 450;
const WIDTH = 240;
const HEIGHT = 28;

type Bands = NonNullable<View["eeg"]>["bands"];

const heightOf = (power: number): number => Math.min(1, Math.max(0, (power - LEAST) / (MOST - LEAST)));

/** How strong each band is, on a scale of decades, and how it went in the last minute. The figures stand beside the curves. */
export function Bands({ panel }: { panel: Panel }) {
  const { eeg } = words.value;
  const past = useSignal<readonly { readonly at: number; readonly bands: Bands }[]>([]);
  useSignalEffect(() => {
    const bands = panel.view.value?.eeg?.bands ?? [];
    const before = past.peek();
    const at = performance.now();
    if (bands.length === 0 || at - (before.at(-1)?.at ?? Number.NEGATIVE_INFINITY) < BETWEEN) return;
    past.value = [...before, { at, bands }].slice(-KEPT);
  });
  const bands = panel.view.value?.eeg?.bands ?? [];
  return (
    <section class="card stack" aria-labelledby="bands">
      <h3 id="bands">{eeg.bands}</h3>
      {bands.length === 0 && <p class="muted">{eeg.bandsNone}</p>}
      {bands.length > 0 && (
        <table class="bands">
          <thead>
            <tr>
              <th scope="col">{eeg.band}</th>
              <th scope="col">{eeg.lastMinute}</th>
              <th scope="col">{eeg.powerNow}</th>
            </tr>
          </thead>
          <tbody>
            {bands.map(({ name, power }, place) => (
              <tr key={name}>
                <th scope="row">{eeg.bandNames[name] ?? name}</th>
                <td>
                  <Curve powers={past.value.map(({ bands: then }) => then[place]?.power ?? LEAST)} />
                </td>
                <td>{eeg.power((10 ** power).toPrecision(2))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

/** Newest on the right. */
function Curve({ powers }: { powers: readonly number[] }) {
  const points = powers.map((power, place) => {
    const x = WIDTH - ((powers.length - 1 - place) * WIDTH) / (KEPT - 1);
    return `${x.toFixed(1)},${(HEIGHT - 3 - heightOf(power) * (HEIGHT - 6)).toFixed(1)}`;
  });
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      <rect class="scale" width={WIDTH} height={HEIGHT} />
      <polyline class="curve" points={points.join(" ")} />
    </svg>
  );
}
