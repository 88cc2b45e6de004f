import { useSignal } from "@preact/signals";
import type { View } from "../../../server/protocol.ts";
import { Choice } from "../../controls/choice.tsx";
import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";

const LONGEST = 200;

/** The raw signal on disk, and markers in it. */
export function Recording({ panel, view }: { panel: Panel; view: NonNullable<View["eeg"]> }) {
  const { eeg, frame } = words.value;
  const text = useSignal("");
  return (
    <section class="card stack" aria-labelledby="recording">
      <h3 id="recording">{eeg.recording}</h3>
      <Choice
        label={eeg.recording}
        options={[
          ["off", frame.off],
          ["on", frame.on],
        ]}
        value={view.recording ? "on" : "off"}
        onChoose={(value) => void panel.send("eeg:record", value === "on")}
      />
      <form
        class="line"
        onSubmit={(event) => {
          event.preventDefault();
          const marker = text.peek().trim();
          if (marker === "") return;
          void panel.send("eeg:marker", marker).then((ack) => {
            if (ack.ok) text.value = "";
          });
        }}
      >
        <label for="marker">{eeg.markerLabel}</label>
        <input
          id="marker"
          type="text"
          maxLength={LONGEST}
          value={text.value}
          autocomplete="off"
          onInput={(event) => (text.value = event.currentTarget.value)}
        />
        <button type="submit">{eeg.setMarker}</button>
      </form>
    </section>
  );
}
