import type { Millis } from "../time/units.ts";

/** A therapeutic stage of a session. */
export interface Phase {
  readonly name: string;
  /** What the panel says. */
  readonly label: string;
  readonly minutes: number;
  /** The card that the phase begins with when the therapist taps it. */
  readonly technique: string;
}

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
export interface PlannedPhase {
  readonly name: PhaseName;
  readonly minutes: number;
  readonly technique: string;
}

/** Phases of a plan, and minutes of a phase, at the most. */
export const MOST_PHASES = 12;
export const LONGEST_PHASE = 60;

/** A plan of the therapist's own, before its first phase. Phases may come twice; unknown ones are left out. */
export function makePlan(phases: readonly PlannedPhase[]): Plan {
  const planned = phases.slice(0, MOST_PHASES).flatMap(({ name, minutes, technique }) => {
    const known = PHASES.find((phase) => phase.name === name);
    const length = Math.max(1, Math.min(LONGEST_PHASE, minutes));
    return known ? [{ name, label: known.label, minutes: length, technique }] : [];
  });
  return { phases: planned, phase: -1, since: 0, extra: 0 };
}

/** The plan of a template, before its first phase. */
export function openPlan(template: TemplateName): Plan {
  const place = TEMPLATES.indexOf(template);
  const phases = PHASES.map(({ minutes, ...phase }) => ({ ...phase, minutes: minutes[place] ?? minutes[1] }));
  return { phases, phase: -1, since: 0, extra: 0 };
}

/** The plan in the phase of a number, from now on; unchanged for a number that is none. */
export function enterPhase(plan: Plan, phase: number, at: Millis): Plan {
  return plan.phases[phase] ? { ...plan, phase, since: at, extra: 0 } : plan;
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
