import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";

const TEMPLATES = ["20", "30", "45"] as const;

/** Now and next: the phases of the plan. It announces; only a tap moves on. Whoever only watches (`watched`) sees it. */
export function PlanRibbon({ panel, watched }: { panel: Panel; watched: boolean }) {
  const { live, phases } = words.value;
  const plan = panel.view.value?.plan;
  if (!plan) {
    return (
      <nav class="plan" aria-label={live.plan}>
        <p>{live.noPlan}</p>
        {!watched &&
          TEMPLATES.map((template) => (
            <button key={template} type="button" onClick={() => void panel.send("plan:set", template)}>
              {live.planOf(template)}
            </button>
          ))}
      </nav>
    );
  }
  const idle = !panel.running.value || panel.stopped.value || watched;
  const last = plan.phase >= plan.phases.length - 1;
  return (
    <nav class="plan" aria-label={live.plan}>
      <ol>
        {plan.phases.map((phase, index) => (
          <li key={`${index} ${phase.name}`}>
            <button
              type="button"
              class={index < plan.phase ? "phase past" : "phase"}
              aria-current={index === plan.phase ? "step" : undefined}
              disabled={idle}
              onClick={() => void panel.send("phase:go", index)}
            >
              {phase.blind ?? phases[phase.name] ?? phase.label}
              {index < plan.phase && (
                <span>
                  {" ✓"}
                  <span class="hidden">{live.done}</span>
                </span>
              )}
            </button>
          </li>
        ))}
      </ol>
      {!watched && (
        <>
          <button
            type="button"
            aria-label={live.twoMoreLong}
            disabled={idle || plan.phase < 0}
            onClick={() => void panel.send("phase:extend", 2)}
          >
            {live.twoMore}
          </button>
          <button type="button" disabled={idle || last} onClick={() => void panel.send("phase:go", plan.phase + 1)}>
            {live.next} ▸
          </button>
        </>
      )}
    </nav>
  );
}
