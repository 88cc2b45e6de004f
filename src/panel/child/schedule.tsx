import type { Tokens as Left, Phase, Plan } from "../../server/protocol.ts";
import { words } from "../language.ts";
import { Picture } from "./pictures.tsx";
import { Tokens } from "./tokens.tsx";

/** Now, next, what comes later, and the tray of what is finished. The therapist moves it on. */
export function Schedule({ plan, tokens }: { plan: Plan; tokens: Left | null }) {
  const { child } = words.value;
  const { phases, phase, options } = plan;
  const [now, next] = [phases[phase], phases[phase + 1]];
  const later = options.firstThen ? [] : phases.slice(phase + 2);
  const finished = phases.slice(0, Math.max(0, phase));
  return (
    <div class="schedule">
      <ol class="coming" aria-label={child.schedule}>
        {now && (
          <li class="now" aria-current="step">
            <Step phase={now} when={options.firstThen ? child.first : child.now} />
            {tokens && <Tokens tokens={tokens} />}
          </li>
        )}
        {next && (
          <li class="next">
            <Step phase={next} when={options.firstThen ? child.after : child.next} hidden={next.surprise ?? false} />
          </li>
        )}
        {later.map((one, index) => (
          <li key={`${index} ${one.name}`} class="later">
            <Step phase={one} hidden={one.surprise ?? false} />
          </li>
        ))}
      </ol>
      <section class="tray" aria-label={child.finished}>
        <b>{child.finished}</b>
        <ul>
          {finished.map((one, index) => (
            <li key={`${index} ${one.name}`}>
              <Picture name={one.name} />
              <Picture name="done" />
              <span class="hidden">{words.value.phases[one.name] ?? one.label}</span>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}

/** A step of the schedule; `hidden`: a surprise card stands for it until it begins. */
function Step({ phase, when, hidden = false }: { phase: Phase; when?: string; hidden?: boolean }) {
  const { child, phases } = words.value;
  return (
    <>
      {when && <span class="when">{when}</span>}
      <Picture name={hidden ? "surprise" : phase.name} />
      <span class="word">{hidden ? child.surprise : (phases[phase.name] ?? phase.label)}</span>
    </>
  );
}
