import { signal } from "@preact/signals";
import type { KeptPlan, LastSession, PhaseName, Plan, PlannedPhase, PlanOptions } from "../../../server/protocol.ts";

/** A plan while it is being made. */
export interface Draft {
  readonly phases: readonly PlannedPhase[];
  readonly options: PlanOptions;
}

export const MOST_PHASES = 12;
export const LONGEST_PHASE = 60;
export const PHASES: readonly PhaseName[] = ["arrive", "hello", "explore", "childLed", "games", "windDown", "goodbye"];
/** The card that a phase usually begins with. */
const CARDS: Readonly<Record<PhaseName, string>> = {
  arrive: "silence",
  hello: "hello",
  explore: "follow",
  childLed: "ground",
  games: "answer",
  windDown: "calm",
  goodbye: "goodbye",
};

export const BLANK_DRAFT: Draft = {
  phases: [],
  options: { firstThen: false, pins: { techniques: [], tags: [] }, lockOrder: false, shuffle: null },
};

/** The plan that is being made; null: the one in use is shown. It outlives a look at another screen. */
export const draft = signal<Draft | null>(null);

/** The plan in use as one to go on from. */
export function draftOf(plan: Plan | null | undefined): Draft {
  if (!plan) return BLANK_DRAFT;
  const phases = plan.phases.map(({ label: _, ...phase }) => phase as PlannedPhase);
  return { phases, options: plan.options };
}

/** A plan that was kept, or the last session's, as one to go on from: without its name, and without what came of it. */
export function draftFrom({ phases, options }: KeptPlan | LastSession): Draft {
  return { phases: phases.map(({ took: _, ...phase }: PlannedPhase & { took?: number }) => phase), options };
}

export function newPhase(name: PhaseName): PlannedPhase {
  return { name, minutes: 3, technique: CARDS[name] };
}

/** The list with one of its places given to another: what was between moves up or down. */
export function moved<T>(list: readonly T[], from: number, to: number): readonly T[] {
  const one = list[from];
  if (one === undefined || to < 0 || to >= list.length) return list;
  const others = list.filter((_, place) => place !== from);
  return [...others.slice(0, to), one, ...others.slice(to)];
}

/** How many minutes more (less: negative) each phase needed than was planned, by the last session. Phases left out are not counted. */
export function neededMore(last: LastSession): { readonly name: string; readonly more: number }[] {
  return last.phases
    .filter(({ took }) => took > 0)
    .map(({ name, minutes, took }) => ({ name, more: Math.round(took - minutes) }))
    .filter(({ more }) => more !== 0);
}
