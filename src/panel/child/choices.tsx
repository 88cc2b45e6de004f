import type { ChildView } from "../../server/protocol.ts";
import { words } from "../language.ts";
import type { Panel } from "../panel.ts";
import { PictureCard } from "./pictures.tsx";

/** Two to four pictures; one press chooses, and it stays chosen. */
export function Choices({ panel, view }: { panel: Panel; view: ChildView }) {
  const { child } = words.value;
  return (
    <fieldset class={`choices of-${view.choices.length}`}>
      <legend class="hidden">{child.choose}</legend>
      {view.choices.map((choice) => (
        <button
          key={choice}
          type="button"
          class="card-button"
          aria-pressed={view.chosen === choice}
          disabled={view.chosen !== null && view.chosen !== choice}
          onClick={() => {
            if (view.chosen === null) void panel.send("childview:choose", choice);
          }}
        >
          <PictureCard panel={panel} name={choice} />
        </button>
      ))}
    </fieldset>
  );
}
