import { useSignal } from "@preact/signals";
import { useTick } from "../../frame/tick.ts";
import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";
import { pitchName } from "../../roll.ts";

/** Whether this browser is heard. */
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
          onClick={() => void panel.turnSoundOn().then(() => panel.twoSoftNotes())}
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
      {heard.value === false && <p role="status">{welcome.notHeardHow}</p>}
      {heard.value === true && <p role="status">{welcome.softer}</p>}
    </>
  );
}

const RECENT = 4_000;

/** Whatever is played arrives here. */
export function TouchStep({ panel }: { panel: Panel }) {
  useTick(250).value;
  const { welcome, verbs } = words.value;
  const now = panel.sessionNow() ?? 0;
  const last = panel.roll
    .between(now - RECENT, now)
    .filter(({ player }) => player === "child")
    .at(-1);
  return (
    <>
      <h3>{welcome.touch}</h3>
      <p>{welcome.touchHow}</p>
      {!panel.running.value && (
        <div class="line">
          <button type="button" onClick={() => void panel.start()}>
            {verbs.start}
          </button>
        </div>
      )}
      <p role="status">
        <b>{last ? welcome.arrived(pitchName(last.pitch)) : welcome.nothing}</b>
      </p>
    </>
  );
}

/** STOP is practised once, so that the hand knows the place. */
export function StopStep({ panel }: { panel: Panel }) {
  const { welcome } = words.value;
  return (
    <>
      <h3>{welcome.safety}</h3>
      <p role="status">{panel.stopped.value ? welcome.stopped : welcome.safetyHow}</p>
    </>
  );
}
