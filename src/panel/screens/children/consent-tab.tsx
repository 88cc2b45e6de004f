import { Choice } from "../../controls/choice.tsx";
import { TextField } from "../../controls/text-field.tsx";
import { words } from "../../language.ts";
import type { TabProps } from "./child-card-page.tsx";

const PURPOSES = ["sessionData", "eeg", "audio", "parents", "team", "research", "training", "photos"] as const;
const NONE = { given: false, by: "", on: "" };

/** What was agreed to, purpose by purpose, by whom and when. */
export function ConsentTab({ card }: TabProps) {
  const { children: said } = words.value;
  return (
    <>
      <p class="muted">{said.consentHow}</p>
      {PURPOSES.map((purpose) => {
        const consent = card.value.consent[purpose] ?? NONE;
        const change = (part: Partial<typeof NONE>): void => {
          const kept = card.peek().consent;
          card.value = { ...card.peek(), consent: { ...kept, [purpose]: { ...(kept[purpose] ?? NONE), ...part } } };
        };
        return (
          <div key={purpose} class="consent">
            <Choice
              label={said.purposes[purpose]}
              options={[
                ["no", said.notGiven],
                ["yes", said.given],
              ]}
              value={consent.given ? "yes" : "no"}
              onChoose={(value) =>
                change({ given: value === "yes", on: consent.on || new Date().toISOString().slice(0, 10) })
              }
            />
            {consent.given && (
              <div class="line">
                <TextField label={said.by} value={consent.by} onChange={(by) => change({ by })} />
                <TextField label={said.on} type="date" value={consent.on} onChange={(on) => change({ on })} />
              </div>
            )}
          </div>
        );
      })}
    </>
  );
}
