import type { DeviceStatus } from "../../server/protocol.ts";
import type { Panel } from "../panel.ts";
import type { SoundState } from "../sound/browser-sound.ts";
import { Level } from "./level.tsx";
import { RobotGate } from "./robot-gate.tsx";

const STATUS: Readonly<Record<DeviceStatus["status"], { sign: string; word: string }>> = {
  ready: { sign: "✓", word: "ready" },
  lost: { sign: "!", word: "lost" },
  missing: { sign: "–", word: "missing" },
  failed: { sign: "!", word: "failed" },
  closed: { sign: "–", word: "closed" },
};

const SOUND: Readonly<Record<SoundState, string>> = {
  off: "off until Start",
  preparing: "getting ready…",
  on: "on",
  failed: "failed",
};

/** Name, rig, child, devices, lateness, sound: words before colours. */
export function TopBar({ panel }: { panel: Panel }) {
  const welcome = panel.welcome.value;
  const view = panel.view.value;
  return (
    <header class="top">
      <h1>Antiphon</h1>
      <dl class="facts">
        <Fact name="Rig" value={welcome?.rig ?? "…"} />
        <Fact name="Child" value="Practice" />
        <Fact name="Late notes" value={String(view?.late.count ?? 0)} />
        <div class="fact sound">
          <dt>Sound</dt>
          <dd>
            {soundWords(panel)}
            <Level panel={panel} />
          </dd>
        </div>
      </dl>
      <ul class="devices" aria-label="Devices">
        {view?.devices.map((device) => (
          <li key={device.device} class={device.status === "ready" ? "device" : "device trouble"} title={device.text}>
            <span aria-hidden="true">{STATUS[device.status].sign} </span>
            {device.device} {STATUS[device.status].word}
          </li>
        ))}
      </ul>
      <RobotGate panel={panel} />
    </header>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div class="fact">
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function soundWords(panel: Panel): string {
  if (panel.welcome.value?.browserSound === false) return "from the MIDI output";
  const state = panel.sound.state.value;
  if (state === "on" && panel.sound.muted.value) return "on, held silent";
  if (state === "off" && panel.running.value) return "off in this browser";
  return SOUND[state];
}
