import type { Steering } from "../partner/steering.ts";
import type { Millis } from "../time/units.ts";
import type { Plan } from "./plan.ts";
import type { Sounds } from "./sounds.ts";

/** What can be taken back: what the therapist set, and which card was on. STOP is never undone; it is continued. */
export interface Setting {
  readonly steering: Steering;
  readonly technique: string;
  readonly sounds: Sounds;
  /** Only where the change was to another phase. */
  readonly plan?: Plan;
}

/** Settings before the present one, newest last, and those that were taken back, newest last. */
export interface History {
  readonly past: readonly Setting[];
  readonly future: readonly Setting[];
  /** When the newest change came, and what it changed: steps of one hold are one change. */
  readonly changedAt: Millis;
  readonly changed: string;
}

export const NO_HISTORY: History = { past: [], future: [], changedAt: Number.NEGATIVE_INFINITY, changed: "" };

const KEPT = 50;
/** Changes of the same thing that follow each other so closely are one. */
const ONE_CHANGE: Millis = 1_500;

/** The history once `before` has been changed at `at`. `changed` names what: the same name soon again joins the change. */
export function remember(history: History, at: Millis, before: Setting, changed: string): History {
  const joins = changed === history.changed && at - history.changedAt < ONE_CHANGE && history.past.length > 0;
  const past = joins ? history.past : [...history.past, before].slice(-KEPT);
  return { past, future: [], changedAt: at, changed };
}

/** A step back: the setting to return to, and the history then. Undefined when there is none. */
export function takeBack(history: History, present: Setting): { setting: Setting; history: History } | undefined {
  const setting = history.past.at(-1);
  if (!setting) return undefined;
  const { past, future } = history;
  return { setting, history: { ...NO_HISTORY, past: past.slice(0, -1), future: [...future, present].slice(-KEPT) } };
}

/** A step forward again. */
export function redo(history: History, present: Setting): { setting: Setting; history: History } | undefined {
  const setting = history.future.at(-1);
  if (!setting) return undefined;
  const { past, future } = history;
  return { setting, history: { ...NO_HISTORY, past: [...past, present].slice(-KEPT), future: future.slice(0, -1) } };
}
