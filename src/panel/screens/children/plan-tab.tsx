import { Choice } from "../../controls/choice.tsx";
import { Stepper } from "../../controls/stepper.tsx";
import { words } from "../../language.ts";
import type { TabProps } from "./child-card-page.tsx";

const LENGTHS = ["20", "30", "45"] as const;
const MOST_WARNINGS = 3;

/** How a session with this child is planned, unless another plan is made. */
export function PlanTab({ card }: TabProps) {
  const { card: said, plan } = words.value;
  const { value } = card;
  return (
    <>
      <Choice
        label={said.template}
        options={LENGTHS.map((length) => [length, plan.minutes(Number(length))])}
        value={value.plan}
        onChoose={(length) => (card.value = { ...card.peek(), plan: length })}
      />
      <Stepper
        label={said.warnings}
        value={said.warningsAre[value.warnings] ?? ""}
        atLeast={value.warnings <= 0}
        atMost={value.warnings >= MOST_WARNINGS}
        onStep={(direction) => {
          const warnings = Math.min(MOST_WARNINGS, Math.max(0, card.peek().warnings + direction));
          card.value = { ...card.peek(), warnings };
        }}
      />
      <p class="muted">{said.warningsHow}</p>
    </>
  );
}
