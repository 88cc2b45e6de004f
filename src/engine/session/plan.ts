import { Draws, seeded } from "../random.ts";
import type { Millis } from "../time/units.ts";
import type { TagName } from "./tags.ts";

/** A therapeutic stage of a session. */
export interface Phase {
  readonly name: string;
  /** What the panel says. */
  readonly label: string;
  readonly minutes: number;
  /** The card that the phase begins with when the therapist taps it. */
  readonly technique: string;
  /** On the child's schedule a surprise card stands here until the phase begins. */
  readonly surprise?: boolean;
  /** What the panel says instead, to whoever is not to know the phase. */
  readonly blind?: string;
  /** Phases of the same block, one after another, are shuffled where the plan says so. */
  readonly block?: number;
}

/** What a plan may hold besides its phases. */
export interface PlanOptions {
  /** The child's schedule shows what is first and what then, and no more. */
  readonly firstThen: boolean;
  /** Cards and tags that are within one tap in this session. */
  readonly pins: { readonly techniques: readonly string[]; readonly tags: readonly TagName[] };
  /** Phases come in the order they stand in: on, once more, or straight to the goodbye. */
  readonly lockOrder: boolean;
  /** Phases of a block come in an order drawn with this seed; null: as they stand. */
  readonly shuffle: number | null;
}

export const PLAIN_PLAN: PlanOptions = {
  firstThen: false,
  pins: { techniques: [], tags: [] },
  lockOrder: false,
  shuffle: null,
};

/** The phases a session is planned in, and the one it is in. A plan announces; only the therapist acts. */
export interface Plan {
  readonly phases: readonly Phase[];
  /** Number of the present phase; −1 before the first. */
  readonly phase: number;
  readonly since: Millis;
  /** Minutes added to the present phase. */
  readonly extra: number;
  /** How often the end of a phase is announced, the last ones of three; left out: three times. */
  readonly warnings?: number;
  readonly options: PlanOptions;
}

export const TEMPLATES = ["20", "30", "45"] as const;
export type TemplateName = (typeof TEMPLATES)[number];

/** practice.md 3: minutes of each phase for a session of 20, 30 and 45 minutes. */
const PHASES = [
  { name: "arrive", label: "Come in", technique: "silence", minutes: [1, 2, 3] },
  { name: "hello", label: "Hello song", technique: "hello", minutes: [2, 3, 4] },
  { name: "explore", label: "Explore", technique: "follow", minutes: [3, 5, 7] },
  { name: "childLed", label: "Child leads", technique: "ground", minutes: [6, 8, 13] },
  { name: "games", label: "Music games", technique: "answer", minutes: [4, 6, 9] },
  { name: "windDown", label: "Wind down", technique: "calm", minutes: [2, 3, 5] },
  { name: "goodbye", label: "Goodbye song", technique: "goodbye", minutes: [2, 3, 4] },
] as const;

/** Names of the phases there are. */
export const PHASE_NAMES = PHASES.map(({ name }) => name);
export type PhaseName = (typeof PHASES)[number]["name"];

/** A phase as the therapist plans it: which, how long, and with which card it begins. */
export interface PlannedPhase extends Omit<Phase, "name" | "label"> {
  readonly name: PhaseName;
}

/** Phases of a plan, and minutes of a phase, at the most. */
export const MOST_PHASES = 12;
export const LONGEST_PHASE = 60;

/** A plan of the therapist's own, before its first phase. Phases may come twice; unknown ones are left out. */
export function makePlan(phases: readonly PlannedPhase[], options: Partial<PlanOptions> = {}): Plan {
  const chosen = { ...PLAIN_PLAN, ...options };
  const planned = phases.slice(0, MOST_PHASES).flatMap((phase) => {
    const known = PHASES.find(({ name }) => name === phase.name);
    const minutes = Math.max(1, Math.min(LONGEST_PHASE, phase.minutes));
    return known ? [{ ...phase, label: known.label, minutes }] : [];
  });
  const order = chosen.shuffle === null ? planned : shuffleBlocks(planned, chosen.shuffle);
  return { phases: order, phase: -1, since: 0, extra: 0, options: chosen };
}

/** The phases with each run of one block's phases in an order drawn with `seed`; equal seeds give equal orders (Fisher–Yates). */
export function shuffleBlocks<T extends Pick<Phase, "block">>(phases: readonly T[], seed: number): T[] {
  const draws = new Draws(seeded(seed, "blocks of a plan"));
  const order = [...phases];
  for (let from = 0; from < order.length; ) {
    const block = order[from]?.block;
    let end = from + 1;
    while (block !== undefined && order[end]?.block === block) end++;
    for (let last = end - 1; last > from; last--) {
      const other = draws.whole(from, last);
      [order[last], order[other]] = [order[other] as T, order[last] as T];
    }
    from = end;
  }
  return order;
}

/** The plan of a template, before its first phase. */
export function openPlan(template: TemplateName): Plan {
  const place = TEMPLATES.indexOf(template);
  const phases = PHASES.map(({ minutes, ...phase }) => ({ ...phase, minutes: minutes[place] ?? minutes[1] }));
  return { phases, phase: -1, since: 0, extra: 0, options: PLAIN_PLAN };
}

/** The plan in the phase of a number, from now on; unchanged for a number that is none. */
export function enterPhase(plan: Plan, phase: number, at: Millis): Plan {
  return plan.phases[phase] ? { ...plan, phase, since: at, extra: 0 } : plan;
}

/** Whether that phase is what the plan foresees: the next one, or the present one once more. */
export function isForeseen(plan: Plan, phase: number): boolean {
  return phase === plan.phase || phase === plan.phase + 1;
}

/** Whether a plan whose order is locked leads there. The goodbye can always be reached. */
export function mayEnter(plan: Plan, phase: number): boolean {
  return !plan.options.lockOrder || isForeseen(plan, phase) || plan.phases[phase]?.name === "goodbye";
}

const MINUTE: Millis = 60_000;

/** When the present phase is planned to end; undefined before the first. */
export function phaseEnd({ phases, phase, since, extra }: Plan): Millis | undefined {
  const present = phases[phase];
  return present && since + (present.minutes + extra) * MINUTE;
}

/** What is announced before the end of a phase, and how long before. */
const ANNOUNCEMENTS: readonly { readonly before: Millis; readonly text: string }[] = [
  { before: 2 * MINUTE, text: "two minutes left" },
  { before: MINUTE, text: "one minute left" },
  { before: 0, text: "time for the last time" },
];

/** The next announcement after `at`; undefined when there is none. Nothing else happens then. */
export function announcementAfter(plan: Plan, at: Millis): { readonly at: Millis; readonly text: string } | undefined {
  const end = phaseEnd(plan);
  const label = plan.phases[plan.phase]?.label;
  if (end === undefined || label === undefined) return undefined;
  const announced = ANNOUNCEMENTS.slice(ANNOUNCEMENTS.length - (plan.warnings ?? ANNOUNCEMENTS.length));
  const next = announced.find(({ before }) => end - before > at && end - before > plan.since);
  return next && { at: end - next.before, text: `${label}: ${next.text}` };
}
