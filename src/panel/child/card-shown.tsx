import type { ChildCardShown } from "../../server/protocol.ts";
import { words } from "../language.ts";
import type { Panel } from "../panel.ts";
import { Picture, PictureCard } from "./pictures.tsx";

/** What the therapist laid over the screen: what is first and what then, or that something is different today. */
export function CardShown({ panel, card }: { panel: Pick<Panel, "album">; card: ChildCardShown }) {
  const { child } = words.value;
  if (card.kind === "firstThen") {
    return (
      <ol class="first-then" aria-label={child.firstThen}>
        <li class="now">
          <PictureCard panel={panel} name={card.first} when={child.first} />
        </li>
        <li class="next">
          <PictureCard panel={panel} name={card.after} when={child.after} />
        </li>
      </ol>
    );
  }
  return (
    <div class="change" role="status">
      <p class="said">
        <Picture name="change" />
        {child.change}
      </p>
      {card.picture && (
        <p class="said now">
          <PictureCard panel={panel} name={card.picture} />
        </p>
      )}
    </div>
  );
}
