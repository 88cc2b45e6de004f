import { spoken, words } from "../../language.ts";
import type { Panel } from "../../panel.ts";
import { Level } from "../live/level.tsx";
import { Volume } from "../live/volume.tsx";
import { RoomTabs } from "../room/room-tabs.tsx";

/** Where it sounds, and what is played on. */
export function SoundsScreen({ panel }: { panel: Panel }) {
  const { sounds: said, screens, sound, room, verbs, devices: states } = words.value;
  const state = panel.sound.state.value;
  const devices = panel.view.value?.devices ?? [];
  const browserSound = panel.welcome.value?.browserSound ?? false;
  return (
    <div class="sheet">
      <RoomTabs />
      <h2>{screens.sounds}</h2>
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
              <Volume panel={panel} />
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
      <section class="card stack" aria-labelledby="devices">
        <h3 id="devices">{said.devices}</h3>
        <ul class="checks">
          {devices.map(({ device, status, text }) => (
            <li key={device}>
              <b>{device}</b> {states[status]} <span class="muted">{spoken(text)}</span>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
