import { Draws, type Random } from "../random.ts";
import type { Millis } from "../time/units.ts";
import { gate, type Measure, withheld } from "./measure.ts";
import { contourLetters, type Line, lineOf, rhythmLetters } from "./phrase-features.ts";
import type { Run } from "./preprocessing.ts";
import { correlation, mean, stringSimilarity, sum } from "./statistics.ts";
import { LONGEST_WAIT } from "./turns.ts";

/** A phrase of one player and the other player's phrase after it, which may copy it. */
export interface PhrasePair {
  readonly model: Run;
  readonly copy: Run;
}

/** How alike two phrases are, each part 0–1; undefined where there is nothing to compare. */
interface Likeness {
  readonly rhythm: number;
  readonly contour: number | undefined;
  readonly loud: number | undefined;
  readonly count: number;
}

/** Heuristic weights of measures.md; melody drops out for pads. */
const WEIGHTS = { rhythm: 0.5, contour: 0.2, count: 0.15, loud: 0.15 } as const;
const PAD_WEIGHTS = { rhythm: 0.65, contour: 0, count: 0.2, loud: 0.15 } as const;
/** Onsets of a phrase that is compared. */
const SIZE = { least: 2, most: 12 } as const;
/** A copy may begin this much before its model ends. */
const EARLY: Millis = 500;

/** Whether both phrases have 2–12 onsets. */
export function isComparable({ model, copy }: PhrasePair): boolean {
  return [model, copy].every(({ onsets }) => onsets.length >= SIZE.least && onsets.length <= SIZE.most);
}

/** Each phrase of `copies` that begins within −0.5 … `wait` ms of the end of the last phrase of `models` begun before it. */
export function pairPhrases(models: readonly Run[], copies: readonly Run[], wait: Millis = LONGEST_WAIT): PhrasePair[] {
  const used = new Set<Run>();
  return copies.flatMap((copy) => {
    const model = models.findLast(({ start }) => start < copy.start);
    if (!model || used.has(model)) return [];
    const offset = copy.start - model.end;
    if (offset < -EARLY || offset > wait) return [];
    used.add(model);
    return [{ model, copy }];
  });
}

/** The values stretched or shrunk to `length` by linear interpolation; `length` ≥ 2. */
export function resample(values: readonly number[], length: number): number[] {
  return Array.from({ length }, (_, i) => {
    const place = (i * (values.length - 1)) / (length - 1);
    const low = values[Math.floor(place)] ?? 0;
    return low + ((values[Math.ceil(place)] ?? low) - low) * (place - Math.floor(place));
  });
}

/** Pearson r of the velocities, the longer list shrunk to the shorter, not below 0; undefined where a phrase is evenly loud or has two onsets. */
function loudnessLikeness(model: Line, copy: Line): number | undefined {
  const length = Math.min(model.velocities.length, copy.velocities.length);
  if (length < 3) return undefined;
  const r = correlation(resample(model.velocities, length), resample(copy.velocities, length));
  return r === undefined ? undefined : Math.max(0, r);
}

/** How alike the phrases of a comparable pair are. Rhythm: edit similarity of S/M/L (Levenshtein as in Feng, Mahoor & Dino 2022). */
export function likeness(pair: PhrasePair): Likeness {
  const model = lineOf(pair.model);
  const copy = lineOf(pair.copy);
  const lengths = [model.at.length, copy.at.length];
  return {
    rhythm: stringSimilarity(rhythmLetters(model.at), rhythmLetters(copy.at)),
    contour:
      model.pad || copy.pad ? undefined : stringSimilarity(contourLetters(model.pitches), contourLetters(copy.pitches)),
    loud: loudnessLikeness(model, copy),
    count: 1 - (Math.max(...lengths) - Math.min(...lengths)) / Math.max(...lengths),
  };
}

/** Weighted mean of the parts; an undefined part is left out and the other weights share its place. */
export function totalLikeness(parts: Likeness): number {
  const weights = parts.contour === undefined ? PAD_WEIGHTS : WEIGHTS;
  const terms = (["rhythm", "contour", "loud", "count"] as const).flatMap((part) => {
    const value = parts[part];
    return value === undefined ? [] : [{ weight: weights[part], value }];
  });
  return sum(terms.map(({ weight, value }) => weight * value)) / sum(terms.map(({ weight }) => weight));
}

/**
 * What `imit_total` would be without copying: mean over 200 random pairings of these same phrases, none with its own
 * partner. Undefined below two comparable pairs. To be shown beside `imit_total`.
 */
export function chanceLikeness(pairs: readonly PhrasePair[], random: Random): number | undefined {
  const draws = new Draws(random);
  const compared = pairs.filter(isComparable);
  if (compared.length < 2) return undefined;
  const scores = Array.from({ length: 200 }, () => {
    const first = draws.whole(0, compared.length - 1);
    const second = (first + draws.whole(1, compared.length - 1)) % compared.length;
    const model = compared[first]?.model;
    const copy = compared[second]?.copy;
    return model && copy ? totalLikeness(likeness({ model, copy })) : 0;
  });
  return mean(scores);
}

const NEEDS = { least: 1, what: "pairs of phrases of 2–12 onsets" };

/**
 * `imit_rhythm`, `imit_contour`, `imit_loud`, `imit_count` and `imit_total`, copying, 0–1: means over the comparable pairs;
 * n = pairs that have the part, at least one. The weights are heuristic: report beside {@link chanceLikeness}.
 */
export function measureImitation(pairs: readonly PhrasePair[]): Measure[] {
  const all = pairs.filter(isComparable).map(likeness);
  const part = (id: "imit_rhythm" | "imit_contour" | "imit_loud" | "imit_count", key: keyof Likeness): Measure => {
    const values = all.map((parts) => parts[key]).filter((value) => value !== undefined);
    return gate(id, mean(values), values.length, NEEDS);
  };
  return [
    part("imit_rhythm", "rhythm"),
    part("imit_contour", "contour"),
    part("imit_loud", "loud"),
    part("imit_count", "count"),
    gate("imit_total", mean(all.map(totalLikeness)), all.length, NEEDS),
  ];
}

/**
 * `both_ways`: mean likeness of child's copies of the partner − mean likeness of partner's copies of the child; n = the
 * smaller number of pairs, at least one each way. A negative value shows that the partner mirrored, not the child.
 */
export function measureBothWays(byChild: readonly PhrasePair[], byPartner: readonly PhrasePair[]): Measure {
  const child = byChild.filter(isComparable).map((pair) => totalLikeness(likeness(pair)));
  const partner = byPartner.filter(isComparable).map((pair) => totalLikeness(likeness(pair)));
  const n = Math.min(child.length, partner.length);
  if (n === 0) return withheld("both_ways", 0, "Not enough playing: each player needs one phrase after the other's.");
  return gate("both_ways", (mean(child) ?? 0) - (mean(partner) ?? 0), n, NEEDS);
}
