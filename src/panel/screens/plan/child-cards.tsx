import { useSignal } from "@preact/signals";
import type { ChildView, Picture } from "../../../server/protocol.ts";
import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";
import { PictureChoice } from "./picture-picker.tsx";

const TOKENS = 5;

/** Cards that are laid over the child's screen, tokens that are taken away one by one, and the card to ask for more. */
export function ChildCards({ panel, view }: { panel: Panel; view: ChildView }) {
  const { child } = words.value;
  const first = useSignal<Picture>("song");
  const after = useSignal<Picture>("drum");
  const { card, tokens } = view;
  return (
    <>
      <fieldset class="line">
        <legend>{child.firstThen}</legend>
        <PictureChoice
          panel={panel}
          label={child.first}
          value={first.value}
          onChoose={(name) => (first.value = name)}
        />
        <PictureChoice
          panel={panel}
          label={child.after}
          value={after.value}
          onChoose={(name) => (after.value = name)}
        />
        <button
          type="button"
          aria-pressed={card?.kind === "firstThen"}
          onClick={() => {
            const shown = { kind: "firstThen", first: first.value, after: after.value } as const;
            void panel.send("childview:set", { card: card?.kind === "firstThen" ? null : shown });
          }}
        >
          {card?.kind === "firstThen" ? child.takeAway : child.show}
        </button>
      </fieldset>
      <div class="line">
        <button
          type="button"
          aria-pressed={card?.kind === "change"}
          onClick={() => {
            const shown = { kind: "change", picture: null } as const;
            void panel.send("childview:set", { card: card?.kind === "change" ? null : shown });
          }}
        >
          {child.change}
          {card?.kind === "change" && ` ✓ ${child.takeAway}`}
        </button>
        <button
          type="button"
          aria-pressed={view.more}
          onClick={() => void panel.send("childview:set", { more: !view.more })}
        >
          {child.moreCard}
          {view.more && " ✓"}
        </button>
        {view.more && <p role="status">{child.asked(view.asked)}</p>}
      </div>
      <fieldset class="line">
        <legend>{child.tokensLabel}</legend>
        <button
          type="button"
          onClick={() => void panel.send("childview:set", { tokens: { left: TOKENS, of: TOKENS } })}
        >
          {child.layOut(TOKENS)}
        </button>
        <button
          type="button"
          class="main"
          disabled={!tokens || tokens.left === 0}
          onClick={() => {
            if (tokens) void panel.send("childview:set", { tokens: { ...tokens, left: tokens.left - 1 } });
          }}
        >
          {child.takeToken}
        </button>
        <button type="button" disabled={!tokens} onClick={() => void panel.send("childview:set", { tokens: null })}>
          {child.noTokens}
        </button>
        {tokens && <p role="status">{child.tokens(tokens.left, tokens.of)}</p>}
      </fieldset>
    </>
  );
}
