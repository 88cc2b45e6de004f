import type { PlannedPhase } from "../../../server/protocol.ts";
import { Picture } from "../../child/pictures.tsx";
import { Stepper } from "../../controls/stepper.tsx";
import { words } from "../../language.ts";

interface Props {
  readonly phase: PlannedPhase;
  readonly first: boolean;
  readonly last: boolean;
  readonly onChange: (part: Partial<PlannedPhase>) => void;
  readonly onMove: (by: -1 | 1) => void;
  readonly onRemove: () => void;
}

/** One phase of the plan: picture, word, minutes, card; moved by buttons, so that nothing has to be dragged. */
export function PhaseTile({ phase, first, last, onChange, onMove, onRemove }: Props) {
  const { plan, phases, techniques } = words.value;
  const name = phases[phase.name] ?? phase.name;
  return (
    <li class="tile">
      <Picture name={phase.name} />
      <b>{name}</b>
      <Stepper
        label={plan.lengthOf(name)}
        value={plan.minutes(phase.minutes)}
        atLeast={phase.minutes <= 1}
        atMost={phase.minutes >= 60}
        onStep={(direction) => onChange({ minutes: Math.min(60, Math.max(1, phase.minutes + direction)) })}
      />
      <select
        aria-label={`${name}: ${plan.card}`}
        value={phase.technique}
        onChange={(event) => onChange({ technique: event.currentTarget.value })}
      >
        {Object.entries(techniques).map(([technique, label]) => (
          <option key={technique} value={technique}>
            {label}
          </option>
        ))}
      </select>
      <span class="line">
        <button type="button" aria-label={plan.earlier(name)} disabled={first} onClick={() => onMove(-1)}>
          ▲
        </button>
        <button type="button" aria-label={plan.later(name)} disabled={last} onClick={() => onMove(1)}>
          ▼
        </button>
        <button type="button" aria-label={plan.remove(name)} onClick={onRemove}>
          ✕
        </button>
      </span>
    </li>
  );
}
