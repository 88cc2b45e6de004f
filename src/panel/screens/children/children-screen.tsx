import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";
import { route } from "../../route.ts";
import { ChildCardPage } from "./child-card-page.tsx";
import { ChildList } from "./child-list.tsx";

/** The list of children, or the card of the one that the address names. */
export function ChildrenScreen({ panel }: { panel: Panel }) {
  const { children: said, screens } = words.value;
  const [code, tab] = route.value.rest;
  if (code === undefined) return <ChildList panel={panel} />;
  const entry = panel.children.value.find(({ card }) => card.code === code);
  if (!entry) {
    return (
      <div class="sheet">
        <h2>{screens.children}</h2>
        <p class="card">{said.unknown}</p>
      </div>
    );
  }
  return <ChildCardPage key={code} panel={panel} entry={entry} tab={tab} />;
}
