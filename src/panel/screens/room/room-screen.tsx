import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { RobotGate } from "../../frame/robot-gate.tsx";
import { spoken, words } from "../../language.ts";
import type { Panel } from "../../panel.ts";
import { addressOf } from "../../route.ts";
import { RoomTabs } from "./room-tabs.tsx";

/** The check before a session: every device in a word, with what to do when it is not ready. */
export function RoomScreen({ panel }: { panel: Panel }) {
  const { room, screens, devices: states, top } = words.value;
  const view = panel.view.value;
  const devices = view?.devices ?? [];
  const troubles = devices.filter(({ status }) => status !== "ready").length;
  const late = view?.late ?? { count: 0, worst: 0 };
  return (
    <div class="sheet">
      <RoomTabs />
      <h2>{screens.room}</h2>
      <p class="muted">{room.intro}</p>
      <ul class="checks">
        {devices.map(({ device, status, text }) => (
          <Check key={device} name={device} state={states[status]} good={status === "ready"} text={spoken(text)}>
            {status !== "ready" && <span>{room.fix[status]}</span>}
          </Check>
        ))}
        <SoundCheck panel={panel} />
        <Check name={room.loudness} state="–" good text={room.notMeasured} />
        <Check
          name={room.robot}
          state={view?.robot ? (view.robot.ready ? top.robot.ready : top.robot.gate) : top.robot.none}
          good={!view?.robot || view.robot.ready}
          text={view?.robot ? "" : room.robotNone}
        >
          <RobotGate panel={panel} />
          {view?.robot && (
            <a class="button" href={addressOf("robot")}>
              {room.open}
            </a>
          )}
        </Check>
        <Check
          name={room.late}
          state={late.count === 0 ? room.lateNone : room.lateSome(late.count, Math.round(late.worst))}
          good={late.count === 0}
          text=""
        />
        <StopCheck panel={panel} />
      </ul>
      <div class="line">
        <a class="button main" href={addressOf("live")}>
          {troubles === 0 ? room.start : room.withoutIt}
        </a>
        <p role="status">{troubles === 0 ? room.ok : room.trouble(troubles)}</p>
      </div>
    </div>
  );
}

interface CheckProps {
  readonly name: string;
  readonly state: string;
  readonly good: boolean;
  readonly text: string;
  readonly children?: ComponentChildren;
}

function Check({ name, state, good, text, children }: CheckProps) {
  return (
    <li class={good ? "card check" : "card check trouble"}>
      <span class="sign" aria-hidden="true">
        {good ? "●" : "▲"}
      </span>
      <div class="what">
        <p>
          <b>{name}</b> <span>{state}</span>
        </p>
        {text && <p class="muted">{text}</p>}
      </div>
      {children && <div class="line">{children}</div>}
    </li>
  );
}

/** Whether this browser sounds, by two soft notes that the engine's limits let through. */
function SoundCheck({ panel }: { panel: Panel }) {
  const { room, sound, verbs } = words.value;
  if (panel.welcome.value?.browserSound === false) return null;
  const state = panel.sound.state.value;
  return (
    <Check name={room.sound} state={sound[state]} good={state === "on"} text={state === "on" ? "" : room.soundOff}>
      {state === "on" ? (
        <button type="button" onClick={() => panel.twoSoftNotes()}>
          {room.soundTest}
        </button>
      ) : (
        <button type="button" disabled={state === "preparing"} onClick={() => void panel.turnSoundOn()}>
          {state === "preparing" ? verbs.preparing : verbs.soundOn}
        </button>
      )}
    </Check>
  );
}

/** How long STOP takes from the press on this page until the engine has answered. */
function StopCheck({ panel }: { panel: Panel }) {
  const { room } = words.value;
  const took = useSignal<number | undefined>(undefined);
  return (
    <Check
      name={room.stop}
      state={took.value === undefined ? "" : room.stopTook(took.value)}
      good={took.value === undefined || took.value <= 100}
      text={room.stopNote}
    >
      <button
        type="button"
        onClick={() => {
          const pressed = performance.now();
          void panel.stop().then(() => (took.value = Math.round(performance.now() - pressed)));
        }}
      >
        {room.stopTest}
      </button>
    </Check>
  );
}
