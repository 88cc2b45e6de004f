import type { View } from "../../server/protocol.ts";
import { words } from "../language.ts";
import { Picture } from "./pictures.tsx";

/** Now, next, and what is finished. The therapist moves it on. */
export function Schedule({ view }: { view: View }) {
  const { child, phases } = words.value;
  const { plan } = view;
  if (!plan) return null;
  return (
    <ol class="schedule" aria-label={child.schedule}>
      {plan.phases.map((phase, index) => {
        const place =
          index < plan.phase ? "finished" : index === plan.phase ? "now" : index === plan.phase + 1 ? "next" : "";
        return (
          <li key={`${index} ${phase.name}`} class={place} aria-current={place === "now" ? "step" : undefined}>
            <span class="when">{place && child[place]}</span>
            <Picture name={place === "finished" ? "done" : phase.name} />
            {phases[phase.name] ?? phase.label}
          </li>
        );
      })}
    </ol>
  );
}
