import { useSignal } from "@preact/signals";
import { words } from "../language.ts";
import { RepeatButton } from "./stepper.tsx";

interface Props {
  readonly label: string;
  readonly least: number;
  readonly most: number;
  readonly step: number;
  /** Null: not set; the knob then lies where `lies` says. */
  readonly value: number | null;
  readonly lies?: number;
  /** A value in words, with its unit. What null means is for who shows the slider to say. */
  readonly says: (value: number | null) => string;
  /** Said once a value is settled on, not on the way there. */
  readonly onSet: (value: number) => void;
  readonly disabled?: boolean;
}

/** A number between two bounds: drawn along, or by − and + a step at a time. The words beside it say what it means. */
export function Slider({ label, least, most, step, value, lies = least, says, onSet, disabled = false }: Props) {
  const { frame } = words.value;
  const dragged = useSignal<number | null>(null);
  const shown = dragged.value ?? value;
  const at = shown ?? lies;
  const settle = (next: number): void => {
    dragged.value = null;
    // Steps of a tenth add up to more digits than anybody wants.
    const settled = Number(Math.max(least, Math.min(most, next)).toFixed(6));
    if (settled !== value) onSet(settled);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a grid in every browser.
    <div class="slider" role="group" aria-label={label}>
      <div class="said">
        <span aria-hidden="true">{label}</span>
        <output>{shown === null ? "" : says(shown)}</output>
      </div>
      <RepeatButton
        label={frame.less(label)}
        sign="−"
        disabled={disabled || (value !== null && value <= least)}
        onPress={() => settle((value ?? lies) - step)}
      />
      <input
        type="range"
        aria-label={label}
        aria-valuetext={says(shown)}
        min={least}
        max={most}
        step={step}
        value={at}
        disabled={disabled}
        onInput={(event) => (dragged.value = Number(event.currentTarget.value))}
        onChange={(event) => settle(Number(event.currentTarget.value))}
      />
      <RepeatButton
        label={frame.more(label)}
        sign="+"
        disabled={disabled || (value !== null && value >= most)}
        onPress={() => settle((value ?? lies) + step)}
      />
    </div>
  );
}
