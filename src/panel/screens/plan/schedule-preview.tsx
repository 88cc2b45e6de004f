import "../../styles/child.css";
import { Schedule } from "../../child/schedule.tsx";
import { words } from "../../language.ts";
import type { Draft } from "./draft.ts";

/** The child's schedule as this plan would show it in its first phase. */
export function SchedulePreview({ draft }: { draft: Draft }) {
  const { phases } = words.value;
  const named = draft.phases.map((phase) => ({ ...phase, label: phases[phase.name] ?? phase.name }));
  if (named.length === 0) return null;
  return (
    <div class="preview" inert>
      <div class="stage">
        <Schedule plan={{ phases: named, options: draft.options, phase: 0, since: 0, extra: 0 }} tokens={null} />
      </div>
    </div>
  );
}
