import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";
import { Level } from "../live/level.tsx";
import { Volume } from "../live/volume.tsx";

/** Where it sounds: this browser, a speaker page or MIDI. */
export function Output({ panel }: { panel: Panel }) {
  const { sounds: said, sound, room, verbs } = words.value;
  const state = panel.sound.state.value;
  const browserSound = panel.welcome.value?.browserSound ?? false;
  return (
    <section class="card stack" aria-labelledby="output">
      <h3 id="output">{said.output}</h3>
      {browserSound && (
        <>
          <p>
            <b>{said.here}:</b> {sound[state]} <Level panel={panel} />
          </p>
          <div class="line">
            {state === "on" ? (
              <button type="button" onClick={() => panel.twoSoftNotes()}>
                {room.soundTest}
              </button>
            ) : (
              <button type="button" disabled={state === "preparing"} onClick={() => void panel.turnSoundOn()}>
                {state === "preparing" ? verbs.preparing : verbs.soundOn}
              </button>
            )}
            <Volume />
          </div>
          <h4>{said.speaker}</h4>
          <p class="muted">{said.speakerHow}</p>
          <div class="line">
            <a class="button" href="/speaker" target="_blank" rel="noopener">
              {said.openSpeaker}
            </a>
          </div>
        </>
      )}
      {!browserSound && <p>{sound.midi}</p>}
      <p class="muted">{room.notMeasured}</p>
      <p class="muted">{said.panicHow}</p>
    </section>
  );
}
