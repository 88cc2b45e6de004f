import { HoldButton } from "../../frame/hold-button.tsx";
import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";
import { goTo } from "../../route.ts";
import type { TabProps } from "./child-card-page.tsx";

const HOLD = 2_000;

/** Out of sight, or gone for good. */
export function EraseTab({ panel, card }: TabProps & { panel: Panel }) {
  const { children: said, card: more } = words.value;
  const { archived, nickname, code } = card.value;
  return (
    <>
      <div class="line">
        <button type="button" onClick={() => (card.value = { ...card.peek(), archived: !archived })}>
          {archived ? said.unarchive : said.archive}
        </button>
      </div>
      <h3>{more.exportTitle}</h3>
      <p>{more.exportHow}</p>
      <div class="line">
        <a
          class="button"
          href={`/child-export.ndjson?code=${encodeURIComponent(code)}`}
          download={`${code}.ndjson`}
          aria-disabled={panel.running.value}
        >
          {more.export}
        </a>
      </div>
      <h3>{said.erase}</h3>
      <p>{said.eraseHow}</p>
      <div class="line">
        <HoldButton
          label={said.eraseHold(nickname || code)}
          hold={HOLD}
          onHeld={() => {
            void panel.send("children:erase", code).then((ack) => {
              if (ack.ok) goTo("children");
            });
          }}
        />
      </div>
    </>
  );
}
