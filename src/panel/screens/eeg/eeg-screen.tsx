import { Choice } from "../../controls/choice.tsx";
import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";
import { RoomTabs } from "../room/room-tabs.tsx";
import { Artefacts } from "./artefacts.tsx";
import { Bands } from "./bands.tsx";
import { Blocks } from "./blocks.tsx";
import { Comfort } from "./comfort.tsx";
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
          <p>
            <b>{eeg.notice}</b>
          </p>
          <div class="columns flowing">
            <section class="card stack" aria-labelledby="contact">
              <h3 id="contact">{eeg.contact}</h3>
              <ContactMap channels={view.channels} noise={view.noise} />
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
            <Artefacts artefacts={view.artefacts} />
            <Comfort panel={panel} view={view} />
            <Score view={view} />
            <Bands panel={panel} />
            <Recording panel={panel} view={view} />
            <Blocks panel={panel} view={view} />
            <Loop panel={panel} view={view} />
          </div>
        </>
      )}
    </div>
  );
}
