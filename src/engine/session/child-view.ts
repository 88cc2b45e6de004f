import type { KeyColour } from "../instruments/instrument-settings.ts";
import type { Pitch } from "../time/units.ts";
import type { Picture } from "./pictures.ts";

/** What the child's own screen shows. It changes only by the therapist's hand. */
export const CHILD_MODES = ["blank", "schedule", "turn", "play", "choice", "calm"] as const;
export type ChildMode = (typeof CHILD_MODES)[number];

/** How the places to play on look: shapes in soft colours, plain colours, tall keys, or as the room's instrument is laid out. */
export const PAD_LOOKS = ["shapes", "colours", "keys", "instrument"] as const;
export type PadLook = (typeof PAD_LOOKS)[number];

/** A card that lies over whatever the screen shows: what comes first and what then; or that something is different today. */
export type ChildCardShown =
  | { readonly kind: "firstThen"; readonly first: Picture; readonly after: Picture }
  | { readonly kind: "change"; readonly picture: Picture | null };

/** Tokens that the therapist takes away one by one, so that an end can be seen coming without a clock. */
export interface Tokens {
  readonly left: number;
  readonly of: number;
}

/** The child's screen. Plain JSON. */
export interface ChildView {
  readonly mode: ChildMode;
  /** Pads to play on, 1–12. */
  readonly pads: number;
  readonly look: PadLook;
  /** Two to four pictures to choose from. */
  readonly choices: readonly Picture[];
  /** What the child chose; null until it did. */
  readonly chosen: Picture | null;
  /** Null: none are shown. */
  readonly tokens: Tokens | null;
  readonly card: ChildCardShown | null;
  /** Whether the calm shape breathes, where it may. */
  readonly breathes: boolean;
  /** Whether there is a card to ask for more. */
  readonly more: boolean;
  /** How often the child has asked for more since that card was put there. */
  readonly asked: number;
}

/** What is settled for this child before the session; from its card. */
export interface ChildScreen {
  /** Calm light, or dim. */
  readonly theme: "light" | "dim";
  /** Whether anything may move on it: never where seizures are known, or not asked after yet. */
  readonly mayMove: boolean;
  /** Whether it begins with a card to ask for more. */
  readonly more: boolean;
}

/** A place to play on, as it was learnt on the child's instrument. */
export interface PadPlace {
  readonly pitch: Pitch;
  /** A drum of General MIDI's percussion, not a note. */
  readonly drum: boolean;
  readonly colour: KeyColour;
}

export const USUAL_SCREEN: ChildScreen = { theme: "light", mayMove: false, more: false };

export const BLANK: ChildView = {
  mode: "blank",
  pads: 5,
  look: "shapes",
  choices: ["drum", "keys"],
  chosen: null,
  tokens: null,
  card: null,
  breathes: false,
  more: false,
  asked: 0,
};

export const MOST_PADS = 12;
const FEWEST_CHOICES = 2;
const MOST_CHOICES = 4;
export const MOST_TOKENS = 5;

/** What the therapist can set of it. */
export type ChildViewChange = Partial<Omit<ChildView, "chosen" | "asked">>;

/** The screen after a change by the therapist. A new choice begins unanswered; what else is changed leaves an answer as it is. */
export function changeChildView(view: ChildView, change: ChildViewChange): ChildView {
  const choices = [...new Set(change.choices ?? view.choices)].slice(0, MOST_CHOICES);
  const pads = Math.max(1, Math.min(MOST_PADS, Math.round(change.pads ?? view.pads)));
  const asksAnew = change.choices !== undefined || change.mode !== undefined;
  return {
    mode: change.mode ?? view.mode,
    pads: Number.isNaN(pads) ? view.pads : pads,
    look: change.look ?? view.look,
    choices: choices.length >= FEWEST_CHOICES ? choices : view.choices,
    chosen: asksAnew ? null : view.chosen,
    tokens: change.tokens === undefined ? view.tokens : boundTokens(change.tokens),
    card: change.card === undefined ? view.card : change.card,
    breathes: change.breathes ?? view.breathes,
    more: change.more ?? view.more,
    asked: change.more === undefined ? view.asked : 0,
  };
}

function boundTokens(tokens: Tokens | null): Tokens | null {
  if (!tokens) return null;
  const of = Math.max(1, Math.min(MOST_TOKENS, Math.round(tokens.of)));
  const left = Math.max(0, Math.min(of, Math.round(tokens.left)));
  return Number.isNaN(of + left) ? null : { left, of };
}

/** The screen once the child has chosen; unchanged where that was not to be chosen, or where it has chosen already. */
export function chooseOnView(view: ChildView, choice: Picture): ChildView {
  const open = view.mode === "choice" && view.chosen === null;
  return open && view.choices.includes(choice) ? { ...view, chosen: choice } : view;
}

/** The screen once the child has asked for more; unchanged where there is no card for that. */
export function askOnView(view: ChildView): ChildView {
  return view.more ? { ...view, asked: view.asked + 1 } : view;
}
