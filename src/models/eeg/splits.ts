import { Draws, type Random } from "../../engine/random.ts";
import type { Millis } from "../../engine/time/units.ts";
import { shuffle } from "../batches.ts";
import type { EegExample } from "./learner.ts";

/** What is learnt from and what is judged, by place in the list of examples. */
export interface Fold {
  readonly name: string;
  readonly training: readonly number[];
  readonly test: readonly number[];
}

/**
 * What a split answers. "participant": does it work on a new child? "session": does it work next time for this child? "parts" (fifths of
 * each recording, those that touch kept apart) and "windows" (drawn by chance): nothing; one recording lies on both sides, and the
 * figure is here to show what that does.
 */
export const SPLIT_KINDS = ["participant", "session", "parts", "windows"] as const;
export type SplitKind = (typeof SPLIT_KINDS)[number];

/** Kinds of splits whose figures are no result. */
export const LEAKY_KINDS: readonly SplitKind[] = ["parts", "windows"];

/** Folds of the leaky kinds. */
const PARTS = 5;

/** Examples of one recording that are nearer than this, a window's length, hang together. */
const APART: Millis = 2000;

type Placed = Pick<EegExample, "participant" | "session" | "recording" | "from" | "to">;

/** Places of the examples by a key, in order of first appearance. */
export function groupBy(examples: readonly Placed[], keyOf: (example: Placed) => string): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  for (const [i, example] of examples.entries()) {
    const key = keyOf(example);
    const group = groups.get(key);
    if (group) group.push(i);
    else groups.set(key, [i]);
  }
  return groups;
}

function near(one: Placed, other: Placed): boolean {
  return one.recording === other.recording && one.from < other.to + APART && other.from < one.to + APART;
}

/** The training examples that keep a window's length or more from every test example of their recording. */
export function purge(examples: readonly Placed[], training: readonly number[], test: readonly number[]): number[] {
  const byRecording = groupBy(examples, ({ recording }) => recording);
  const tested = new Set(test);
  return training.filter((i) => {
    const example = examples[i] as Placed;
    const others = byRecording.get(example.recording) ?? [];
    return !others.some((j) => tested.has(j) && near(example, examples[j] as Placed));
  });
}

/**
 * One sentence why a figure from this fold would be no answer to the question of its kind; undefined where it is clean. Every kind is
 * held to whole recordings; a participant's, or a session's, must lie on one side.
 */
export function leakIn(
  examples: readonly Placed[],
  { name, training, test }: Fold,
  kind: SplitKind,
): string | undefined {
  const groupings: [what: string, keyOf: (example: Placed) => string][] = [["recording", (one) => one.recording]];
  if (kind === "participant") groupings.push(["participant", (one) => one.participant]);
  if (kind === "session") groupings.push(["session", (one) => `${one.participant} ${one.session}`]);
  for (const [what, keyOf] of groupings.reverse()) {
    const learnt = new Set(training.map((i) => keyOf(examples[i] as Placed)));
    const both = test.map((i) => keyOf(examples[i] as Placed)).find((key) => learnt.has(key));
    if (both !== undefined) return `fold ${name}: ${what} ${both} is learnt from and judged`;
  }
  return undefined;
}

/** All places but those of the fold's test. */
function rest(examples: readonly Placed[], test: readonly number[]): number[] {
  const tested = new Set(test);
  return [...examples.keys()].filter((i) => !tested.has(i));
}

/** The folds of a kind of split over these examples. */
export function foldsOf(examples: readonly Placed[], kind: SplitKind, random: Random): Fold[] {
  switch (kind) {
    case "participant":
      return [...groupBy(examples, ({ participant }) => participant)].map(([name, test]) => ({
        name,
        training: rest(examples, test),
        test,
      }));
    case "session": {
      const participants = groupBy(examples, ({ participant }) => participant);
      return [...groupBy(examples, ({ participant, session }) => `${participant}, ${session}`)].map(([name, test]) => {
        const own = participants.get((examples[test[0] as number] as Placed).participant) ?? [];
        const tested = new Set(test);
        return { name, training: own.filter((i) => !tested.has(i)), test };
      });
    }
    case "parts": {
      const parts = new Map<number, number>();
      for (const group of groupBy(examples, ({ recording }) => recording).values()) {
        for (const [place, i] of group.entries()) parts.set(i, Math.floor((place * PARTS) / group.length));
      }
      return Array.from({ length: PARTS }, (_, part) => {
        const test = [...examples.keys()].filter((i) => parts.get(i) === part);
        return { name: `part ${part + 1}`, training: purge(examples, rest(examples, test), test), test };
      });
    }
    case "windows": {
      const order = [...examples.keys()];
      shuffle(order, new Draws(random));
      return Array.from({ length: PARTS }, (_, part) => {
        const test = order.filter((_place, i) => i % PARTS === part);
        return { name: `draw ${part + 1}`, training: rest(examples, test), test };
      });
    }
  }
}

/**
 * Folds for tuning within the examples that are learnt from: groups of participants, of sessions where there is one participant, of
 * recordings where there is one session. Only folds whose two sides hold both classes are kept; there may be none.
 */
export function innerFolds(
  examples: readonly (Placed & Pick<EegExample, "label">)[],
  random: Random,
  count = 4,
): Fold[] {
  const ways = [
    groupBy(examples, ({ participant }) => participant),
    groupBy(examples, ({ participant, session }) => `${participant} ${session}`),
    groupBy(examples, ({ recording }) => recording),
  ];
  const groups = [...(ways.find(({ size }) => size > 1) ?? new Map<string, number[]>()).values()];
  shuffle(groups, new Draws(random));
  const number = Math.min(count, groups.length);
  const both = (places: readonly number[]) => new Set(places.map((i) => examples[i]?.label)).size === 2;
  return Array.from({ length: number }, (_, part) => {
    const test = groups.filter((_group, i) => i % number === part).flat();
    return { name: `inner ${part + 1}`, training: rest(examples, test), test };
  }).filter(({ training, test }) => both(training) && both(test));
}
