import { useSignal } from "@preact/signals";
import type { PhaseName, PlannedPhase } from "../../../server/protocol.ts";
import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";
import { ChildScreenControl } from "./child-screen-control.tsx";
import { PhaseTile } from "./phase-tile.tsx";

const TEMPLATES = ["20", "30", "45"] as const;
const PHASES: readonly PhaseName[] = ["arrive", "hello", "explore", "childLed", "games", "windDown", "goodbye"];
const MOST = 12;
/** The card that a phase usually begins with. */
const CARDS: Readonly<Record<PhaseName, string>> = {
  arrive: "silence",
  hello: "hello",
  explore: "follow",
  childLed: "ground",
  games: "answer",
  windDown: "calm",
  goodbye: "goodbye",
};

/** The phases of a session, in order, with their minutes and cards. */
export function PlanScreen({ panel }: { panel: Panel }) {
  const { plan: said, screens, phases: names } = words.value;
  const plan = panel.view.value?.plan;
  const own = useSignal<readonly PlannedPhase[] | null>(null);
  const shown = own.value ?? (plan?.phases as readonly PlannedPhase[] | undefined) ?? [];
  const total = shown.reduce((sum, { minutes }) => sum + minutes, 0);
  const change = (phases: readonly PlannedPhase[]): void => {
    own.value = phases;
  };
  return (
    <div class="sheet">
      <h2>{screens.plan}</h2>
      <p class="muted">{said.announces}</p>
      <fieldset class="line">
        <legend class="hidden">{said.templates}</legend>
        {TEMPLATES.map((template) => (
          <button
            key={template}
            type="button"
            onClick={() => {
              own.value = null;
              void panel.send("plan:set", template);
            }}
          >
            {said.minutes(Number(template))}
          </button>
        ))}
      </fieldset>
      <section class="card stack" aria-labelledby="phases">
        <h3 id="phases">{said.phases}</h3>
        {shown.length === 0 && <p class="muted">{said.none}</p>}
        <ol class="tiles">
          {shown.map((phase, index) => (
            <PhaseTile
              key={`${index} ${phase.name}`}
              phase={phase}
              first={index === 0}
              last={index === shown.length - 1}
              onChange={(part) => change(shown.map((one, place) => (place === index ? { ...one, ...part } : one)))}
              onMove={(by) => change(swapped(shown, index, index + by))}
              onRemove={() => change(shown.filter((_, place) => place !== index))}
            />
          ))}
        </ol>
        <fieldset class="line">
          <legend>{said.addPhase}</legend>
          {PHASES.map((name) => (
            <button
              key={name}
              type="button"
              disabled={shown.length >= MOST}
              onClick={() => change([...shown, { name, minutes: 3, technique: CARDS[name] }])}
            >
              + {names[name]}
            </button>
          ))}
        </fieldset>
        <div class="line">
          <button
            type="button"
            class="main"
            disabled={own.value === null || shown.length === 0}
            onClick={() => {
              const phases = shown.map(({ name, minutes, technique }) => ({ name, minutes, technique }));
              void panel.send("plan:make", phases).then((ack) => {
                if (ack.ok) own.value = null;
              });
            }}
          >
            {said.use}
          </button>
          <p role="status">
            {said.total(total)} {own.value === null && plan ? said.used : ""}
          </p>
        </div>
      </section>
      <ChildScreenControl panel={panel} />
    </div>
  );
}

function swapped<T>(list: readonly T[], one: number, other: number): readonly T[] {
  const next = [...list];
  [next[one], next[other]] = [next[other] as T, next[one] as T];
  return next;
}
