import type { RobotPicture } from "../../../server/protocol.ts";
import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";

/** The gestures that a therapist may ask for, each with its length and how much the servos are heard. */
export function Gestures({ panel, robot, ready }: { panel: Panel; robot: RobotPicture; ready: boolean }) {
  const { robot: said } = words.value;
  const known = Object.keys(said.gesture);
  const rank = (name: string): number => (known.includes(name) ? known.indexOf(name) : known.length);
  // Those without a word here are parts of others: the partner shows them, nobody asks for them.
  const shown = robot.gestures
    .filter(({ name, draft }) => draft !== null || known.includes(name))
    .toSorted((one, other) => rank(one.name) - rank(other.name));
  return (
    <section class="card stack" aria-labelledby="gestures">
      <h3 id="gestures">{said.gestures}</h3>
      <p class="muted">{said.gesturesHow}</p>
      <div class="gestures">
        {shown.map(({ name, label, length, noise, draft }) => (
          <button
            key={name}
            type="button"
            disabled={!ready || !panel.running.value || length === null}
            onClick={() => void panel.send("robot:gesture", name)}
          >
            {draft ? label : said.gesture[name]}
            <small>
              {length === null ? said.tooFast : length === 0 ? said.atOnce : said.lasts(length / 1_000, noise)}
            </small>
          </button>
        ))}
      </div>
    </section>
  );
}
