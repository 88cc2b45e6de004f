import type { ParameterName } from "../../../server/protocol.ts";
import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";

/** All numbers as they usually are, with one tap. Undo brings back what was set. */
export function UsualNumbers({ panel }: { panel: Panel }) {
  const { partner } = words.value;
  const parameters = panel.welcome.value?.parameters;
  const steering = panel.view.value?.steering;
  if (!parameters || !steering) return null;
  const names = Object.keys(parameters) as ParameterName[];
  const changed = names.filter((name) => steering[name] !== parameters[name].usual);
  const usual = Object.fromEntries(changed.map((name) => [name, parameters[name].usual]));
  return (
    <div class="line">
      <button type="button" disabled={changed.length === 0} onClick={() => void panel.send("param:set", usual)}>
        {partner.back}
      </button>
      <span class="muted">{partner.changed(changed.length)}</span>
    </div>
  );
}
