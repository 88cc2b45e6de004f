import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";
import { BLANK_DRAFT, draft, draftFrom } from "./draft.ts";

const TEMPLATES = ["20", "30", "45"] as const;

/** What a plan begins from: a length, an empty one, the last session's, or one that was kept. */
export function TemplatePicker({ panel }: { panel: Panel }) {
  const { plan } = words.value;
  const plans = panel.plans.value;
  const last = plans?.last;
  return (
    <fieldset class="line">
      <legend class="hidden">{plan.templates}</legend>
      {TEMPLATES.map((template) => (
        <button
          key={template}
          type="button"
          onClick={() => {
            draft.value = null;
            void panel.send("plan:set", template);
          }}
        >
          {plan.minutes(Number(template))}
        </button>
      ))}
      <button type="button" onClick={() => (draft.value = BLANK_DRAFT)}>
        {plan.blank}
      </button>
      <button
        type="button"
        disabled={!last}
        onClick={() => {
          if (last) draft.value = draftFrom(last);
        }}
      >
        {plan.fromLast}
      </button>
      {plans?.kept.map((kept) => (
        <button key={kept.name} type="button" onClick={() => (draft.value = draftFrom(kept))}>
          {kept.name}
        </button>
      ))}
    </fieldset>
  );
}
