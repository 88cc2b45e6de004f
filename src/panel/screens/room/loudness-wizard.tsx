import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Velocity } from "../../../server/protocol.ts";
import { Choice } from "../../controls/choice.tsx";
import { TextField } from "../../controls/text-field.tsx";
import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";
import { addressOf } from "../../route.ts";
import { volume } from "../../volume.ts";
import { loudnessState } from "./loudness-words.ts";
import "../../styles/wizard.css";

const LEAST = 30;
const MOST = 110;

/** A meter's reading as it was typed, with a point or a comma; undefined where it is none. */
function readingOf(text: string | undefined): number | undefined {
  const level = Number((text ?? "").trim().replace(",", "."));
  return (text ?? "").trim() !== "" && level >= LEAST && level <= MOST ? level : undefined;
}

/** Measures how loud the room is at the child's ear: noise and single notes are played, and a person types what a meter shows. */
export function LoudnessWizard({ panel }: { panel: Panel }) {
  const { sounding, sound, verbs } = words.value;
  const meter = useSignal<"meter" | "phone">("phone");
  const noise = useSignal("");
  const notes = useSignal<Readonly<Record<Velocity, string>>>({});
  const kept = useSignal(false);
  const { ear } = panel.view.value ?? {};
  const welcome = panel.welcome.value;
  // What sounds here must not go on where nobody measures any more.
  useEffect(() => () => void (panel.view.peek()?.ear.noise && panel.send("loudness:play", "nothing")), []);
  if (!ear || !welcome) return null;
  const { running } = panel;
  const readings = ear.velocities.flatMap((velocity) => {
    const level = readingOf(notes.value[velocity]);
    return level === undefined ? [] : [{ velocity, level }];
  });
  const unfinished = [noise.value, ...Object.values(notes.value)].some(
    (text) => text.trim() !== "" && readingOf(text) === undefined,
  );
  const busy = running.value || panel.stopped.value;
  const state = panel.sound.state.value;
  return (
    <div class="sheet">
      <div class="line">
        <a class="button" href={addressOf("room")}>
          ◂ {sounding.backToRoom}
        </a>
        <h2>{sounding.wizard}</h2>
      </div>
      <p class="muted">{sounding.wizardHow}</p>
      <p>
        <b>{sounding.ear}:</b> {loudnessState(welcome.loudness)}
      </p>
      {welcome.loudness.tooLoud && <p role="alert">{sounding.tooLoud}</p>}
      {running.value && <p role="status">{sounding.notWhileRunning}</p>}
      <ol class="wizard">
        <li class="card stack">
          <p>{sounding.steps.place}</p>
          {welcome.browserSound && state !== "on" && (
            <div class="line">
              <button type="button" disabled={state === "preparing"} onClick={() => void panel.turnSoundOn()}>
                {state === "preparing" ? verbs.preparing : verbs.soundOn}
              </button>
              <p class="muted">{state === "failed" ? sound.failed : sounding.soundOffHere}</p>
            </div>
          )}
          {welcome.browserSound && <p class="muted">{sounding.leaveVolume}</p>}
          <Choice
            label={sounding.meter}
            options={(["phone", "meter"] as const).map((one) => [one, sounding.meters[one]])}
            value={meter.value}
            onChoose={(one) => (meter.value = one)}
          />
        </li>
        <li class="card stack">
          <p>{sounding.steps.noise}</p>
          {welcome.browserSound ? (
            <Measured
              play={ear.noise ? sounding.endNoise : sounding.playNoise}
              label={sounding.reading(sounding.noiseName)}
              busy={busy}
              value={noise.value}
              onPlay={() => void panel.send("loudness:play", ear.noise ? "nothing" : "noise")}
              onChange={(text) => (noise.value = text)}
            />
          ) : (
            <p class="muted">{sounding.midiNoNoise}</p>
          )}
        </li>
        <li class="card stack">
          <p>{sounding.steps.notes}</p>
          {ear.velocities.map((velocity) => (
            <Measured
              key={velocity}
              play={sounding.playNote(velocity)}
              label={sounding.reading(sounding.noteName(velocity))}
              busy={busy}
              value={notes.value[velocity] ?? ""}
              onPlay={() => void panel.send("loudness:play", velocity)}
              onChange={(text) => (notes.value = { ...notes.peek(), [velocity]: text })}
            />
          ))}
        </li>
        <li class="card stack">
          <p>{sounding.steps.keep}</p>
          <div class="line">
            <button
              type="button"
              class="main"
              disabled={running.value || readings.length === 0 || unfinished}
              onClick={() => void keep()}
            >
              {sounding.keep}
            </button>
            {welcome.loudness.state !== "none" && (
              <button type="button" disabled={running.value} onClick={() => void panel.send("loudness:keep", null)}>
                {sounding.forget}
              </button>
            )}
          </div>
          <p role="status" class="muted">
            {kept.value ? sounding.kept : readings.length === 0 || unfinished ? sounding.needsNote : ""}
          </p>
        </li>
      </ol>
    </div>
  );

  async function keep(): Promise<void> {
    const ack = await panel.send("loudness:keep", {
      readings,
      approximate: meter.peek() === "phone",
      noise: readingOf(noise.peek()) ?? null,
      volume: panel.welcome.peek()?.browserSound ? volume.peek() : null,
    });
    kept.value = ack.ok;
  }
}

interface MeasuredProps {
  readonly play: string;
  readonly label: string;
  readonly busy: boolean;
  readonly value: string;
  readonly onPlay: () => void;
  readonly onChange: (text: string) => void;
}

function Measured({ play, label, busy, value, onPlay, onChange }: MeasuredProps) {
  return (
    <div class="measured">
      <button type="button" disabled={busy} onClick={onPlay}>
        {play}
      </button>
      <TextField label={label} value={value} most={6} onChange={onChange} />
    </div>
  );
}
