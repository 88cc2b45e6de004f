import type { PlanOptions, TagName } from "../../../server/protocol.ts";
import { words } from "../../language.ts";

const MOST = 8;
/** How engaged and how regulated the child is always stands there. */
const STATES = ["engagement", "regulation"];

/** Cards and tags that this session wants within one tap on Live. */
export function Pins({ options, onChange }: { options: PlanOptions; onChange: (options: PlanOptions) => void }) {
  const { plan, techniques, live } = words.value;
  const { pins } = options;
  return (
    <details class="card">
      <summary>{plan.pins(pins.techniques.length, pins.tags.length)}</summary>
      <div class="stack">
        <p class="muted">{plan.pinsHow}</p>
        <Pinned
          label={plan.pinnedCards}
          names={Object.keys(techniques)}
          said={techniques}
          pinned={pins.techniques}
          onPin={(pinned) => onChange({ ...options, pins: { ...pins, techniques: pinned } })}
        />
        <Pinned
          label={plan.pinnedTags}
          names={Object.keys(live.tagNames).filter((name) => !STATES.includes(name)) as TagName[]}
          said={live.tagNames}
          pinned={pins.tags}
          onPin={(pinned) => onChange({ ...options, pins: { ...pins, tags: pinned } })}
        />
      </div>
    </details>
  );
}

interface PinnedProps<T extends string> {
  readonly label: string;
  readonly names: readonly T[];
  readonly said: Readonly<Record<string, string>>;
  readonly pinned: readonly T[];
  readonly onPin: (pinned: readonly T[]) => void;
}

function Pinned<T extends string>({ label, names, said, pinned, onPin }: PinnedProps<T>) {
  return (
    <fieldset class="line">
      <legend>{label}</legend>
      {names.map((name) => {
        const on = pinned.includes(name);
        return (
          <button
            key={name}
            type="button"
            aria-pressed={on}
            disabled={!on && pinned.length >= MOST}
            onClick={() => onPin(on ? pinned.filter((other) => other !== name) : [...pinned, name])}
          >
            {said[name]}
            {on && " ✓"}
          </button>
        );
      })}
    </fieldset>
  );
}
