import type { TagDetail } from "../../../server/protocol.ts";
import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";

const ENGAGEMENT: readonly TagDetail[] = ["1", "2", "3", "4", "5"];
const REGULATION = ["calm", "high", "low", "overloaded"] as const;

/** What holds until another of its kind is tapped: how engaged the child is, and how regulated. */
export function StateTags({ panel }: { panel: Panel }) {
  const { live } = words.value;
  const tags = panel.view.value?.tags;
  const idle = !panel.running.value;
  const { engagement, regulation } = live.tagNames;
  return (
    <>
      <fieldset>
        <legend class="hidden">{engagement}</legend>
        {ENGAGEMENT.map((detail, index) => (
          <button
            key={detail}
            type="button"
            disabled={idle}
            aria-pressed={tags?.engagement === detail}
            onClick={() => panel.tag("engagement", detail, `${engagement} ${detail}`)}
          >
            <b>{detail}</b>
            <span>{live.engagementAre[index]}</span>
          </button>
        ))}
      </fieldset>
      <fieldset>
        <legend class="hidden">{regulation}</legend>
        {REGULATION.map((detail) => (
          <button
            key={detail}
            type="button"
            disabled={idle}
            aria-pressed={tags?.regulation === detail}
            onClick={() => panel.tag("regulation", detail, live.regulationAre[detail])}
          >
            {live.regulationAre[detail]}
          </button>
        ))}
      </fieldset>
    </>
  );
}
