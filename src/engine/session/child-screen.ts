import type { Millis } from "../time/units.ts";
import {
  askOnView,
  BLANK,
  type ChildView,
  changeChildView,
  chooseOnView,
  MOST_PADS,
  type PadPlace,
} from "./child-view.ts";
import type { ChildViewEvent } from "./event.ts";
import { decide } from "./perform.ts";
import type { Session } from "./session.ts";

/** What happens on the child's screen, and to it. It is told; what comes of it is the therapist's. */
export function turnChildScreen(session: Session, event: ChildViewEvent): Session {
  switch (event.kind) {
    case "childView":
      return { ...session, childView: changeChildView(session.childView, event.change) };
    case "choice":
      return tellOf(
        session,
        event.at,
        chooseOnView(session.childView, event.choice),
        `The child chose: ${event.choice}`,
      );
    case "more":
      return tellOf(session, event.at, askOnView(session.childView), "The child asked for more");
  }
}

function tellOf(session: Session, at: Millis, childView: ChildView, text: string): Session {
  return childView === session.childView ? session : decide({ ...session, childView }, at, text);
}

/** What the child's first instrument plays by keys or pads that were learnt, the lowest first; empty where nothing was learnt. */
export function layoutOf({ settings }: Session): PadPlace[] {
  const instrument = Object.values(settings.instruments ?? {}).find(
    ({ player, learnt }) => player === "child" && learnt.length > 0,
  );
  return (instrument?.learnt ?? [])
    .flatMap(({ sound, colour }) => (sound ? [{ ...sound, colour }] : []))
    .sort((one, other) => one.pitch - other.pitch)
    .slice(0, MOST_PADS);
}

/** The child's screen when nothing goes on: blank, with the cards that are this child's. */
export function restScreen(session: Session): ChildView {
  return { ...BLANK, more: session.settings.childScreen?.more ?? false };
}
