import type { Profile } from "../profile.ts";

/** Why something did not leave as it was asked for. The later stands before the earlier where only one is told. */
export const REASONS = [
  "rise",
  "length",
  "pitch",
  "loudness",
  "overlap",
  "chord",
  "density",
  "blocked",
  "share",
  "nonsense",
] as const;
export type Reason = (typeof REASONS)[number];

/** How often each limit held something back. */
export type Held = Readonly<Record<Reason, number>>;

export const NOTHING_HELD: Held = {
  rise: 0,
  length: 0,
  pitch: 0,
  loudness: 0,
  overlap: 0,
  chord: 0,
  density: 0,
  blocked: 0,
  share: 0,
  nonsense: 0,
};

/** A partner that begins quietly and rises is nothing to be told of. */
const WORDS: Readonly<Record<Reason, string | null>> = {
  rise: null,
  length: "a long note was shortened",
  pitch: "the pitch was moved by an octave",
  loudness: "the loudness was held at the cap",
  overlap: "a note was left out: it still sounded",
  chord: "notes were left out: too many at once",
  density: "notes were left out: they came too fast",
  blocked: "a sound that is off was left out or replaced",
  share: "notes were left out: the partner had its share of this phase",
  nonsense: "a note was left out: it made no sense",
};

/** The words for the weightiest of these reasons; null when there is nothing to tell. */
export function wordsFor(reasons: ReadonlySet<Reason>): string | null {
  const weightiest = REASONS.findLast((reason) => reasons.has(reason));
  return weightiest === undefined ? null : WORDS[weightiest];
}

/** One sentence for the panel. */
export function tellHeld({ name }: Pick<Profile, "name">, words: string): string {
  return `${name ? `At ${name}'s limit` : "At the limit"}: ${words}`;
}
