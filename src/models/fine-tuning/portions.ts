import type { Place } from "../../engine/music/place.ts";
import { type PlayedSession, placesOfPlaying } from "./child-phrases.ts";

/** Consecutive places of one session. Each but the last is asked what comes after it. */
export interface Stretch {
  readonly places: readonly Place[];
}

/** A session's part that is judged: it is heard from its beginning, and asked from place `from` on, before place `to`. */
export interface Judged extends Stretch {
  readonly from: number;
  readonly to: number;
}

/** A child's playing in three parts, one after the other in time. */
export interface Portions {
  /** What is learnt from. */
  readonly learning: readonly Stretch[];
  /** What tells when to stop. */
  readonly stopping: readonly Stretch[];
  /** What tells whether anything was gained: no part of it was seen before. */
  readonly judged: readonly Judged[];
  /** What there is to foretell: phrases that follow on another one of the same session. */
  readonly asked: number;
}

/** Where the parts end, as shares of what there is to foretell. */
const LEARNING_ENDS = 0.65;
const STOPPING_ENDS = 0.8;
/** Phrases of a stretch: longer ones would lie in fewer batches, and each batch teaches but once. */
const LENGTH = 16;

/** Cuts the places from `from` (asked) to `to` (not asked) into stretches of about equal length. */
function stretchesOf(places: readonly Place[], from: number, to: number): Stretch[] {
  const count = Math.ceil((to - from) / LENGTH);
  return Array.from({ length: count }, (_, i) => {
    const [start, end] = [i, i + 1].map((part) => from + Math.round((part * (to - from)) / count));
    // The place after the last one that is asked: what came.
    return { places: places.slice(start, (end ?? 0) + 1) };
  });
}

/** The parts of a child's playing; sessions in order of time. */
export function portionsOf(sessions: readonly PlayedSession[]): Portions {
  const streams = sessions.map(placesOfPlaying);
  const asked = streams.reduce((sum, places) => sum + Math.max(0, places.length - 1), 0);
  const [learningEnds, stoppingEnds] = [Math.floor(LEARNING_ENDS * asked), Math.floor(STOPPING_ENDS * asked)];
  const learning: Stretch[] = [];
  const stopping: Stretch[] = [];
  const judged: Judged[] = [];
  let before = 0;
  for (const places of streams) {
    const own = Math.max(0, places.length - 1);
    const within = (end: number) => Math.max(0, Math.min(own, end - before));
    const [learnt, stopped] = [within(learningEnds), within(stoppingEnds)];
    learning.push(...stretchesOf(places, 0, learnt));
    stopping.push(...stretchesOf(places, learnt, stopped));
    if (stopped < own) judged.push({ places, from: stopped, to: own });
    before += own;
  }
  return { learning, stopping, judged, asked };
}
