import type { Key } from "../music/key.ts";
import { levelOf } from "../music/level.ts";
import { type Scale, scaleOf } from "../music/scale.ts";
import type { Bpm, Decibels, Millis, Pitch } from "../time/units.ts";
import { foldedVariation, intervalsBetween } from "./interval.ts";
import { type Motif, motifsOf } from "./motif.ts";
import type { Listening } from "./phrase.ts";
import { steadyBeat } from "./pulse-tracker.ts";
import { soundingTimes } from "./tonality.ts";
import { WINDOW } from "./window.ts";

/** How somebody plays. */
export interface Manner {
  /** Onsets a second, over the last six. */
  readonly density: number;
  /** Mean level of the notes, relative to velocity 127. */
  readonly level: Decibels;
  /** Mean pitch of the notes that have one; undefined when all of them are strokes on pads. */
  readonly register: Pitch | undefined;
}

/** Intervals that unevenness is told from, at the least. practice.md 5, Synchronise: the last four to eight. */
const FEWEST_INTERVALS = 4;

/** The tempo of the beat that is kept; undefined when there is no steady one. */
export function tempoHeard({ pulse }: Listening): Bpm | undefined {
  return steadyBeat(pulse)?.tempo;
}

/** How uneven the last four to eight intervals between onsets are, folded (measures.md, `steady_cv`); undefined below four. */
export function unevenness({ onsets }: Listening): number | undefined {
  return foldedVariation(intervalsBetween(onsets), FEWEST_INTERVALS);
}

/** How the player played in the six seconds before `at`; undefined when nothing was struck. */
export function mannerAt({ recent }: Listening, at: Millis): Manner | undefined {
  const sums = { notes: 0, onsets: 0, level: 0, pitched: 0, pitch: 0 };
  for (const struck of recent) {
    if (struck.at <= at - WINDOW || struck.at > at) continue;
    sums.notes++;
    if (struck.onset) sums.onsets++;
    sums.level += levelOf(struck.velocity);
    if (struck.pad) continue;
    sums.pitched++;
    sums.pitch += struck.pitch;
  }
  if (sums.notes === 0) return undefined;
  return {
    density: (1000 * sums.onsets) / WINDOW,
    level: sums.level / sums.notes,
    register: sums.pitched === 0 ? undefined : sums.pitch / sums.pitched,
  };
}

/** The key of what was played on keys, steady against single notes; undefined before the eighth. */
export function keyHeard({ tonality }: Listening): Key | undefined {
  return tonality.key;
}

/** The scale of the key heard, as the player uses it: which seventh degree a minor one has. */
export function scaleHeard({ tonality }: Listening): Scale | undefined {
  return tonality.key && scaleOf(tonality.key, soundingTimes(tonality));
}

/** The tunes that came again, on keys and on pads; the one heard last stands last. Twelve of each at the most. */
export function motifsHeard({ repeats }: Listening): readonly Motif[] {
  return [...motifsOf(repeats.keys), ...motifsOf(repeats.pads)].sort((a, b) => a.lastHeard - b.lastHeard);
}
