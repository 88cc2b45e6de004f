import { spoken, words } from "../../language.ts";
import type { Panel } from "../../panel.ts";
import { RoomTabs } from "../room/room-tabs.tsx";
import { Output } from "./output.tsx";

/** What is played on, who plays it, and where it sounds. */
export function SoundsScreen({ panel }: { panel: Panel }) {
  const { sounds: said, screens, devices: states } = words.value;
  const devices = panel.view.value?.devices ?? [];
  return (
    <div class="sheet">
      <RoomTabs />
      <h2>{screens.sounds}</h2>
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
      <Output panel={panel} />
    </div>
  );
}
