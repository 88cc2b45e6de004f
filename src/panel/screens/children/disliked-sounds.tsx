import type { ChildCard } from "../../../server/protocol.ts";
import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";
import { TILE_NAMES, TILES } from "../../sound/tiles.ts";
import { DRUM_GROUPS, DRUMS, hasHarsh, isGroupOff, isProgramOff, withGroup, withProgram } from "./disliked.ts";

interface Props {
  readonly panel: Panel;
  readonly limits: ChildCard["limits"];
  readonly onChange: (change: Partial<ChildCard["limits"]>) => void;
}

/** Every sound and every kind of percussion: off or not, and how it sounds, quietly and here alone. */
export function DislikedSounds({ panel, limits, onChange }: Props) {
  const { sounding } = words.value;
  const listen = (sound: { readonly program: number } | { readonly drum: number }): void => {
    panel.sound.tryOut(sound).catch((error: Error) => panel.notices.tell({ level: "error", text: error.message }));
  };
  return (
    <>
      <p class="muted">{sounding.dislikedHow}</p>
      <ul class="disliked">
        {TILE_NAMES.map((sound) => (
          <Row
            key={sound}
            name={sounding.names[sound]}
            off={isProgramOff(limits, sound)}
            onTurn={(off) => onChange(withProgram(limits, sound, off))}
            onListen={() => listen({ program: TILES[sound] })}
          />
        ))}
        {DRUM_GROUPS.map((group) => (
          <Row
            key={group}
            name={sounding.drums[group]}
            off={isGroupOff(limits, group)}
            note={hasHarsh(group) ? sounding.harsh : undefined}
            onTurn={(off) => onChange(withGroup(limits, group, off))}
            onListen={() => listen({ drum: DRUMS[group].sample })}
          />
        ))}
      </ul>
    </>
  );
}

interface RowProps {
  readonly name: string;
  readonly off: boolean;
  readonly note?: string | undefined;
  readonly onTurn: (off: boolean) => void;
  readonly onListen: () => void;
}

function Row({ name, off, note, onTurn, onListen }: RowProps) {
  const { sounding } = words.value;
  return (
    <li>
      <button type="button" aria-pressed={off} onClick={() => onTurn(!off)}>
        {name}
        {off && ` ✕ ${sounding.isOff}`}
      </button>
      <button type="button" aria-label={sounding.listen(name)} onClick={onListen}>
        <span aria-hidden="true">♪</span> {sounding.listenShort}
      </button>
      {note && <small class="muted">{note}</small>}
    </li>
  );
}
