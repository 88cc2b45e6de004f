import type { View } from "../../../server/protocol.ts";
import { Stepper } from "../../controls/stepper.tsx";
import { useTick } from "../../frame/tick.ts";
import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";

const MINUTES = { least: 5, most: 60, step: 5 };
const RATINGS = [1, 2, 3, 4, 5] as const;

/** How long the cap is on and when one is reminded; and how it feels, by a picture that the child points at. */
export function Comfort({ panel, view }: { panel: Panel; view: NonNullable<View["eeg"]> }) {
  useTick(1_000).value;
  const { eeg } = words.value;
  const { worn, tolerance } = view;
  const ago = tolerance ? Math.max(0, Math.floor(((panel.sessionNow() ?? tolerance.at) - tolerance.at) / 60_000)) : 0;
  return (
    <section class="card stack" aria-labelledby="comfort">
      <h3 id="comfort">{eeg.comfort}</h3>
      <p class={worn.takeOff ? "worn urgent" : "worn"} role="status">
        {worn.takeOff ? eeg.takeOff(worn.minutes) : eeg.worn(worn.minutes)}
      </p>
      <Stepper
        label={eeg.remind}
        value={eeg.minutes(worn.comfort)}
        atLeast={worn.comfort <= MINUTES.least}
        atMost={worn.comfort >= MINUTES.most}
        onStep={(direction) =>
          void panel.send(
            "eeg:comfort",
            Math.max(MINUTES.least, Math.min(MINUTES.most, worn.comfort + direction * MINUTES.step)),
          )
        }
      />
      <fieldset class="choice">
        <legend>{eeg.feels}</legend>
        <div class="options">
          {RATINGS.map((rating) => (
            <button
              key={rating}
              type="button"
              class="tolerance"
              aria-pressed={tolerance?.rating === rating}
              onClick={() => void panel.send("eeg:tolerance", rating)}
            >
              <Face rating={rating} />
              <small>{eeg.feelings[rating - 1]}</small>
            </button>
          ))}
        </div>
        <p class="muted">{tolerance ? eeg.feltAgo(ago) : eeg.feelsHow}</p>
      </fieldset>
    </section>
  );
}

/** A face from 1, the corners of its mouth down, to 5, up. */
function Face({ rating }: { rating: number }) {
  const bend = 5 * (rating - 3);
  return (
    <svg class="face" viewBox="-32 -32 64 64" aria-hidden="true">
      <circle r="28" />
      <circle class="dot" cx="-10" cy="-8" r="3.5" />
      <circle class="dot" cx="10" cy="-8" r="3.5" />
      <path d={`M-14 ${10 - bend / 2}Q0 ${10 + bend} 14 ${10 - bend / 2}`} />
    </svg>
  );
}
