import { type Signal, useSignal } from "@preact/signals";
import type { TagDetail, TagName } from "../../../server/protocol.ts";
import { Over } from "../../controls/over.tsx";
import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";
import { NoteLine } from "./note-line.tsx";
import { StateTags } from "./state-tags.tsx";
import { TagButton } from "./tag-button.tsx";
import { ROW_TAGS, tagRow } from "./tag-row.ts";
import { TagRowSheet } from "./tag-row-sheet.tsx";
import { TagSheet } from "./tag-sheet.tsx";

const PROMPTS: readonly TagDetail[] = ["none", "gesture", "model", "verbal", "physical"];

/** What the therapist sees of the child, one tap each. `keys`: the child's keys come in their place; not for whoever only tags. */
export function Tags({ panel, keys }: { panel: Panel; keys: Signal<boolean> | undefined }) {
  const { live, onLive } = words.value;
  const sheet = useSignal<"drawer" | "row" | TagName | null>(null);
  const row = tagRow(panel.view.value?.plan?.options.pins.tags);
  const close = (): void => {
    sheet.value = null;
  };
  const hold = (name: TagName): void => {
    sheet.value = name;
  };
  return (
    <section class="tags" aria-label={live.tags}>
      <div class="tag-row">
        {[...row, "distress" as const].map((name) => (
          <TagButton key={name} panel={panel} name={name} onHold={hold} />
        ))}
        <button
          type="button"
          aria-expanded={sheet.value === "drawer"}
          onClick={() => (sheet.value = sheet.value === "drawer" ? null : "drawer")}
        >
          {live.moreTags} ▴
        </button>
      </div>
      {sheet.value === "drawer" && (
        <Over class="above-tags" title={live.moreTags} onClose={close}>
          <div class="drawer-cards">
            {ROW_TAGS.filter((name) => !row.includes(name)).map((name) => (
              <TagButton key={name} panel={panel} name={name} onHold={hold} />
            ))}
            <button type="button" onClick={() => (sheet.value = "row")}>
              {onLive.tagRow}
            </button>
          </div>
          <fieldset class="prompts">
            <legend>{live.tagNames.prompt}</legend>
            {PROMPTS.map((detail) => (
              <TagButton
                key={detail}
                panel={panel}
                name="prompt"
                detail={detail}
                text={promptWord(detail)}
                onHold={hold}
              />
            ))}
          </fieldset>
        </Over>
      )}
      {sheet.value === "row" && <TagRowSheet onClose={close} />}
      {sheet.value !== null && sheet.value !== "drawer" && sheet.value !== "row" && (
        <TagSheet key={sheet.value} panel={panel} name={sheet.value} onClose={close} />
      )}
      <div class="tag-row states">
        <StateTags panel={panel} />
        {keys && (
          <>
            <NoteLine panel={panel} />
            <button type="button" onClick={() => (keys.value = true)}>
              ♪ {live.keysInstead}
            </button>
          </>
        )}
      </div>
    </section>
  );

  function promptWord(detail: TagDetail): string {
    return (live.prompts as Readonly<Partial<Record<TagDetail, string>>>)[detail] ?? detail;
  }
}
