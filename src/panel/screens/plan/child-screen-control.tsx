import type { Choice as Picture } from "../../../server/protocol.ts";
import { Choice } from "../../controls/choice.tsx";
import { Stepper } from "../../controls/stepper.tsx";
import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";

const MODES = ["blank", "schedule", "turn", "play", "choice", "calm"] as const;
const MOST_PADS = 12;
const FEWEST = 2;
const MOST = 4;

/** What the child's screen shows, and what the child chose on it. */
export function ChildScreenControl({ panel }: { panel: Panel }) {
  const { child } = words.value;
  const view = panel.view.value?.childView;
  if (!view) return null;
  const pictures = Object.keys(child.choices) as Picture[];
  return (
    <section class="card stack" aria-labelledby="child-screen">
      <h3 id="child-screen">{child.control}</h3>
      <p class="muted">{child.controlHow}</p>
      <Choice
        label={child.control}
        options={MODES.map((mode) => [mode, child.modes[mode]])}
        value={view.mode}
        onChoose={(mode) => void panel.send("childview:set", { mode })}
      />
      {view.mode === "play" && (
        <Stepper
          label={child.padCount}
          value={String(view.pads)}
          atLeast={view.pads <= 1}
          atMost={view.pads >= MOST_PADS}
          onStep={(direction) => void panel.send("childview:set", { pads: view.pads + direction })}
        />
      )}
      {view.mode === "choice" && (
        <>
          <fieldset class="line">
            <legend>{child.choicesLabel}</legend>
            {pictures.map((picture) => {
              const shown = view.choices.includes(picture);
              const choices = shown ? view.choices.filter((one) => one !== picture) : [...view.choices, picture];
              return (
                <button
                  key={picture}
                  type="button"
                  aria-pressed={shown}
                  disabled={choices.length < FEWEST || choices.length > MOST}
                  onClick={() => void panel.send("childview:set", { choices })}
                >
                  {child.choices[picture]}
                  {shown && " ✓"}
                </button>
              );
            })}
          </fieldset>
          <p role="status">{view.chosen ? child.answered(child.choices[view.chosen]) : child.unanswered}</p>
        </>
      )}
      <div class="line">
        <a class="button" href="/child" target="_blank" rel="noopener">
          {child.open}
        </a>
      </div>
    </section>
  );
}
