import type { Draws } from "../engine/random.ts";
import { shuffle } from "./batches.ts";

/** One tune as a row of events, and what it counts for in the loss. */
export interface StepTune {
  readonly events: Uint8Array;
  readonly weight: number;
}

/** A window of all lanes, step after step: entry (step × lanes + lane). */
export interface LaneWindow {
  readonly steps: number;
  readonly lanes: number;
  /** The event heard. */
  readonly inputs: Int32Array;
  /** The event that comes next. */
  readonly targets: Int32Array;
  /** What the entry counts for; 0 where a lane has ended. */
  readonly weights: Float32Array;
  /** 0 where a tune begins and what was heard before is forgotten, else 1. */
  readonly kept: Float32Array;
}

/**
 * Tunes end to end on parallel lanes, cut into windows: a network that keeps its state from one window to the next hears each
 * tune whole, while its gradients reach back one window at the most. The longest tunes are laid first, so that all lanes end
 * at about the same time: windows of a few last lanes would teach a network those few tunes. With draws, in another order
 * each time.
 */
export function layLanes(tunes: readonly StepTune[], lanes: number, steps: number, draws?: Draws): LaneWindow[] {
  const rows = Array.from({ length: lanes }, (): { tunes: StepTune[]; length: number } => ({ tunes: [], length: 0 }));
  const ranked = tunes
    .map((tune) => ({ tune, rank: tune.events.length * (draws ? draws.between(0.8, 1.25) : 1) }))
    .sort((a, b) => b.rank - a.rank);
  for (const { tune } of ranked) {
    const row = rows.reduce((shortest, other) => (other.length < shortest.length ? other : shortest));
    row.tunes.push(tune);
    row.length += Math.max(0, tune.events.length - 1);
  }
  if (draws) for (const row of rows) shuffle(row.tunes, draws);
  const longest = Math.max(...rows.map(({ length }) => length));
  const windows = Array.from(
    { length: Math.ceil(longest / steps) },
    (): LaneWindow => ({
      steps,
      lanes,
      inputs: new Int32Array(steps * lanes),
      targets: new Int32Array(steps * lanes),
      weights: new Float32Array(steps * lanes),
      kept: new Float32Array(steps * lanes).fill(1),
    }),
  );
  rows.forEach((row, lane) => {
    let at = 0;
    for (const { events, weight } of row.tunes) {
      for (let i = 0; i + 1 < events.length; i++, at++) {
        const window = windows[Math.floor(at / steps)];
        const entry = (at % steps) * lanes + lane;
        if (!window) continue;
        window.inputs[entry] = events[i] ?? 0;
        window.targets[entry] = events[i + 1] ?? 0;
        window.weights[entry] = weight;
        if (i === 0) window.kept[entry] = 0;
      }
    }
  });
  return windows;
}
