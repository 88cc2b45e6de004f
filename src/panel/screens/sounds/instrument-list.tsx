import type { InstrumentPicture } from "../../../server/protocol.ts";
import { Choice } from "../../controls/choice.tsx";
import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";
import { addressOf } from "../../route.ts";
import { PlayNow } from "./play-now.tsx";

const PLAYERS = ["child", "therapist", "unused"] as const;

/** What is there to be played, and who plays each of it. */
export function InstrumentList({ panel }: { panel: Panel }) {
  const { instruments: said } = words.value;
  const known = panel.instruments.value?.instruments ?? [];
  return (
    <section class="card stack" aria-labelledby="instruments">
      <h3 id="instruments">{said.title}</h3>
      {!known.some(({ kind }) => kind === "midi") && <p>{said.none}</p>}
      <PlayNow panel={panel} />
      <ul class="instruments">
        {known.map((instrument) => (
          <InstrumentRow key={instrument.device} panel={panel} instrument={instrument} />
        ))}
      </ul>
    </section>
  );
}

function InstrumentRow({ panel, instrument }: { panel: Panel; instrument: InstrumentPicture }) {
  const { instruments: said } = words.value;
  const { device, connected, settings } = instrument;
  const hits = panel.hits.of(device).value;
  return (
    <li class={connected ? "instrument" : "instrument away"}>
      <div class="what">
        <p>
          <span class={hits.down.size > 0 ? "lamp lit" : "lamp"} aria-hidden="true" />
          <b>{nameOf(instrument)}</b>
        </p>
        <p class="muted">
          {said.playedAsIs[settings.playedAs]}
          {!connected && ` · ${said.away}`}
        </p>
      </div>
      <Choice
        label={`${said.player}: ${nameOf(instrument)}`}
        options={PLAYERS.map((player) => [player, said.players[player]])}
        value={settings.player}
        onChoose={(player) => void panel.send("instrument:set", { device, change: { player } })}
      />
      <a class="button" href={addressOf("sounds", device)} aria-label={`${said.map}: ${nameOf(instrument)}`}>
        {said.map}
      </a>
    </li>
  );
}

/** What an instrument is called on the panel. */
export function nameOf({ device, kind }: Pick<InstrumentPicture, "device" | "kind">): string {
  return kind === "midi" ? device : words.value.instruments.kind[kind];
}
