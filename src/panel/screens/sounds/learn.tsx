import { type Signal, useSignal, useSignalEffect } from "@preact/signals";
import type { KeyHit, LearntKey } from "../../../server/protocol.ts";
import { Choice } from "../../controls/choice.tsx";
import { Stepper } from "../../controls/stepper.tsx";
import { pitchName, words } from "../../language.ts";
import type { InstrumentProps } from "./instrument-page.tsx";
import { keyName } from "./key-map.tsx";

const COLOURS = ["blue", "orange", "green", "purple", "yellow", "grey"] as const;
const SNARE = 38;

/** What is being learnt: a key that is still waited for (`since` this stroke), or one that can be given a sound. */
type Learning = { readonly since: KeyHit | undefined } | LearntKey;

/** Hit a key, say what it plays and how it is drawn; and the list of what was learnt. */
export function Learn({ panel, instrument, onChange }: InstrumentProps) {
  const { instruments: said, frame } = words.value;
  const { device, settings } = instrument;
  const { learnt } = settings;
  const learning = useSignal<Learning | null>(null);
  useSignalEffect(() => {
    const last = panel.hits.of(device).value.strokes.at(-1);
    const waits = learning.peek();
    if (!waits || !("since" in waits) || !last || last === waits.since) return;
    learning.value = learnt.find((one) => isSame(one, last)) ?? newlyLearnt(last, learnt.length);
  });
  const now = learning.value;
  return (
    <div class="stack">
      <h4>{said.learnt}</h4>
      {learnt.length === 0 && !now && <p class="muted">{said.nothingLearnt}</p>}
      {learnt.length > 0 && (
        <ul class="learnt">
          {learnt.map((one) => (
            <li key={keyName(one)}>
              <span class={`swatch hue-of-${one.colour}`} aria-hidden="true" />
              <span class="what">
                <b>{keyName(one)}</b> → {soundName(one)}
              </span>
              <button type="button" aria-label={said.changeOf(keyName(one))} onClick={() => (learning.value = one)}>
                {said.change}
              </button>
              <button
                type="button"
                aria-label={said.removeOf(keyName(one))}
                onClick={() => onChange({ learnt: learnt.filter((other) => other !== one) })}
              >
                {said.remove}
              </button>
            </li>
          ))}
        </ul>
      )}
      {now === null && (
        <div class="line">
          <button
            type="button"
            onClick={() => (learning.value = { since: panel.hits.of(device).peek().strokes.at(-1) })}
          >
            {said.learn}
          </button>
        </div>
      )}
      {now !== null && "since" in now && (
        <div class="line">
          <p role="status">
            <b>{said.learning}</b>
          </p>
          <button type="button" onClick={() => (learning.value = null)}>
            {frame.cancel}
          </button>
        </div>
      )}
      {now !== null && "key" in now && (
        <LearntEditor
          one={now}
          learning={learning}
          onKeep={() => {
            onChange({ learnt: [...learnt.filter((other) => !isSame(other, now)), now] });
            learning.value = null;
          }}
        />
      )}
    </div>
  );
}

interface EditorProps {
  readonly one: LearntKey;
  readonly learning: Signal<Learning | null>;
  readonly onKeep: () => void;
}

function LearntEditor({ one, learning, onKeep }: EditorProps) {
  const { instruments: said, frame } = words.value;
  const { sound, colour } = one;
  const kind = sound === null ? "silent" : sound.drum ? "drum" : "note";
  const set = (change: Partial<LearntKey>): void => {
    learning.value = { ...one, ...change };
  };
  return (
    <fieldset class="editor stack">
      <legend>{keyName(one)}</legend>
      <Choice
        label={said.plays}
        options={(["note", "drum", "silent"] as const).map((choice) => [choice, said.playsIs[choice]])}
        value={kind}
        onChoose={(choice) => set({ sound: soundOf(choice) })}
      />
      {sound && !sound.drum && (
        <Stepper
          label={said.note}
          value={pitchName(sound.pitch)}
          atLeast={sound.pitch <= 24}
          atMost={sound.pitch >= 108}
          onStep={(direction) => set({ sound: { drum: false, pitch: sound.pitch + direction } })}
        />
      )}
      {sound?.drum && (
        <div class="field">
          <label for="drum">{said.drum}</label>
          <select
            id="drum"
            value={sound.pitch}
            onChange={(event) => set({ sound: { drum: true, pitch: Number(event.currentTarget.value) } })}
          >
            {Object.entries(said.drums).map(([pitch, name]) => (
              <option key={pitch} value={pitch}>
                {name}
              </option>
            ))}
          </select>
        </div>
      )}
      <Choice
        label={said.colour}
        options={COLOURS.map((choice) => [choice, said.colours[choice]])}
        value={colour}
        onChoose={(choice) => set({ colour: choice })}
      />
      <div class="line">
        <button type="button" class="main" onClick={onKeep}>
          {frame.save}
        </button>
        <button type="button" onClick={() => (learning.value = null)}>
          {frame.cancel}
        </button>
      </div>
    </fieldset>
  );

  function soundOf(choice: "note" | "drum" | "silent"): LearntKey["sound"] {
    if (choice === "silent") return null;
    return choice === "drum" ? { pitch: SNARE, drum: true } : { pitch: one.pad ? 60 : one.key, drum: false };
  }
}

function newlyLearnt({ key, pad }: KeyHit, place: number): LearntKey {
  const drum = pad && key in words.peek().instruments.drums;
  const pitch = drum || !pad ? key : 60;
  return { key, pad, sound: { pitch, drum }, colour: COLOURS[place % COLOURS.length] ?? "grey" };
}

function isSame(one: LearntKey, { key, pad }: Pick<KeyHit, "key" | "pad">): boolean {
  return one.key === key && one.pad === pad;
}

function soundName({ sound }: LearntKey): string {
  const { instruments: said } = words.value;
  if (sound === null) return said.silent;
  const drums: Readonly<Record<number, string>> = said.drums;
  return sound.drum ? (drums[sound.pitch] ?? said.drum) : pitchName(sound.pitch);
}
