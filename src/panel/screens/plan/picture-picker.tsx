import type { Picture as Name } from "../../../server/protocol.ts";
import { isOwn, Picture, wordOf } from "../../child/pictures.tsx";
import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";

/** The names of all pictures: Antiphon's own, those of phases, and the child's. */
export function pictureNames(panel: Pick<Panel, "album">): Name[] {
  const { child, phases } = words.value;
  return [
    ...panel.album.value.map(({ name }) => name),
    ...(Object.keys(child.pictures) as Name[]),
    ...(Object.keys(phases) as Name[]),
  ];
}

interface PickerProps {
  readonly panel: Panel;
  readonly label: string;
  readonly picked: readonly Name[];
  readonly fewest: number;
  readonly most: number;
  readonly onPick: (picked: readonly Name[]) => void;
}

/** Some pictures of all, pressed on and off. */
export function PicturePicker({ panel, label, picked, fewest, most, onPick }: PickerProps) {
  return (
    <fieldset class="line picker">
      <legend>{label}</legend>
      {pictureNames(panel).map((name) => {
        const on = picked.includes(name);
        const next = on ? picked.filter((one) => one !== name) : [...picked, name];
        return (
          <button
            key={name}
            type="button"
            aria-pressed={on}
            disabled={next.length < fewest || next.length > most}
            onClick={() => onPick(next)}
          >
            <Picture name={name} />
            <span class={isOwn(name) ? "own" : ""}>{wordOf(name, panel.album.value)}</span>
          </button>
        );
      })}
    </fieldset>
  );
}

interface ChoiceProps {
  readonly panel: Panel;
  readonly label: string;
  readonly value: Name;
  readonly onChoose: (name: Name) => void;
}

/** One picture of all. */
export function PictureChoice({ panel, label, value, onChoose }: ChoiceProps) {
  return (
    <label class="line">
      {label}
      <select value={value} onChange={(event) => onChoose(event.currentTarget.value as Name)}>
        {pictureNames(panel).map((name) => (
          <option key={name} value={name}>
            {wordOf(name, panel.album.value)}
          </option>
        ))}
      </select>
    </label>
  );
}
