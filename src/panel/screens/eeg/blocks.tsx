import { useSignal } from "@preact/signals";
import type { View } from "../../../server/protocol.ts";
import { Choice } from "../../controls/choice.tsx";
import { spoken, words } from "../../language.ts";
import type { Panel } from "../../panel.ts";

/** The guided blocks of rest and listening. */
export function Blocks({ panel, view }: { panel: Panel; view: NonNullable<View["eeg"]> }) {
  const { eeg, frame } = words.value;
  const eyes = useSignal<"open" | "closed">("open");
  const sham = useSignal(true);
  const { protocol } = view;
  const guided = protocol !== null && protocol.stage !== "over";
  return (
    <section class="card stack" aria-labelledby="blocks">
      <h3 id="blocks">{eeg.protocol}</h3>
      {!guided && (
        <>
          <p class="muted">{eeg.protocolHow}</p>
          <Choice
            label={eeg.eyes}
            options={[
              ["open", eeg.eyesAre.open],
              ["closed", eeg.eyesAre.closed],
            ]}
            value={eyes.value}
            onChoose={(value) => (eyes.value = value)}
          />
          <Choice
            label={eeg.sham}
            options={[
              ["on", frame.on],
              ["off", frame.off],
            ]}
            value={sham.value ? "on" : "off"}
            onChoose={(value) => (sham.value = value === "on")}
          />
          <div class="line">
            <button
              type="button"
              class="main"
              disabled={!panel.running.value}
              onClick={() =>
                void panel.send("eeg:protocol", { do: "start", options: { eyes: eyes.value, sham: sham.value } })
              }
            >
              {eeg.begin}
            </button>
          </div>
        </>
      )}
      {protocol && <p role="status">{spoken(protocol.text)}</p>}
      {guided && protocol && (
        <>
          <ol class="block-list">
            {protocol.blocks.map((name, place) => (
              <li key={`${place} ${name}`} aria-current={place === protocol.place ? "step" : undefined}>
                {spoken(name)}
              </li>
            ))}
          </ol>
          {protocol.clean && <p>{eeg.clean(protocol.clean.windows, protocol.clean.wanted)}</p>}
          {protocol.silent && <p class="muted">{eeg.silent}</p>}
          <div class="line">
            {(["next", "skip", "stop"] as const).map((what) => (
              <button key={what} type="button" onClick={() => void panel.send("eeg:protocol", { do: what })}>
                {what === "stop" ? eeg.end : eeg[what]}
              </button>
            ))}
          </div>
        </>
      )}
    </section>
  );
}
