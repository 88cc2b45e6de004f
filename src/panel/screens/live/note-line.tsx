import { useSignal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";

const LONGEST = 2_000;

/** A line for the session's notes, behind one button, so that the screen stays calm. */
export function NoteLine({ panel }: { panel: Panel }) {
  const { live, frame } = words.value;
  const open = useSignal(false);
  const text = useSignal("");
  const field = useRef<HTMLInputElement>(null);
  // Before anything is painted: the first letter must not be taken for a shortcut.
  useLayoutEffect(() => {
    if (open.value) field.current?.focus();
  }, [open.value]);
  return (
    <>
      <button type="button" class="note" aria-expanded={open.value} onClick={() => (open.value = !open.value)}>
        ✎ {live.writeNote}
      </button>
      {open.value && (
        <form
          class="note-form"
          onSubmit={(event) => {
            event.preventDefault();
            void save();
          }}
        >
          <label for="note-line">{live.noteLabel}</label>
          <input
            id="note-line"
            ref={field}
            type="text"
            maxLength={LONGEST}
            value={text.value}
            autocomplete="off"
            onInput={(event) => (text.value = event.currentTarget.value)}
          />
          <button type="submit">{frame.save}</button>
          <button type="button" onClick={() => (open.value = false)}>
            {frame.close}
          </button>
        </form>
      )}
    </>
  );

  async function save(): Promise<void> {
    const line = text.peek().trim();
    if (line === "") return;
    const ack = await panel.send("note", line);
    // What was not kept stays in the field.
    if (!ack.ok) return;
    text.value = "";
    open.value = false;
    panel.notices.tell({ level: "info", text: live.noteSaved });
  }
}
