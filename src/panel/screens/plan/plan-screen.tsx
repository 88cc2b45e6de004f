import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { PlannedPhase } from "../../../server/protocol.ts";
import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";
import { preferences } from "../../preferences.ts";
import { ChildScreenControl } from "./child-screen-control.tsx";
import { type Draft, draft, draftOf, MOST_PHASES, moved, newPhase, PHASES } from "./draft.ts";
import { KeepPlan } from "./keep-plan.tsx";
import { LabOptions } from "./lab-options.tsx";
import { LastTime } from "./last-time.tsx";
import { PhaseTile } from "./phase-tile.tsx";
import { Pins } from "./pins.tsx";
import { SchedulePreview } from "./schedule-preview.tsx";
import { TemplatePicker } from "./template-picker.tsx";

const UNDO: number = 10_000;

/** The phases of a session, in order, with their minutes and cards; beside them how long it is and how it went last time. */
export function PlanScreen({ panel }: { panel: Panel }) {
  const { plan: said, screens, phases: names, verbs } = words.value;
  const plan = panel.view.value?.plan;
  const shown = draft.value ?? draftOf(plan);
  const removed = useSignal<{ readonly before: Draft; readonly name: string } | null>(null);
  const gone = removed.value;
  useEffect(() => {
    if (!gone) return;
    const timer = setTimeout(() => (removed.value = null), UNDO);
    return () => clearTimeout(timer);
  }, [gone]);
  const total = shown.phases.reduce((sum, { minutes }) => sum + minutes, 0);
  const full = shown.phases.length >= MOST_PHASES;
  const change = (part: Partial<Draft>): void => {
    draft.value = { ...shown, ...part };
  };
  const changePhases = (phases: readonly PlannedPhase[]): void => change({ phases });
  return (
    <div class="sheet wide">
      <h2>{screens.plan}</h2>
      <p class="muted">{said.announces}</p>
      <TemplatePicker panel={panel} />
      <div class="plan-columns">
        <section class="card stack" aria-labelledby="phases">
          <h3 id="phases">{said.phases}</h3>
          {shown.phases.length === 0 && <p class="muted">{said.none}</p>}
          <ol class="tiles">
            {shown.phases.map((phase, index) => (
              <PhaseTile
                key={`${index} ${phase.name}`}
                phase={phase}
                index={index}
                count={shown.phases.length}
                full={full}
                onChange={(next) => changePhases(shown.phases.map((one, place) => (place === index ? next : one)))}
                onMove={(to) => changePhases(moved(shown.phases, index, to))}
                onDuplicate={() => changePhases(shown.phases.toSpliced(index + 1, 0, phase))}
                onRemove={() => {
                  removed.value = { before: shown, name: names[phase.name] ?? phase.name };
                  changePhases(shown.phases.filter((_, place) => place !== index));
                }}
              />
            ))}
          </ol>
          {gone && (
            <p class="line" role="status">
              {said.removed(gone.name)}
              <button
                type="button"
                onClick={() => {
                  draft.value = gone.before;
                  removed.value = null;
                }}
              >
                {verbs.undo}
              </button>
            </p>
          )}
          <fieldset class="line">
            <legend>{said.addPhase}</legend>
            {PHASES.map((name) => (
              <button
                key={name}
                type="button"
                disabled={full}
                onClick={() => changePhases([...shown.phases, newPhase(name)])}
              >
                + {names[name]}
              </button>
            ))}
          </fieldset>
          <div class="line">
            <button
              type="button"
              class="main"
              disabled={draft.value === null || shown.phases.length === 0}
              onClick={() => {
                const sent = draft.value;
                void panel.send("plan:make", shown).then((ack) => {
                  if (ack.ok && draft.value === sent) draft.value = null;
                });
              }}
            >
              {said.use}
            </button>
            <p role="status">{draft.value === null && plan ? said.used : said.notUsed}</p>
          </div>
        </section>
        <aside class="stack">
          <section class="card stack" aria-labelledby="length">
            <h3 id="length">{said.total(total)}</h3>
            <LastTime last={panel.plans.value?.last ?? null} />
          </section>
          <section class="card stack" aria-labelledby="childs-view">
            <h3 id="childs-view">{said.preview}</h3>
            <button
              type="button"
              aria-pressed={shown.options.firstThen}
              onClick={() => change({ options: { ...shown.options, firstThen: !shown.options.firstThen } })}
            >
              {said.firstThen}
              {shown.options.firstThen && " ✓"}
            </button>
            <SchedulePreview draft={shown} />
          </section>
        </aside>
      </div>
      <Pins options={shown.options} onChange={(options) => change({ options })} />
      {preferences.level.value === "lab" && (
        <LabOptions options={shown.options} onChange={(options) => change({ options })} />
      )}
      <KeepPlan panel={panel} shown={shown} />
      <ChildScreenControl panel={panel} />
    </div>
  );
}
