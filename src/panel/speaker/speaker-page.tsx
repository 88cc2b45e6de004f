import { LinkRibbon } from "../frame/notices.tsx";
import { StopButton } from "../frame/stop-button.tsx";
import { spoken, words } from "../language.ts";
import type { Panel } from "../panel.ts";

/** A page that only sounds: for the device whose loudspeaker the room hears. */
export function SpeakerPage({ panel }: { panel: Panel }) {
  const { speaker, verbs } = words.value;
  const state = panel.sound.state.value;
  return (
    <main class="speaker-page stack">
      <h1>{speaker.title}</h1>
      <LinkRibbon panel={panel} />
      <p>{speaker.intro}</p>
      {state === "on" ? (
        <>
          <p role="status">
            <b>{panel.link.alive.value ? speaker.on : speaker.lost}</b>
          </p>
          <div class="line">
            <button type="button" onClick={() => panel.twoSoftNotes()}>
              {speaker.test}
            </button>
          </div>
        </>
      ) : (
        <button type="button" class="main" disabled={state === "preparing"} onClick={() => void panel.turnSoundOn()}>
          {state === "preparing" ? verbs.preparing : speaker.turnOn}
        </button>
      )}
      {panel.sound.problem.value && <p>{spoken(panel.sound.problem.value)}</p>}
      <StopButton panel={panel} />
    </main>
  );
}
