import type { Parameter, ParameterName } from "../../../server/protocol.ts";
import { Slider } from "../../controls/slider.tsx";
import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";

/** Shares that are told in per cent, and milliseconds in seconds. */
const FACTOR: Partial<Record<Parameter["unit"], number>> = { ms: 1 / 1_000, share: 100 };

/** A value of a number of the partner's, in words. */
function inWords(name: ParameterName, { unit }: Parameter, value: number | null): string {
  const { unit: units, unset, harmonies, promptsAre } = words.value.partner;
  if (value === null) return unset[name as keyof typeof unset] ?? "";
  if (name === "richness") return harmonies[Math.round(value)] ?? String(value);
  if (name === "prompts") return promptsAre[Math.round(value)] ?? String(value);
  const told = Number((value * (FACTOR[unit] ?? 1)).toFixed(2));
  return unit === "level" ? String(told) : units[unit](told);
}

/** One number of the partner's as a slider: the same number on every screen. Undo takes a change back. */
export function ParameterSlider({ panel, name }: { panel: Panel; name: ParameterName }) {
  const { partner } = words.value;
  const parameter = panel.welcome.value?.parameters[name];
  const steering = panel.view.value?.steering;
  if (!parameter || !steering) return null;
  const { least, most, step, usual } = parameter;
  const value = steering[name];
  const set = (next: number | null): void => void panel.send("param:set", { [name]: next });
  const slider = (
    <Slider
      label={partner.number[name]}
      least={least}
      most={most}
      step={step}
      value={value}
      says={(shown) => inWords(name, parameter, shown)}
      onSet={set}
    />
  );
  if (usual !== null) return slider;
  return (
    <div class="unset">
      {slider}
      <button type="button" aria-pressed={value === null} onClick={() => set(null)}>
        {inWords(name, parameter, null)}
        {value === null && <span aria-hidden="true"> ✓</span>}
      </button>
    </div>
  );
}
