import { Choice } from "../../controls/choice.tsx";
import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";
import { RoomTabs } from "../room/room-tabs.tsx";
import { Bands } from "./bands.tsx";
import { Blocks } from "./blocks.tsx";
import { ContactMap } from "./contact-map.tsx";
import { Loop } from "./loop.tsx";
import { Recording } from "./recording.tsx";
import { Score } from "./score.tsx";

/** Electrodes, signal, score, guided blocks. It shows how good the signal is, and no feelings. */
export function EegScreen({ panel }: { panel: Panel }) {
  const { eeg, screens, frame } = words.value;
  const view = panel.view.value?.eeg;
  return (
    <div class="sheet wide">
      <RoomTabs />
      <h2>{screens.eeg}</h2>
      {!view && <p class="card">{eeg.none}</p>}
      {view && (
        <>
          <div class="line">
            <p>
              <b>{eeg.notice}</b>
            </p>
            <p class={view.worn.takeOff ? "worn urgent" : "worn muted"} role="status">
              {view.worn.takeOff ? eeg.takeOff : eeg.worn(view.worn.minutes)}
            </p>
          </div>
          <div class="columns">
            <section class="card stack" aria-labelledby="contact">
              <h3 id="contact">{eeg.contact}</h3>
              <ContactMap channels={view.channels} />
              <Choice
                label={eeg.impedance}
                options={[
                  ["off", frame.off],
                  ["on", frame.on],
                ]}
                value={view.impedance ? "on" : "off"}
                onChoose={(value) => void panel.send("eeg:impedance", value === "on")}
              />
            </section>
            <div class="stack">
              <Score view={view} />
              <Bands bands={view.bands} />
            </div>
            <Blocks panel={panel} view={view} />
            <div class="stack">
              <Loop panel={panel} view={view} />
              <Recording panel={panel} view={view} />
            </div>
          </div>
        </>
      )}
    </div>
  );
}
