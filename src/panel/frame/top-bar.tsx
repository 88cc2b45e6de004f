import { spoken, words } from "../language.ts";
import type { Panel } from "../panel.ts";
import { addressOf } from "../route.ts";
import { phaseEnd } from "../session-phase.ts";
import { Icon } from "./icons.tsx";
import { useTick } from "./tick.ts";

/** Whose session it is, where it stands, and the state of the room: words before colours. */
export function TopBar({ panel }: { panel: Panel }) {
  const { top } = words.value;
  return (
    <header class="top" inert={panel.locked.value}>
      <h1>Antiphon</h1>
      <p class="who">{whose(panel)}</p>
      <Phase panel={panel} />
      <button type="button" class="lock-button" onClick={() => (panel.locked.value = true)}>
        <Icon name="lock" />
        {top.lock}
      </button>
      <Control panel={panel} />
      <ul class="room-state" aria-label={top.status}>
        {facts(panel).map(({ name, text, trouble, place, title }) => (
          <li key={name} class={trouble ? `fact ${name} trouble` : `fact ${name}`} title={title}>
            <a href={place}>
              <span class="sign" aria-hidden="true">
                {trouble ? "▲ " : "● "}
              </span>
              {text}
            </a>
          </li>
        ))}
      </ul>
    </header>
  );
}

function whose(panel: Panel): string {
  const { top } = words.value;
  const child = panel.welcome.value?.child;
  return child === undefined || child === "practice" ? top.practice : top.child(child);
}

/** The phase and its elapsed minutes, without seconds: nobody is hurried. */
function Phase({ panel }: { panel: Panel }) {
  useTick(5_000).value;
  const { top, phases } = words.value;
  const view = panel.view.value;
  const now = panel.sessionNow() ?? 0;
  if (!view?.running) return <p class="phase muted">{top.noSession}</p>;
  const phase = view.plan?.phases[view.plan.phase];
  const since = phase && view.plan ? view.plan.since : 0;
  const minutes = top.minutes(Math.max(0, Math.floor((now - since) / 60_000)));
  const over = view.plan && phaseEnd(view.plan) !== undefined && now > (phaseEnd(view.plan) ?? now);
  return (
    <p class="phase">
      {phase ? `${phase.blind ?? phases[phase.name] ?? phase.label} · ${minutes}` : minutes}
      {over && " +"}
    </p>
  );
}

/** Who steers, where it is not this panel: one at a time, and STOP for all. */
function Control({ panel }: { panel: Panel }) {
  const { top } = words.value;
  const access = panel.access.value;
  if (!access || access.control.mine || (access.control.holder === null && access.panels <= 1)) return null;
  return (
    <p class="control">
      {access.control.holder === null ? top.controlNobody : top.control(access.control.holder)}
      {access.roles.includes("therapist") && (
        <button type="button" onClick={() => void panel.send("control:take")}>
          {top.takeControl}
        </button>
      )}
    </p>
  );
}

interface RoomFact {
  readonly name: string;
  readonly text: string;
  readonly trouble: boolean;
  /** Where it is explained and put right. */
  readonly place: string;
  readonly title: string;
}

function facts(panel: Panel): RoomFact[] {
  const { top, onLive } = words.value;
  const records = panel.welcome.value?.records ?? true;
  const view = panel.view.value;
  const devices = view?.devices ?? [];
  const ready = devices.filter(({ status }) => status === "ready").length;
  const robot = !view?.robot
    ? "none"
    : !view.robot.armed
      ? "resting"
      : view.robot.within
        ? "within"
        : view.robot.ready
          ? "ready"
          : "gate";
  const channels = view?.eeg?.channels;
  const eeg = !channels ? "none" : 2 * channels.filter(({ good }) => good).length < channels.length ? "look" : "on";
  return [
    {
      name: "instruments",
      text: ready === devices.length ? top.instruments(devices.length) : top.instrumentsTrouble(ready, devices.length),
      trouble: ready < devices.length,
      place: addressOf("room"),
      title: devices.map(({ device, text }) => `${device}: ${spoken(text)}`).join("\n"),
    },
    { name: "robot", text: top.robot[robot], trouble: false, place: addressOf("robot"), title: "" },
    ...(panel.running.value
      ? [
          {
            name: "recording",
            text: records ? top.recording : onLive.notRecorded,
            trouble: !records,
            place: addressOf("children"),
            title: "",
          },
        ]
      : []),
    { name: "eeg", text: top.eeg[eeg], trouble: eeg === "look", place: addressOf("eeg"), title: "" },
    { name: "sound", text: `${top.sound} ${soundWords(panel)}`, trouble: false, place: addressOf("sounds"), title: "" },
  ];
}

/** Whether this browser sounds. */
function soundWords(panel: Panel): string {
  const { sound } = words.value;
  if (panel.welcome.value?.browserSound === false) return sound.midi;
  const state = panel.sound.state.value;
  if (state === "on" && panel.sound.muted.value) return sound.held;
  if (state === "off" && panel.running.value) return sound.offHere;
  return sound[state];
}
