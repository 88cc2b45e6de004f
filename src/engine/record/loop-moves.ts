import type { LoopMove } from "../eeg/loop.ts";
import type { Trajectory } from "../eeg/loop-settings.ts";
import type { SessionEvent } from "../session/event.ts";
import { openSession, type Resources, type SessionSettings } from "../session/session.ts";
import { step } from "../session/step.ts";

/**
 * The moves that the loop made in a recorded session, as another one can be yoked to them; of several runs, those of the longest. Found by
 * folding the log's events again.
 */
export function recordMoves(settings: SessionSettings, lines: Iterable<string>, resources: Resources): Trajectory {
  let session = openSession(settings);
  let longest: readonly LoopMove[] = [];
  for (const line of lines) {
    session = step(session, (JSON.parse(line) as { event: SessionEvent }).event, resources).session;
    const moves = session.eeg?.loop.moves ?? [];
    if (moves.length > longest.length) longest = moves;
  }
  return longest.map(({ after, dimension, by }) => ({ after, dimension, by }));
}
