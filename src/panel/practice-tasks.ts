import { effect, signal } from "@preact/signals";
import type { Millis, View } from "../server/protocol.ts";
import type { Panel } from "./panel.ts";

export const TASKS = ["start", "space", "card", "break", "windDown", "stop"] as const;
export type Task = (typeof TASKS)[number];

/** What is said of how the adult did it. Nothing is said of the child. */
export type Feedback =
  | { readonly task: "space"; readonly said: "spaceKept" | "spaceBroken"; readonly seconds: number }
  | { readonly task: "stop"; readonly said: "stopped"; readonly seconds: number }
  | { readonly task: "windDown"; readonly said: "woundDown"; readonly seconds: number }
  | { readonly task: "windDown"; readonly said: "windBroken" };

/** What the adult has tried in this page. Nothing is counted of the child. */
export const tried = signal<ReadonlySet<Task>>(new Set());
/** How it went the last time, by task. */
export const feedback = signal<Readonly<Partial<Record<Task, Feedback>>>>({});

const LONG_SPACE = 8;

type Shown = Pick<View, "running" | "space" | "partner" | "technique" | "onBreak" | "stopped">;

/** When the things that take a while began, session time; undefined for what does not go on. */
export interface Begun {
  readonly space?: Millis | undefined;
  readonly stop?: Millis | undefined;
  readonly windDown?: Millis | undefined;
}

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

/** What a change shows of how the adult did it, and what goes on after it. `at` is session time. */
export function followTasks(
  begun: Begun,
  before: Shown,
  after: Shown,
  at: Millis,
): { readonly begun: Begun; readonly said: readonly Feedback[] } {
  const said: Feedback[] = [];
  let { space, stop, windDown } = begun;
  const since = (from: Millis): number => Math.max(1, Math.round((at - from) / 1_000));
  const inSpace = after.partner === "space";
  if (inSpace && space === undefined) space = at;
  if (!inSpace && space !== undefined) {
    said.push({ task: "space", said: before.space.broken ? "spaceBroken" : "spaceKept", seconds: since(space) });
    space = undefined;
  }
  if (after.stopped && stop === undefined) stop = at;
  if (!after.stopped && stop !== undefined) {
    said.push({ task: "stop", said: "stopped", seconds: since(stop) });
    stop = undefined;
  }
  if (after.partner === "ending" && windDown === undefined) windDown = at;
  if (after.partner !== "ending" && windDown !== undefined) {
    const silent = after.partner === "silent" && after.technique === before.technique;
    if (!after.stopped) {
      said.push(
        silent
          ? { task: "windDown", said: "woundDown", seconds: since(windDown) }
          : { task: "windDown", said: "windBroken" },
      );
    }
    windDown = undefined;
  }
  return { begun: { space, stop, windDown }, said };
}

/** Watches the session for what was tried, and for how. */
export function watchTasks(panel: Panel): void {
  let before: Shown | null = null;
  let begun: Begun = {};
  effect(() => {
    const view = panel.view.value;
    const after = view && whatShows(view);
    if (before && after) {
      const done = triedIn(before, after).filter((task) => !tried.peek().has(task));
      if (done.length > 0) tried.value = new Set([...tried.peek(), ...done]);
      const followed = followTasks(begun, before, after, panel.sessionNow() ?? 0);
      begun = followed.begun;
      if (followed.said.length > 0) {
        feedback.value = { ...feedback.peek(), ...Object.fromEntries(followed.said.map((one) => [one.task, one])) };
      }
    }
    before = after;
  });
}
