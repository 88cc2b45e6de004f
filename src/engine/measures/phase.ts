import type { Random } from "../random.ts";
import { fork } from "../random.ts";
import type { Millis } from "../time/units.ts";
import { measureAsynchrony, type Pulse } from "./asynchrony.ts";
import { atLevel, measureBeatLevel, strongestLevel } from "./beat-level.ts";
import { measureContingency, tabulate } from "./contingency.ts";
import { measureEventSynchrony } from "./event-synchrony.ts";
import { measureFollowing } from "./follow.ts";
import { measureBothWays, measureImitation, pairPhrases } from "./imitation.ts";
import { findInitiations, measureInitiative } from "./initiative.ts";
import type { Measure } from "./measure.ts";
import type { Line } from "./phrase-features.ts";
import {
  findBouts,
  findOnsets,
  findPhrases,
  type HeardNote,
  intervalsOf,
  type Onset,
  type Span,
} from "./preprocessing.ts";
import { type Cue, measureLatency, measureResponses, waitsAfter } from "./response.ts";
import { measureContrast, measureSteadiness, measureTempo } from "./rhythm.ts";
import { measurePartnerShare, measureSpaces, soundOf } from "./share.ts";
import { type MusicStop, measureStops } from "./stop-go.ts";
import {
  measureDensity,
  measureLoudness,
  measurePlayTime,
  measureRegister,
  measureTogether,
  notesOf,
} from "./surface.ts";
import { measureAboveChance, measureConsistency, measureStrength } from "./synchrony.ts";
import { measureTempoAdaptation } from "./tempo-adaptation.ts";
import { findExchanges, LONGEST_WAIT, measureGaps, measureTurns } from "./turns.ts";
import { measureReturns, measureVariety } from "./variety.ts";

/** What is known of one phase of a session: the notes, and what the partner, the therapist and the robot did. */
export interface PhaseRecord {
  readonly span: Span;
  /** Notes that began within the span; merged notes of one device each for `child`. */
  readonly child: readonly HeardNote[];
  readonly partner: readonly HeardNote[];
  readonly therapist: readonly HeardNote[];
  /** When the robot moved. */
  readonly motions: readonly Span[];
  readonly cues: readonly Cue[];
  readonly spaces: readonly Span[];
  readonly stops: readonly MusicStop[];
  readonly motifs: readonly Line[];
  /** The beat that was played to; absent where there was none. */
  readonly pulse?: Pulse;
}

const times = (onsets: readonly Onset[]): Millis[] => onsets.map(({ at }) => at);

/** The measures of the beat. The first 10 onsets settle its level and are not scored. */
function measureBeat(bouts: readonly { readonly onsets: readonly Onset[] }[], pulse: Pulse, random: Random): Measure[] {
  const all = bouts.flatMap(({ onsets }) => times(onsets));
  const before = all.slice(0, 10);
  const level = measureBeatLevel(before, pulse);
  const leveled = atLevel(pulse, level.ok ? strongestLevel(before, pulse) : 1);
  const from = all[10] ?? Number.POSITIVE_INFINITY;
  const scored = bouts.map(({ onsets }) => times(onsets).filter((at) => at >= from));
  return [
    ...measureAsynchrony(scored.flat(), leveled),
    measureStrength(scored.flat(), leveled),
    measureConsistency(scored.flat(), leveled),
    measureAboveChance(scored, leveled, fork(random, "sync_z")),
    level,
  ];
}

/** Every measure that the record allows, in the order of measures.md; `random` draws the surrogates of `sync_z`. Robot cues count in `robot_resp` alone. */
export function measurePhase(record: PhaseRecord, random: Random): Measure[] {
  const { span, cues, spaces, pulse } = record;
  const child = findOnsets(record.child, span.end);
  const partner = findOnsets(record.partner, span.end);
  const therapist = findOnsets(record.therapist, span.end);
  const others = findOnsets([...record.partner, ...record.therapist], span.end);
  const bouts = findBouts(child);
  const otherBouts = findBouts(others);
  const phrases = findPhrases(child);
  const otherPhrases = findPhrases(others);
  const intervals = intervalsOf(bouts);
  const exchanges = findExchanges(bouts, otherBouts, Math.max(LONGEST_WAIT, ...cues.map(({ space }) => space)));
  const waits = waitsAfter(
    cues.filter(({ by }) => by !== "robot"),
    times(child),
  );
  const robotWaits = waitsAfter(
    cues.filter(({ by }) => by === "robot"),
    times(child),
  );
  const answers = [...waits, ...robotWaits].filter(({ censored }) => !censored).length;
  const starts = findInitiations(span, bouts, [...soundOf(others), ...record.motions], cues);
  const copies = pairPhrases(otherPhrases, phrases);
  return [
    measurePlayTime(span, bouts),
    measureTogether(span, bouts, otherBouts),
    measureDensity(span, times(child)),
    ...measureLoudness(notesOf(child)),
    ...measureRegister(notesOf(child)),
    measureTempo(intervals),
    measureSteadiness(intervals),
    measureContrast(intervals),
    ...(pulse ? measureBeat(bouts, pulse, random) : []),
    ...measureEventSynchrony(times(child), times(others)),
    ...measureFollowing(bouts, otherBouts),
    measureTempoAdaptation(times(child), times(others)),
    ...measureTurns(exchanges),
    ...measureGaps(exchanges, "child"),
    ...measureGaps(exchanges, "partner"),
    measureLatency(waits),
    measureResponses(waits),
    measureResponses(robotWaits, "robot_resp"),
    ...measureContingency(tabulate(span, times(child), otherBouts)),
    ...measureInitiative(starts.length, answers),
    ...measureImitation(copies),
    measureBothWays(copies, pairPhrases(phrases, otherPhrases)),
    ...measureStops(record.stops, times(child)),
    ...measureVariety(span, bouts),
    measureReturns(record.motifs, bouts),
    measurePartnerShare(partner, [child, therapist]),
    ...measureSpaces(spaces, others),
  ];
}
