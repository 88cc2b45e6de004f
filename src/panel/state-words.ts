import type { Millis, View } from "../server/protocol.ts";

/** The partner's state: its words, which are also read aloud, and what is left of a space ("– 3 s") or nothing. */
export interface StateWords {
  readonly words: string;
  readonly count: string;
}

const COUNTING = / – \d+ s.*$/;

/** `now` is session time. A space counts down here, between the engine's states. */
export function stateWords(view: View | null, stopped: boolean, now: Millis | undefined): StateWords {
  if (stopped) return { words: "Stopped", count: "" };
  if (!view) return { words: "Waiting for the engine", count: "" };
  const words = view.label.replace(COUNTING, "");
  const { endsAt } = view.space;
  if (view.partner !== "space" || endsAt === null || now === undefined)
    return { words, count: view.label.slice(words.length + 1) };
  return { words, count: `– ${Math.max(1, Math.ceil((endsAt - now) / 1000))} s` };
}
