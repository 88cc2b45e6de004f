import type { Millis, View } from "../server/protocol.ts";
import type { Catalogue } from "./languages/catalogue.ts";

/** The partner's state: its words, which are also read aloud, and what is left of a space ("– 3 s") or nothing. */
export interface StateWords {
  readonly words: string;
  readonly count: string;
}

/** `now` is session time. A space counts down here, between the engine's states. */
export function stateWords(
  view: View | null,
  stopped: boolean,
  now: Millis | undefined,
  said: Catalogue["state"],
): StateWords {
  if (!view && !stopped) return { words: said.waitingForEngine, count: "" };
  if (stopped || !view) return { words: said.stopped, count: "" };
  if (view.running && !view.onBreak && !view.quiet && view.partner === "space") {
    const left = ((view.space.endsAt ?? view.at) - (now ?? view.at)) / 1000;
    return { words: said.yourTurn, count: said.secondsLeft(Math.max(1, Math.ceil(left))) };
  }
  return { words: plainly(view, said), count: "" };
}

function plainly(view: View, said: Catalogue["state"]): string {
  if (!view.running) return said.ready;
  if (view.onBreak) return said.onBreak;
  if (view.quiet) return said.quiet;
  switch (view.partner) {
    case "silent":
      return said.silent;
    case "listening":
      return said.listening;
    case "breath":
    case "playing":
    case "offerAgain":
      return said.myTurn;
    case "accompanying":
      return said.accompanying;
    case "ending":
      return said.ending;
    case "space":
      return said.yourTurn;
    case "waiting":
      return said.waiting;
    case "stopped":
      return said.stopped;
  }
}
