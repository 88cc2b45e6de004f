import { useId } from "preact/hooks";

interface Props {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly note?: string;
  /** A paragraph rather than a line. */
  readonly long?: boolean;
  readonly type?: "text" | "date" | "month" | "search";
  readonly most?: number;
}

/** A labelled field of text. */
export function TextField({ label, value, onChange, note, long = false, type = "text", most = 200 }: Props) {
  const id = useId();
  const described = note ? `${id}-note` : undefined;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {long ? (
        <textarea
          id={id}
          rows={2}
          maxLength={2_000}
          value={value}
          aria-describedby={described}
          onInput={(event) => onChange(event.currentTarget.value)}
        />
      ) : (
        <input
          id={id}
          // The types of elements know one kind of field at a time.
          type={type as "text"}
          maxLength={most}
          value={value}
          autocomplete="off"
          aria-describedby={described}
          onInput={(event) => onChange(event.currentTarget.value)}
        />
      )}
      {note && (
        <p id={described} class="muted">
          {note}
        </p>
      )}
    </div>
  );
}
