/** What the child's own screen shows. It changes only by the therapist's hand. */
export const CHILD_MODES = ["blank", "schedule", "turn", "play", "choice", "calm"] as const;
export type ChildMode = (typeof CHILD_MODES)[number];

/** Pictures that a child can choose from; each stands beside its word. */
export const CHOICES = ["drum", "keys", "song", "robot", "quiet", "fast", "slow", "again", "dance", "done"] as const;
export type Choice = (typeof CHOICES)[number];

/** The child's screen. Plain JSON. */
export interface ChildView {
  readonly mode: ChildMode;
  /** Pads to play on, 1–12. */
  readonly pads: number;
  /** Two to four pictures to choose from. */
  readonly choices: readonly Choice[];
  /** What the child chose; null until it did. */
  readonly chosen: Choice | null;
}

export const BLANK: ChildView = { mode: "blank", pads: 5, choices: ["drum", "keys"], chosen: null };

const MOST_PADS = 12;
const FEWEST_CHOICES = 2;
const MOST_CHOICES = 4;

/** The screen after a change by the therapist. A new choice begins unanswered. */
export function changeChildView(view: ChildView, change: Partial<Omit<ChildView, "chosen">>): ChildView {
  const choices = [...new Set(change.choices ?? view.choices)].slice(0, MOST_CHOICES);
  const pads = Math.max(1, Math.min(MOST_PADS, Math.round(change.pads ?? view.pads)));
  return {
    mode: change.mode ?? view.mode,
    pads: Number.isNaN(pads) ? view.pads : pads,
    choices: choices.length >= FEWEST_CHOICES ? choices : view.choices,
    chosen: null,
  };
}

/** The screen once the child has chosen; unchanged where that was not to be chosen. */
export function chooseOnView(view: ChildView, choice: Choice): ChildView {
  return view.mode === "choice" && view.choices.includes(choice) ? { ...view, chosen: choice } : view;
}
