import { useSignal } from "@preact/signals";
import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";
import { Volume } from "../live/volume.tsx";
import { Output } from "../sounds/output.tsx";

/** Whether this browser is heard; if not, the other ways out. */
export function HearStep({ panel }: { panel: Panel }) {
  const { welcome, verbs } = words.value;
  const heard = useSignal<boolean | undefined>(undefined);
  const state = panel.sound.state.value;
  return (
    <>
      <h3>{welcome.hear}</h3>
      <p>{welcome.hearHow}</p>
      <div class="line">
        <button
          type="button"
          class="main"
          disabled={state === "preparing"}
          onClick={() => void panel.turnSoundOn().then(() => panel.twoSoftBars())}
        >
          {state === "preparing" ? verbs.preparing : welcome.play}
        </button>
        {([true, false] as const).map((answer) => (
          <button
            key={String(answer)}
            type="button"
            aria-pressed={heard.value === answer}
            onClick={() => (heard.value = answer)}
          >
            {answer ? welcome.heard : welcome.notHeard}
          </button>
        ))}
      </div>
      {heard.value !== false && (
        <div class="line">
          <Volume />
        </div>
      )}
      {heard.value === false && (
        <>
          <p role="status">{welcome.notHeardHow}</p>
          <Output panel={panel} />
        </>
      )}
    </>
  );
}
