import { effect, signal } from "@preact/signals";
import type { View } from "../server/protocol.ts";
import type { Panel } from "./panel.ts";

export const TASKS = ["start", "space", "card", "break", "windDown", "stop"] as const;
export type Task = (typeof TASKS)[number];

/** What the adult has tried in this page. Nothing is counted of the child. */
export const tried = signal<ReadonlySet<Task>>(new Set());

const LONG_SPACE = 8;

type Shown = Pick<View, "running" | "space" | "partner" | "technique" | "onBreak" | "stopped">;

/** The view's parts change under one's hands: these are kept as they are now. */
function whatShows({ running, space, partner, technique, onBreak, stopped }: View): Shown {
  return { running, space, partner, technique, onBreak, stopped };
}

/** What a change from one view to the next shows that the adult has done. */
export function triedIn(before: Shown, after: Shown): Task[] {
  const done: Task[] = [];
  if (!before.running && after.running) done.push("start");
  if (after.space.seconds >= LONG_SPACE && after.partner === "space") done.push("space");
  if (before.running && after.running && before.technique !== after.technique) done.push("card");
  if (before.onBreak && !after.onBreak && !after.stopped) done.push("break");
  if (before.partner !== "ending" && after.partner === "ending") done.push("windDown");
  if (before.stopped && !after.stopped) done.push("stop");
  return done;
}

/** Watches the session for what was tried. */
export function watchTasks(panel: Panel): void {
  let before: Shown | null = null;
  effect(() => {
    const view = panel.view.value;
    const after = view && whatShows(view);
    if (before && after) {
      const done = triedIn(before, after).filter((task) => !tried.peek().has(task));
      if (done.length > 0) tried.value = new Set([...tried.peek(), ...done]);
    }
    before = after;
  });
}
