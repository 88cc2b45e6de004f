interface Props<T extends string> {
  readonly label: string;
  /** What can be chosen, in order, with its words. */
  readonly options: readonly (readonly [value: T, words: string])[];
  readonly value: T;
  readonly onChoose: (value: T) => void;
  readonly note?: string;
}

/** One of a few, all in sight: a row of buttons of which one is pressed. */
export function Choice<T extends string>({ label, options, value, onChoose, note }: Props<T>) {
  return (
    <fieldset class="choice">
      <legend>{label}</legend>
      <div class="options">
        {options.map(([option, words]) => (
          <button key={option} type="button" aria-pressed={option === value} onClick={() => onChoose(option)}>
            {words}
            {option === value && <span aria-hidden="true"> ✓</span>}
          </button>
        ))}
      </div>
      {note && <p class="muted">{note}</p>}
    </fieldset>
  );
}
