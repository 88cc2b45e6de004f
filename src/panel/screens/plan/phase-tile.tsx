import { useRef } from "preact/hooks";
import type { PlannedPhase } from "../../../server/protocol.ts";
import { Picture } from "../../child/pictures.tsx";
import { Stepper } from "../../controls/stepper.tsx";
import { words } from "../../language.ts";
import { preferences } from "../../preferences.ts";
import { LONGEST_PHASE } from "./draft.ts";

interface Props {
  readonly phase: PlannedPhase;
  readonly index: number;
  readonly count: number;
  readonly full: boolean;
  readonly onChange: (phase: PlannedPhase) => void;
  readonly onMove: (to: number) => void;
  readonly onDuplicate: () => void;
  readonly onRemove: () => void;
}

/** One phase of the plan: picture, word, minutes, card, song. It is dragged by its picture, or moved by buttons. */
export function PhaseTile({ phase, index, count, full, onChange, onMove, onDuplicate, onRemove }: Props) {
  const { plan, phases, techniques } = words.value;
  const name = phases[phase.name] ?? phase.name;
  const dragged = useRef(false);
  const song = plan.songs[phase.technique];
  return (
    <li class="tile" data-place={index}>
      <span
        class="handle"
        onPointerDown={(event) => {
          dragged.current = true;
          event.currentTarget.setPointerCapture(event.pointerId);
        }}
        onPointerUp={(event) => {
          if (!dragged.current) return;
          dragged.current = false;
          const to = placeUnder(event);
          if (to !== undefined && to !== index) onMove(to);
        }}
        onPointerCancel={() => (dragged.current = false)}
      >
        <Picture name={phase.name} />
        <b>{name}</b>
      </span>
      <Stepper
        label={plan.lengthOf(name)}
        value={plan.minutes(phase.minutes)}
        atLeast={phase.minutes <= 1}
        atMost={phase.minutes >= LONGEST_PHASE}
        onStep={(direction) => {
          onChange({ ...phase, minutes: Math.min(LONGEST_PHASE, Math.max(1, phase.minutes + direction)) });
        }}
      />
      <select
        aria-label={`${name}: ${plan.card}`}
        value={phase.technique}
        onChange={(event) => onChange({ ...phase, technique: event.currentTarget.value })}
      >
        {Object.entries(techniques).map(([technique, label]) => (
          <option key={technique} value={technique}>
            {label}
          </option>
        ))}
      </select>
      {song && <small class="muted song">♪ {song}</small>}
      <button
        type="button"
        aria-pressed={phase.surprise ?? false}
        aria-label={`${name}: ${plan.surprise}`}
        title={plan.surpriseHow}
        onClick={() => onChange(withSurprise(phase, !phase.surprise))}
      >
        ? {plan.surprise}
        {phase.surprise && " ✓"}
      </button>
      {preferences.level.value === "lab" && <LabFields phase={phase} name={name} onChange={onChange} />}
      <span class="line tools">
        <button type="button" aria-label={plan.earlier(name)} disabled={index === 0} onClick={() => onMove(index - 1)}>
          ▲
        </button>
        <button
          type="button"
          aria-label={plan.later(name)}
          disabled={index === count - 1}
          onClick={() => onMove(index + 1)}
        >
          ▼
        </button>
        <button type="button" aria-label={plan.duplicate(name)} disabled={full} onClick={onDuplicate}>
          2×
        </button>
        <button type="button" aria-label={plan.remove(name)} onClick={onRemove}>
          ✕
        </button>
      </span>
    </li>
  );
}

/** For studies: the block that a phase is shuffled in, and what it is called for whoever is not to know it. */
function LabFields({ phase, name, onChange }: Pick<Props, "phase" | "onChange"> & { readonly name: string }) {
  const { plan } = words.value;
  const block = phase.block ?? 0;
  return (
    <span class="line lab">
      <Stepper
        label={`${name}: ${plan.block}`}
        value={block === 0 ? plan.noBlock : `${plan.block} ${block}`}
        atLeast={block <= 0}
        atMost={block >= 9}
        onStep={(direction) => onChange(withBlock(phase, block + direction))}
      />
      <input
        type="text"
        aria-label={`${name}: ${plan.blind}`}
        placeholder={plan.blind}
        maxLength={20}
        value={phase.blind ?? ""}
        onChange={(event) => onChange(withBlind(phase, event.currentTarget.value.trim()))}
      />
    </span>
  );
}

function withSurprise({ surprise: _, ...phase }: PlannedPhase, on: boolean): PlannedPhase {
  return on ? { ...phase, surprise: true } : phase;
}

function withBlock({ block: _, ...phase }: PlannedPhase, block: number): PlannedPhase {
  return block > 0 ? { ...phase, block } : phase;
}

function withBlind({ blind: _, ...phase }: PlannedPhase, blind: string): PlannedPhase {
  return blind === "" ? phase : { ...phase, blind };
}

/** The place of the tile under a pointer; undefined where there is none. */
function placeUnder({ clientX, clientY }: PointerEvent): number | undefined {
  const place = document
    .elementsFromPoint(clientX, clientY)
    .map((element) => element.closest<HTMLElement>("[data-place]")?.dataset.place)
    .find((found) => found !== undefined);
  return place === undefined ? undefined : Number(place);
}
