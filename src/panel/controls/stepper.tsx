import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { words } from "../language.ts";

interface Props {
  readonly label: string;
  /** What stands between the buttons: a number with its unit, or a word. */
  readonly value: string;
  /** One step down or up. */
  readonly onStep: (direction: -1 | 1) => void;
  readonly atLeast?: boolean;
  readonly atMost?: boolean;
  /** Steps of a bar drawn under the value: how many are lit, of how many. */
  readonly bar?: { readonly lit: number; readonly steps: number };
  /** A second, smaller line. */
  readonly note?: string | undefined;
  /** What stands between the buttons in place of label and value: something to press as well. */
  readonly children?: ComponentChildren;
  /** What the buttons show in place of − and +. */
  readonly signs?: readonly [less: string, more: string];
  /** Says it in other words where "less" and "more" would be wrong. */
  readonly names?: readonly [less: string, more: string];
}

const FIRST_REPEAT = 500;
const REPEAT = 250;

/** A value between − and +. Holding a button repeats four times a second. */
export function Stepper({
  label,
  value,
  onStep,
  atLeast = false,
  atMost = false,
  bar,
  note,
  names,
  signs,
  children,
}: Props) {
  const { frame } = words.value;
  const [less, more] = names ?? [frame.less(label), frame.more(label)];
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a flex row in every browser.
    <div class="stepper" role="group" aria-label={label}>
      {!children && (
        <span class="label" aria-hidden="true">
          {label}
        </span>
      )}
      <RepeatButton label={less} sign={signs?.[0] ?? "−"} disabled={atLeast} onPress={() => onStep(-1)} />
      {children ?? (
        <output>
          {value}
          {note && <small>{note}</small>}
          {bar && <Bar lit={bar.lit} steps={bar.steps} />}
        </output>
      )}
      <RepeatButton label={more} sign={signs?.[1] ?? "+"} disabled={atMost} onPress={() => onStep(1)} />
    </div>
  );
}

/** A row of steps, the first so many filled; from `cap` on none ever is. Decoration: the value beside it says the same. */
export function Bar({ lit, steps, cap = steps }: { lit: number; steps: number; cap?: number }) {
  return (
    <span class="bar" aria-hidden="true">
      {Array.from({ length: steps }, (_, step) => (
        <span key={step} class={step < Math.min(lit, cap) ? "lit" : step >= cap ? "over-cap" : ""} />
      ))}
    </span>
  );
}

interface RepeatProps {
  readonly label: string;
  readonly sign: string;
  readonly disabled: boolean;
  readonly onPress: () => void;
}

/** A button that repeats four times a second while it is held. */
export function RepeatButton({ label, sign, disabled, onPress }: RepeatProps) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const press = useRef(onPress);
  press.current = onPress;
  const release = (): void => clearTimeout(timer.current);
  useEffect(() => release, []);
  useEffect(() => {
    if (disabled) release();
  }, [disabled]);
  const repeat = (): void => {
    press.current();
    timer.current = setTimeout(repeat, REPEAT);
  };
  return (
    <button
      type="button"
      aria-label={label}
      disabled={disabled}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        press.current();
        timer.current = setTimeout(repeat, FIRST_REPEAT);
      }}
      onPointerUp={release}
      onPointerLeave={release}
      onPointerCancel={release}
      onContextMenu={(event) => event.preventDefault()}
      onClick={(event) => {
        // A pointer has stepped on its way down already.
        if (event.detail === 0) press.current();
      }}
    >
      {sign}
    </button>
  );
}
