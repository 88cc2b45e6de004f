import { useSignal } from "@preact/signals";
import type { ChildCard, KeptTune } from "../../../server/protocol.ts";
import { TextField } from "../../controls/text-field.tsx";
import { pitchName, words } from "../../language.ts";
import type { Panel } from "../../panel.ts";
import { addressOf } from "../../route.ts";
import type { TabProps } from "./child-card-page.tsx";

/** What the child likes to hear and sing, and its own tunes. `kept`: the card as it is kept now, with the tunes of the session. */
export function MusicTab({ panel, card, kept }: TabProps & { panel: Panel; kept: ChildCard }) {
  const { card: said } = words.value;
  const { value } = card;
  return (
    <>
      <TextField
        long
        label={said.favourites}
        value={value.favourites}
        onChange={(favourites) => (card.value = { ...card.peek(), favourites })}
      />
      <TextField
        label={said.helloSong}
        note={said.songHow}
        value={value.helloSong}
        onChange={(helloSong) => (card.value = { ...card.peek(), helloSong })}
      />
      <TextField
        label={said.goodbyeSong}
        value={value.goodbyeSong}
        onChange={(goodbyeSong) => (card.value = { ...card.peek(), goodbyeSong })}
      />
      <h3>{said.ourTunes}</h3>
      <OurTunes panel={panel} code={kept.code} tunes={kept.tunes} />
      <h3>{said.instruments}</h3>
      <p class="muted">{said.instrumentsHow}</p>
      <div class="line">
        <a class="button" href={addressOf("sounds")}>
          {said.openInstruments}
        </a>
      </div>
    </>
  );
}

/** The tunes that were kept: to be heard softly, given another name, or removed; what is removed can be taken back. */
function OurTunes({ panel, code, tunes }: { panel: Panel; code: string; tunes: readonly KeptTune[] }) {
  const { card: said } = words.value;
  if (tunes.length === 0) return <p class="muted">{said.noTunes}</p>;
  const keep = (next: readonly KeptTune[]) => panel.send("children:tunes", { code, tunes: [...next] });
  return (
    <ul class="checks tunes">
      {tunes.map((tune, place) => (
        <TuneEntry
          key={`${place} ${tune.pitches.join(" ")}`}
          panel={panel}
          tune={tune}
          onRename={(name) => void keep(tunes.map((one, at) => (at === place ? { ...one, name } : one)))}
          onRemove={() =>
            void keep(tunes.filter((_, at) => at !== place)).then((ack) => {
              if (ack.ok) panel.justDone.value = { text: said.removed(tune.name), undo: () => void keep(tunes) };
            })
          }
        />
      ))}
    </ul>
  );
}

interface EntryProps {
  readonly panel: Panel;
  readonly tune: KeptTune;
  readonly onRename: (name: string) => void;
  readonly onRemove: () => void;
}

function TuneEntry({ panel, tune, onRename, onRemove }: EntryProps) {
  const { card: said, live } = words.value;
  const name = useSignal(tune.name);
  const wanted = name.value.trim();
  const notes = tune.pad ? live.tunePads(tune.pitches.length, 1).split(",")[0] : tune.pitches.map(pitchName).join(" ");
  return (
    <li class="card check">
      <div class="what">
        <TextField label={said.tuneName} most={40} value={name.value} onChange={(text) => (name.value = text)} />
        <p class="muted">{notes}</p>
      </div>
      <div class="line">
        <button
          type="button"
          aria-label={said.playTune(tune.name)}
          onClick={() => {
            if (!panel.playTune(tune)) panel.notices.tell({ level: "info", text: said.soundOff });
          }}
        >
          {said.play}
        </button>
        <button type="button" disabled={wanted === "" || wanted === tune.name} onClick={() => onRename(wanted)}>
          {said.rename}
        </button>
        <button type="button" aria-label={said.removeTune(tune.name)} onClick={onRemove}>
          {said.remove}
        </button>
      </div>
    </li>
  );
}
