/** What a number counts: milliseconds, decibels, a share of 1, bars, things, or steps of a scale of our own. */
export type ParameterUnit = "ms" | "dB" | "share" | "bars" | "count" | "level";

/** A number of the partner's that the therapist may set. */
export interface Parameter {
  readonly unit: ParameterUnit;
  readonly least: number;
  readonly most: number;
  /** What a slider moves by. Values between are allowed, but for whole numbers. */
  readonly step: number;
  /** What it is until somebody sets it. Null: the partner's own rule, and null may be set again. */
  readonly usual: number | null;
  readonly whole?: true;
  /** The cards that use it, by name; none: whatever card is on. */
  readonly cards: readonly string[];
}

const TURNS = ["answer", "imitate", "exaggerate", "complete", "repeat", "model"] as const;
const BEATS = ["ground", "follow", "synchronise", "incorporate", "pace", "reflect", "stopGo"] as const;

/**
 * The numbers of practice.md 8 and of how closely the partner keeps to the child, in the order in which a card's sheet shows
 * them. The limits of the last stage hold whatever is set here.
 */
export const PARAMETERS = {
  /** Silence after the partner's turn that belongs to the child. */
  space: { unit: "ms", least: 2_000, most: 60_000, step: 1_000, usual: 5_000, cards: ["makeSpace", ...TURNS] },
  /** The least silence that ends the child's phrase; longer where the child plays slowly. */
  phraseEnd: { unit: "ms", least: 300, most: 4_000, step: 100, usual: 600, cards: [] },
  /** From the end of the phrase to the answer. Null: half a beat, 300 ms at the least. */
  breath: { unit: "ms", least: 0, most: 4_000, step: 100, usual: null, cards: TURNS },
  /** An answer or a copy is no longer, and never longer than the phrase. */
  answerLength: {
    unit: "ms",
    least: 500,
    most: 12_000,
    step: 500,
    usual: 8_000,
    cards: ["answer", "imitate", "exaggerate"],
  },
  /** An answer has this share of the child's notes and one more, at the most. */
  answerNotes: { unit: "share", least: 0.25, most: 1, step: 0.25, usual: 1, cards: ["answer"] },
  /** The partner's turn against the child's loudness. */
  softer: { unit: "dB", least: -18, most: 0, step: 1, usual: -6, cards: TURNS },
  /** How far an answer leaves the ups and downs of the phrase: 0 keeps to them, 1 goes its own way. */
  variation: { unit: "share", least: 0, most: 1, step: 0.1, usual: 0.5, cards: ["answer"] },
  /** The share of the intervals between onsets that an imitation keeps. */
  rhythmKept: { unit: "share", least: 0.5, most: 1, step: 0.05, usual: 0.9, cards: ["imitate"] },
  /** The share of the melody's steps, up or down, that an imitation keeps. */
  melodyKept: { unit: "share", least: 0.4, most: 1, step: 0.05, usual: 0.8, cards: ["imitate"] },
  /** Prompts after an offer that stayed unanswered. */
  prompts: { unit: "count", least: 0, most: 2, step: 1, usual: 2, whole: true, cards: TURNS },
  /** An offer made again against the first. */
  softerAgain: { unit: "dB", least: -9, most: 0, step: 1, usual: -3, cards: TURNS },
  /** Silence after which the partner may begin by itself. Null: never. */
  mayStart: { unit: "ms", least: 5_000, most: 60_000, step: 5_000, usual: null, cards: ["answer"] },
  /** A partner that yields to the child fades so long. */
  yieldFade: { unit: "ms", least: 50, most: 250, step: 50, usual: 150, cards: TURNS },
  /** How far an accompaniment is turned down while the child plays. */
  duck: { unit: "dB", least: -18, most: -3, step: 1, usual: -6, cards: BEATS },
  /** Chords: 0 the home chord alone, 1 chords that follow the child, 2 with sevenths. */
  richness: { unit: "level", least: 0, most: 2, step: 1, usual: 1, whole: true, cards: BEATS },
  /** The share of the way to the child's tempo that is the child's to ask for. */
  leads: { unit: "share", least: 0.2, most: 1, step: 0.1, usual: 1, cards: BEATS },
  /** The time constant of following the child's tempo. */
  followBars: { unit: "bars", least: 0.5, most: 8, step: 0.5, usual: 2, cards: BEATS },
  /** The tempo changes by this share a bar, at the most, and never by more than 5 BPM a second. */
  tempoChange: { unit: "share", least: 0.02, most: 0.08, step: 0.01, usual: 0.08, cards: BEATS },
  /** Nobody is followed whose intervals vary by more than this share (coefficient of variation). */
  unevenness: { unit: "share", least: 0.15, most: 0.5, step: 0.05, usual: 0.35, cards: BEATS },
  /** The most of the sounding time of a phase that is the partner's melody. Null, and never more than: what the child's limits say. */
  share: { unit: "share", least: 0.1, most: 0.8, step: 0.05, usual: null, cards: [] },
  /** Length of the cadence at the end, before it slows. */
  cadence: { unit: "ms", least: 4_000, most: 6_500, step: 500, usual: 5_200, cards: ["ending"] },
  /** How much the cadence slows. */
  ritard: { unit: "share", least: 0.1, most: 0.2, step: 0.01, usual: 0.15, cards: ["ending"] },
} as const satisfies Record<string, Parameter>;

export type ParameterName = keyof typeof PARAMETERS;

/** A value for each of {@link PARAMETERS}. */
export type Parameters = {
  readonly [Name in ParameterName]: (typeof PARAMETERS)[Name]["usual"] extends null ? number | null : number;
};

const NAMES = Object.keys(PARAMETERS) as ParameterName[];

/** What nobody has set. */
export const USUAL = Object.fromEntries(NAMES.map((name) => [name, PARAMETERS[name].usual])) as Parameters;

/** The parameters that a card uses and that are its own, in the order of the table. */
export function parametersOf(card: string): ParameterName[] {
  return NAMES.filter((name) => (PARAMETERS[name].cards as readonly string[]).includes(card));
}

/** A value brought into its range; what is no number, or a null that means nothing, leaves it as it was. */
function settle(name: ParameterName, value: number | null | undefined, before: number | null): number | null {
  const { least, most, usual, whole }: Parameter = PARAMETERS[name];
  if (value === undefined || (value === null && usual !== null) || Number.isNaN(value)) return before;
  if (value === null) return null;
  const inRange = Math.max(least, Math.min(most, value));
  return whole ? Math.round(inRange) : inRange;
}

/** The parameters after a change, each inside its range. */
export function setParameters(before: Parameters, change: Partial<Parameters>): Parameters {
  return Object.fromEntries(NAMES.map((name) => [name, settle(name, change[name], before[name])])) as Parameters;
}
