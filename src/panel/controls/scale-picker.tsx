import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import type { Home, ScaleName } from "../../server/protocol.ts";
import { words } from "../language.ts";

const NOTES = Array.from({ length: 12 }, (_, note) => note);
/** A scale of one's own has so many notes at the least, the root among them. */
const FEWEST = 3;
/** What one's own begins with: the major pentatonic. */
const FIRST_OWN = [0, 2, 4, 7, 9];

interface Props {
  /** Null: as the child plays. */
  readonly home: Home | null;
  /** What sounds where no home is set: the root that a scale is then set on. */
  readonly heard: number;
  /** Whether scales are called by what they sound like. */
  readonly plain: boolean;
  readonly onChoose: (home: Home | null) => void;
  /** What else is to be set, under the roots. */
  readonly children?: ComponentChildren;
}

/** A scale's name, or what one's own is called. */
export function scaleName(home: Home, plain: boolean): string {
  const { scales } = words.value;
  const scale = "mode" in home ? home.mode : home.scale;
  return typeof scale === "string" ? scales[plain ? "plain" : "names"][scale] : scales.own;
}

/** A root and a scale: one of those that have a name, or the notes of one's own; or whatever the child plays in. */
export function ScalePicker({ home, heard, plain, onChoose, children }: Props) {
  const { scales } = words.value;
  const editing = useSignal(false);
  const tonic = home?.tonic ?? heard;
  const scale = home && ("mode" in home ? home.mode : home.scale);
  const own = scale !== null && typeof scale !== "string" ? scale : undefined;
  const shown = own && editing.value;
  return (
    <div class="scale-picker">
      <div class="stack">
        <fieldset class="choice">
          <legend>{scales.root}</legend>
          <div class="roots">
            {NOTES.map((note) => (
              <Pressed
                key={note}
                on={home !== null && note === tonic}
                says={scales.pitches[note] ?? ""}
                onPress={() => onChoose({ tonic: note, scale: scale ?? "major" })}
              />
            ))}
          </div>
        </fieldset>
        {children}
      </div>
      <fieldset class="choice">
        <legend>{shown ? scales.ownHow : scales.scale}</legend>
        {shown ? (
          <div class="scales">
            {NOTES.map((step) => (
              <Pressed
                key={step}
                on={own.includes(step)}
                says={scales.pitches[(tonic + step) % 12] ?? ""}
                fixed={step === 0 || (own.includes(step) && own.length <= FEWEST)}
                onPress={() => onChoose({ tonic, scale: turned(own, step) })}
              />
            ))}
            <button type="button" onClick={() => (editing.value = false)}>
              {scales.back}
            </button>
          </div>
        ) : (
          <div class="scales">
            <Pressed on={home === null} says={scales.child} onPress={() => onChoose(null)} />
            {(Object.keys(scales.names) as ScaleName[]).map((name) => (
              <Pressed
                key={name}
                on={scale === name}
                says={scales[plain ? "plain" : "names"][name]}
                onPress={() => onChoose({ tonic, scale: name })}
              />
            ))}
            <Pressed
              on={own !== undefined}
              says={scales.own}
              onPress={() => {
                editing.value = true;
                if (!own) onChoose({ tonic, scale: FIRST_OWN });
              }}
            />
          </div>
        )}
      </fieldset>
    </div>
  );
}

/** A scale with one note more, or less. */
function turned(own: readonly number[], step: number): number[] {
  return own.includes(step) ? own.filter((other) => other !== step) : [...own, step].sort((a, b) => a - b);
}

interface PressedProps {
  readonly on: boolean;
  readonly says: string;
  readonly fixed?: boolean;
  readonly onPress: () => void;
}

function Pressed({ on, says, fixed = false, onPress }: PressedProps) {
  return (
    <button type="button" aria-pressed={on} disabled={fixed} onClick={onPress}>
      {says}
      {on && <span aria-hidden="true"> ✓</span>}
    </button>
  );
}
