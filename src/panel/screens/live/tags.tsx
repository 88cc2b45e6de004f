import { type Signal, useSignal } from "@preact/signals";
import type { TagDetail, TagName } from "../../../server/protocol.ts";
import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";
import { NoteLine } from "./note-line.tsx";
import { TagButton } from "./tag-button.tsx";

/** In sight; the others wait in the drawer. Distress is always there. */
const ROW: readonly TagName[] = [
  "eyeContact",
  "jointAttention",
  "starts",
  "answers",
  "noAnswer",
  "voice",
  "joy",
  "moment",
  "distress",
];
const DRAWER: readonly TagName[] = ["turn", "sameFeeling", "selfRegulating"];
const PROMPTS: readonly TagDetail[] = ["none", "gesture", "model", "verbal", "physical"];
const ENGAGEMENT: readonly TagDetail[] = ["1", "2", "3", "4", "5"];
const REGULATION = ["calm", "high", "low", "overloaded"] as const;

/** What the therapist sees of the child, one tap each. */
export function Tags({ panel, keys }: { panel: Panel; keys: Signal<boolean> }) {
  const { live } = words.value;
  const open = useSignal(false);
  const tags = panel.view.value?.tags;
  const idle = !panel.running.value;
  const levels = live.engagementAre;
  return (
    <section class="tags" aria-label={live.tags}>
      <div class="tag-row">
        {ROW.map((name) => (
          <TagButton key={name} panel={panel} name={name} />
        ))}
        <button type="button" aria-expanded={open.value} onClick={() => (open.value = !open.value)}>
          {live.moreTags} ▴
        </button>
      </div>
      {open.value && (
        <div class="drawer">
          {DRAWER.map((name) => (
            <TagButton key={name} panel={panel} name={name} />
          ))}
          <fieldset>
            <legend>{live.tagNames.prompt}</legend>
            {PROMPTS.map((detail) => (
              <TagButton key={detail} panel={panel} name="prompt" detail={detail} text={promptWord(detail)} />
            ))}
          </fieldset>
        </div>
      )}
      <div class="tag-row states">
        <fieldset>
          <legend class="hidden">{live.tagNames.engagement}</legend>
          {ENGAGEMENT.map((detail, index) => (
            <button
              key={detail}
              type="button"
              disabled={idle}
              aria-pressed={tags?.engagement === detail}
              onClick={() => void panel.send("tag:add", { name: "engagement", detail })}
            >
              <b>{detail}</b>
              <span>{levels[index]}</span>
            </button>
          ))}
        </fieldset>
        <fieldset>
          <legend class="hidden">{live.tagNames.regulation}</legend>
          {REGULATION.map((detail) => (
            <button
              key={detail}
              type="button"
              disabled={idle}
              aria-pressed={tags?.regulation === detail}
              onClick={() => void panel.send("tag:add", { name: "regulation", detail })}
            >
              {live.regulationAre[detail]}
            </button>
          ))}
        </fieldset>
        <NoteLine panel={panel} />
        <button type="button" onClick={() => (keys.value = true)}>
          ♪ {live.keysInstead}
        </button>
      </div>
    </section>
  );

  function promptWord(detail: TagDetail): string {
    return (live.prompts as Readonly<Partial<Record<TagDetail, string>>>)[detail] ?? detail;
  }
}
