import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { SoundName } from "../../../server/protocol.ts";
import { useLongPress } from "../../controls/long-press.ts";
import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";
import { TILE_NAMES, TILES } from "../../sound/tiles.ts";
import "../../styles/sound-tiles.css";

/** Eight sounds for the child and for the partner. Held, or with "only listen" on, a tile is heard softly here and nothing changes. */
export function SoundTiles({ panel }: { panel: Panel }) {
  const { sounding } = words.value;
  const listening = useSignal(false);
  useEffect(() => () => panel.sound.endTrial(), []);
  const listen = (sound: SoundName): void => {
    panel.sound
      .tryOut({ program: TILES[sound] })
      .catch((error: Error) => panel.notices.tell({ level: "error", text: error.message }));
  };
  const sounds = panel.view.value?.sounds;
  if (!sounds) return null;
  const { of, off } = sounds;
  return (
    <>
      <div class="sound-tiles">
        {(["child", "partner"] as const).map((player) => (
          <section key={player} aria-label={sounding.players[player]}>
            <h4>{sounding.players[player]}</h4>
            <div class="tiles">
              {TILE_NAMES.map((sound) => (
                <Tile
                  key={sound}
                  name={sounding.names[sound]}
                  chosen={of[player] === sound}
                  off={off.includes(sound)}
                  onListen={() => listen(sound)}
                  onChoose={() => {
                    if (listening.peek()) listen(sound);
                    else void panel.send("sound:set", { player, sound });
                  }}
                />
              ))}
            </div>
          </section>
        ))}
      </div>
      <div class="line">
        <button type="button" aria-pressed={listening.value} onClick={() => (listening.value = !listening.value)}>
          {sounding.onlyListen}
          {listening.value && " ✓"}
        </button>
        <p class="muted">{listening.value ? sounding.listeningHow : sounding.how}</p>
      </div>
    </>
  );
}

interface TileProps {
  readonly name: string;
  readonly chosen: boolean;
  /** The child does not hear this sound. */
  readonly off: boolean;
  readonly onListen: () => void;
  readonly onChoose: () => void;
}

function Tile({ name, chosen, off, onListen, onChoose }: TileProps) {
  const hold = useLongPress(onListen, onChoose);
  return (
    <button type="button" aria-pressed={chosen} disabled={off} {...hold}>
      {name}
      {chosen && <span aria-hidden="true"> ✓</span>}
      {off && <small>{words.value.sounding.off}</small>}
    </button>
  );
}
