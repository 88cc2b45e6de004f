import "../../styles/child.css";
import "../../styles/plan.css";
import { wordOf } from "../../child/pictures.tsx";
import { Stage } from "../../child/stage.tsx";
import { Choice } from "../../controls/choice.tsx";
import { Stepper } from "../../controls/stepper.tsx";
import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";
import { AlbumSection } from "./album-section.tsx";
import { ChildCards } from "./child-cards.tsx";
import { PicturePicker } from "./picture-picker.tsx";

const MODES = ["blank", "schedule", "turn", "play", "choice", "calm"] as const;
const LOOKS = ["shapes", "colours", "keys", "instrument"] as const;
const MOST_PADS = 12;

/** What the child's screen shows, what the child did on it, and the same in small. */
export function ChildScreenControl({ panel }: { panel: Panel }) {
  const { child } = words.value;
  const view = panel.view.value;
  if (!view) return null;
  const { childView, childScreen } = view;
  const set: (
    ...change: Parameters<typeof panel.send<"childview:set">> extends [unknown, infer C] ? [C] : never
  ) => void = (change) => void panel.send("childview:set", change);
  return (
    <section class="card stack" aria-labelledby="child-screen">
      <h3 id="child-screen">{child.control}</h3>
      <p class="muted">{child.controlHow}</p>
      <Choice
        label={child.shows}
        options={MODES.map((mode) => [mode, child.modes[mode]])}
        value={childView.mode}
        onChoose={(mode) => set({ mode })}
      />
      {childView.mode === "play" && (
        <>
          <Choice
            label={child.look}
            options={LOOKS.map((look) => [look, child.looks[look]])}
            value={childView.look}
            onChoose={(look) => set({ look })}
            {...(childView.look === "instrument" && childScreen.layout.length === 0 ? { note: child.notLearnt } : {})}
          />
          {!(childView.look === "instrument" && childScreen.layout.length > 0) && (
            <Stepper
              label={child.padCount}
              value={String(childView.pads)}
              atLeast={childView.pads <= 1}
              atMost={childView.pads >= MOST_PADS}
              onStep={(direction) => set({ pads: childView.pads + direction })}
            />
          )}
        </>
      )}
      {childView.mode === "choice" && (
        <>
          <PicturePicker
            panel={panel}
            label={child.choicesLabel}
            picked={childView.choices}
            fewest={2}
            most={4}
            onPick={(choices) => set({ choices })}
          />
          <p role="status">
            {childView.chosen ? child.answered(wordOf(childView.chosen, panel.album.value)) : child.unanswered}
          </p>
        </>
      )}
      {childView.mode === "calm" && (
        <Choice
          label={child.calmLabel}
          options={[
            ["still", child.calmStill],
            ["slow", child.calmSlow],
          ]}
          value={childView.breathes && childScreen.mayMove ? "slow" : "still"}
          onChoose={(how) => set({ breathes: how === "slow" })}
          note={childScreen.mayMove ? child.calmNote : child.calmLocked}
        />
      )}
      <ChildCards panel={panel} view={childView} />
      <div class="preview" aria-hidden="true" inert>
        <div class="stage">
          <Stage panel={panel} view={view} />
        </div>
      </div>
      <div class="line">
        <a class="button" href="/child" target="_blank" rel="noopener">
          {child.open}
        </a>
      </div>
      <AlbumSection panel={panel} />
    </section>
  );
}
