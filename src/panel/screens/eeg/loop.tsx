import type { View } from "../../../server/protocol.ts";
import { Choice } from "../../controls/choice.tsx";
import { spoken, words } from "../../language.ts";
import type { Panel } from "../../panel.ts";
import { preferences } from "../../preferences.ts";

const DIMENSIONS = ["loudness", "density", "tempo", "register"] as const;
const CONDITIONS = ["contingent", "yoked", "random"] as const;

/** Whether the score may steer the music, and what of it. Only a person switches it on. */
export function Loop({ panel, view }: { panel: Panel; view: NonNullable<View["eeg"]> }) {
  const { eeg, frame } = words.value;
  const { loop } = view;
  return (
    <section class="card stack" aria-labelledby="loop">
      <h3 id="loop">{eeg.loop}</h3>
      <p class="muted">{eeg.loopHow}</p>
      <Choice
        label={eeg.loop}
        options={[
          ["off", frame.off],
          ["on", frame.on],
        ]}
        value={loop.on ? "on" : "off"}
        onChoose={(value) => void panel.send("eeg:loop", { on: value === "on" })}
      />
      <p role="status">
        {spoken(loop.text)}. {eeg.moves(loop.moves)}.
      </p>
      <fieldset class="line">
        <legend class="hidden">{eeg.loop}</legend>
        {DIMENSIONS.map((dimension) => {
          const chosen = loop.dimensions.includes(dimension);
          return (
            <button
              key={dimension}
              type="button"
              aria-pressed={chosen}
              onClick={() =>
                void panel.send("eeg:loop", {
                  dimensions: chosen
                    ? loop.dimensions.filter((other) => other !== dimension)
                    : [...loop.dimensions, dimension],
                })
              }
            >
              {eeg.dimensions[dimension]}
              {chosen && " ✓"}
            </button>
          );
        })}
      </fieldset>
      <Choice
        label={eeg.direction}
        options={[
          ["with", eeg.directions.with],
          ["against", eeg.directions.against],
        ]}
        value={loop.direction}
        onChoose={(direction) => void panel.send("eeg:loop", { direction })}
      />
      {preferences.level.value === "lab" &&
        (loop.condition === null ? (
          <p>
            {eeg.condition}: {eeg.blinded}
          </p>
        ) : (
          <Choice
            label={eeg.condition}
            options={CONDITIONS.map((condition) => [condition, eeg.conditions[condition]])}
            value={loop.condition}
            onChoose={(condition) => void panel.send("eeg:loop", { condition })}
          />
        ))}
    </section>
  );
}
