import { useSignal } from "@preact/signals";
import type { TagName } from "../../../server/protocol.ts";
import { Over } from "../../controls/over.tsx";
import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";

const LONGEST = 500;

/** What a tag means, and a word to it: with a new one, or to the last of its name. */
export function TagSheet({ panel, name, onClose }: { panel: Panel; name: TagName; onClose: () => void }) {
  const { live, onLive } = words.value;
  const note = useSignal("");
  const last = panel.view.value?.tags.recent.findLast((tag) => tag.name === name);
  const label = live.tagNames[name];
  const text = note.value.trim();
  return (
    <Over class="above-tags" title={onLive.tagTitle(label)} onClose={onClose}>
      <p>{live.tagMeanings[name]}</p>
      <div class="note-row">
        <label for="tag-note">{onLive.tagNote}</label>
        <input
          id="tag-note"
          type="text"
          maxLength={LONGEST}
          autocomplete="off"
          value={note.value}
          onInput={(event) => (note.value = event.currentTarget.value)}
        />
        <button
          type="button"
          onClick={() => {
            panel.tag(name, null, label, text);
            onClose();
          }}
        >
          {text === "" ? onLive.tagNow : onLive.tagWithNote}
        </button>
        {last && (
          <button
            type="button"
            disabled={text === ""}
            onClick={() => void panel.send("tag:edit", { id: last.id, note: text }).then((ack) => ack.ok && onClose())}
          >
            {onLive.tagNoteToLast}
          </button>
        )}
      </div>
      {last?.note && <p class="muted">{onLive.tagLastNote(last.note)}</p>}
    </Over>
  );
}
