import { useSignal } from "@preact/signals";
import { RobotGate } from "../../frame/robot-gate.tsx";
import { spoken, words } from "../../language.ts";
import type { Panel } from "../../panel.ts";
import { addressOf, goTo, route } from "../../route.ts";
import { Check, checkedRows, leaveOut, rows, troubles } from "./check.tsx";
import { BackupCheck, ChildScreenCheck, LightCheck, RecordingCheck, SwitchCheck } from "./house-rows.tsx";
import { InstrumentChecks } from "./instrument-checks.tsx";
import { LoudnessCheck } from "./loudness-check.tsx";
import { LoudnessWizard } from "./loudness-wizard.tsx";
import { RoomTabs } from "./room-tabs.tsx";
import { measured, StopCheck } from "./stop-check.tsx";

/** The check before a session: every device in a word, with what to do when it is not ready. */
export function RoomScreen({ panel }: { panel: Panel }) {
  const { room, screens, devices: states } = words.value;
  const devices = panel.view.value?.devices ?? [];
  if (route.value.rest[0] === "loudness") return <LoudnessWizard panel={panel} />;
  return (
    <div class="sheet">
      <RoomTabs />
      <h2>{screens.room}</h2>
      <p class="muted">{room.intro}</p>
      <ul class="checks">
        <SoundCheck panel={panel} />
        <LoudnessCheck panel={panel} />
        <InstrumentChecks panel={panel} />
        {devices.map(({ device, status, text }) => (
          <Check
            key={device}
            id={`device ${device}`}
            name={spoken(device)}
            state={states[status]}
            good={status === "ready"}
            text={spoken(text)}
            fix={room.fix[status]}
          />
        ))}
        <LateCheck panel={panel} />
        <RobotCheck panel={panel} />
        <LightCheck panel={panel} />
        <SwitchCheck panel={panel} />
        <ChildScreenCheck panel={panel} />
        <RecordingCheck panel={panel} />
        <BackupCheck panel={panel} />
        <StopCheck panel={panel} />
      </ul>
      <Outcome panel={panel} />
    </div>
  );
}

/** What came of it: kept with its time, and the way into the session. */
function Outcome({ panel }: { panel: Panel }) {
  const { room, house } = words.value;
  const kept = useSignal(false);
  const open = troubles();
  const keep = async (): Promise<void> => {
    const ack = await panel.send("check:keep", { rows: checkedRows(), ...measured.peek() });
    kept.value = ack.ok;
  };
  const begin = (): void => {
    for (const id of open) leaveOut(id, true);
    void keep();
    if (!panel.running.peek()) void panel.start();
    goTo("live");
  };
  const label = panel.running.value
    ? house.check.toLive
    : open.length === 0
      ? house.check.start
      : house.check.startWithout;
  return (
    <>
      <div class="line">
        <button type="button" class="main" disabled={rows.value.size === 0 || panel.stopped.value} onClick={begin}>
          {label}
        </button>
        <button type="button" disabled={rows.value.size === 0} onClick={() => void keep()}>
          {house.check.keep}
        </button>
      </div>
      <p role="status">
        {open.length === 0 ? room.ok : room.trouble(open.length)}
        {kept.value && ` ${house.check.kept}`}
      </p>
    </>
  );
}

function LateCheck({ panel }: { panel: Panel }) {
  const { room } = words.value;
  const late = panel.view.value?.late ?? { count: 0, worst: 0 };
  return (
    <Check
      id="late"
      name={room.late}
      state={late.count === 0 ? room.lateNone : room.lateSome(late.count, Math.round(late.worst))}
      good={late.count === 0}
      fix={room.lateFix}
    />
  );
}

function RobotCheck({ panel }: { panel: Panel }) {
  const { room, top } = words.value;
  const robot = panel.view.value?.robot;
  return (
    <Check
      id="robot"
      name={room.robot}
      state={robot ? (robot.ready ? top.robot.ready : top.robot.gate) : top.robot.none}
      good={!robot || robot.ready}
      text={robot ? undefined : room.robotNone}
      fix={room.robotFix}
    >
      <RobotGate panel={panel} />
      {robot && (
        <a class="button" href={addressOf("robot")}>
          {room.open}
        </a>
      )}
    </Check>
  );
}

/** Whether this browser sounds, by two soft notes that the engine's limits let through. */
function SoundCheck({ panel }: { panel: Panel }) {
  const { room, sound, verbs } = words.value;
  if (panel.welcome.value?.browserSound === false) return null;
  const state = panel.sound.state.value;
  return (
    <Check id="sound" name={room.sound} state={sound[state]} good={state === "on"} fix={room.soundOff}>
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
