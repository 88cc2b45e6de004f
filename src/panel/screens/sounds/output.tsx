import { Choice } from "../../controls/choice.tsx";
import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";
import { addressOf } from "../../route.ts";
import { volumeLimit } from "../../volume.ts";
import { Level } from "../live/level.tsx";
import { Volume } from "../live/volume.tsx";
import { loudnessState } from "../room/loudness-words.ts";

const OUTPUTS = ["browser", "midi", "both"] as const;

/** Where it sounds (this browser, a speaker page, MIDI), how loud that is known to be, and what to do when a note hangs. */
export function Output({ panel }: { panel: Panel }) {
  const { sounds: said, sound, room, verbs, sounding } = words.value;
  const state = panel.sound.state.value;
  const welcome = panel.welcome.value;
  const browserSound = welcome?.browserSound ?? false;
  const limit = volumeLimit.value;
  return (
    <section class="card stack" aria-labelledby="output">
      <h3 id="output">{said.output}</h3>
      {welcome && (
        <Choice
          label={sounding.output}
          options={OUTPUTS.map((output) => [output, sounding.outputs[output]])}
          value={welcome.output}
          onChoose={(output) => void panel.send("output:set", output)}
          note={sounding.outputHow}
        />
      )}
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
          {limit !== null && <p class="muted">{sounding.volumeLimit(limit)}</p>}
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
      <p>
        <b>{sounding.ear}:</b> {loudnessState(welcome?.loudness)}
      </p>
      <div class="line">
        <a class="button" href={addressOf("room", "loudness")}>
          {sounding.calibrate}
        </a>
        <button type="button" onClick={() => void panel.send("panic")}>
          {sounding.panic}
        </button>
      </div>
      <p class="muted">{sounding.panicHow}</p>
    </section>
  );
}
