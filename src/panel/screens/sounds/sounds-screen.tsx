import { spoken, words } from "../../language.ts";
import type { Panel } from "../../panel.ts";
import { route } from "../../route.ts";
import { RoomTabs } from "../room/room-tabs.tsx";
import { InstrumentList } from "./instrument-list.tsx";
import { InstrumentPage } from "./instrument-page.tsx";
import { Output } from "./output.tsx";

/** What is played on, who plays it, and where it sounds; or one instrument, where the address names it. */
export function SoundsScreen({ panel }: { panel: Panel }) {
  const { sounds: said, screens, devices: states } = words.value;
  const devices = panel.view.value?.devices ?? [];
  const [wanted] = route.value.rest;
  const instrument = panel.instruments.value?.instruments.find(({ device }) => device === wanted);
  return (
    <div class="sheet">
      <RoomTabs />
      <h2>{screens.sounds}</h2>
      {instrument ? (
        <InstrumentPage key={instrument.device} panel={panel} instrument={instrument} />
      ) : (
        <>
          <InstrumentList panel={panel} />
          <Output panel={panel} />
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
        </>
      )}
    </div>
  );
}
