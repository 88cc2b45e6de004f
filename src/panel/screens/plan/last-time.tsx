import type { LastSession } from "../../../server/protocol.ts";
import { words } from "../../language.ts";
import { moment } from "../children/moment.ts";
import { neededMore } from "./draft.ts";

/** How long the phases took last time, beside what was planned. */
export function LastTime({ last }: { last: LastSession | null }) {
  const { plan, phases } = words.value;
  if (!last) return <p class="muted">{plan.noLast}</p>;
  const needed = neededMore(last);
  return (
    <>
      <p class="muted">{plan.lastOn(moment(last.startedAt))}</p>
      {needed.length === 0 ? (
        <p>{plan.asPlanned}</p>
      ) : (
        <ul>
          {needed.map(({ name, more }, index) => (
            <li key={`${index} ${name}`}>
              {more > 0 ? plan.neededMore(more, phases[name] ?? name) : plan.neededLess(-more, phases[name] ?? name)}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
