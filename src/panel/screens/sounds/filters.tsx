import type { InstrumentSettings } from "../../../server/protocol.ts";
import { Choice } from "../../controls/choice.tsx";
import { Stepper } from "../../controls/stepper.tsx";
import { words } from "../../language.ts";
import type { InstrumentProps } from "./instrument-page.tsx";

const DEAD_ZONE = { most: 60, step: 4 };
const DOUBLE_HIT = { most: 250, step: 5 };
const AFTER = { least: 200, most: 8_000, step: 200, usual: 2_000 };

/** What is not heard of an instrument, and when its notes end. */
export function Filters({ instrument, onChange }: InstrumentProps) {
  const { instruments: said } = words.value;
  const { settings, doubleHits, suggested } = instrument;
  const { deadZone, doubleHit, sustain } = settings;
  return (
    <section class="card stack" aria-labelledby="filters">
      <h3 id="filters">{said.filters}</h3>
      <Stepper
        label={said.deadZone}
        value={said.deadZoneIs(deadZone)}
        atLeast={deadZone <= 0}
        atMost={deadZone >= DEAD_ZONE.most}
        onStep={(direction) =>
          onChange({ deadZone: Math.max(0, Math.min(DEAD_ZONE.most, deadZone + DEAD_ZONE.step * direction)) })
        }
      />
      <Stepper
        label={said.doubleHit}
        value={said.ms(doubleHit)}
        atLeast={doubleHit <= 0}
        atMost={doubleHit >= DOUBLE_HIT.most}
        onStep={(direction) =>
          onChange({ doubleHit: Math.max(0, Math.min(DOUBLE_HIT.most, doubleHit + DOUBLE_HIT.step * direction)) })
        }
      />
      <div class="line">
        <p>{said.seen(doubleHits)}</p>
        {suggested !== null && suggested !== doubleHit && (
          <>
            <button type="button" onClick={() => onChange({ doubleHit: suggested })}>
              {said.use(suggested)}
            </button>
            <p class="muted">{said.suggested}</p>
          </>
        )}
      </div>
      <Choice
        label={said.sustain}
        options={(["key", "pedal", "timed"] as const).map((rule) => [rule, said.sustains[rule]])}
        value={sustain.rule}
        onChoose={(rule) => onChange({ sustain: sustainOf(rule) })}
      />
      {sustain.rule === "timed" && (
        <Stepper
          label={said.after}
          value={said.seconds((sustain.after / 1_000).toFixed(1))}
          atLeast={sustain.after <= AFTER.least}
          atMost={sustain.after >= AFTER.most}
          onStep={(direction) =>
            onChange({ sustain: { rule: "timed", after: sustain.after + AFTER.step * direction } })
          }
        />
      )}
    </section>
  );
}

function sustainOf(rule: "key" | "pedal" | "timed"): InstrumentSettings["sustain"] {
  return rule === "timed" ? { rule, after: AFTER.usual } : { rule };
}
