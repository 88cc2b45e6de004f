import type { View } from "../../../server/protocol.ts";
import { words } from "../../language.ts";

/** A light for each thing that can spoil the signal: lit where it did in the last two seconds. */
export function Artefacts({ artefacts }: { artefacts: NonNullable<View["eeg"]>["artefacts"] }) {
  const { eeg } = words.value;
  return (
    <section class="card stack" aria-labelledby="artefacts">
      <h3 id="artefacts">{eeg.artefacts}</h3>
      <ul class="lights">
        {artefacts.map(({ name, channels }) => (
          <li key={name} class={channels > 0 ? "lit" : ""}>
            <span aria-hidden="true">{channels > 0 ? "■" : "□"}</span> {eeg.artefactNames[name] ?? name}
            <span class="muted"> {channels > 0 ? eeg.onChannels(channels) : eeg.noArtefact}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
