import type { Millis } from "../time/units.ts";
import { gate, type Measure } from "./measure.ts";
import { median, sum } from "./statistics.ts";

/** The music stopped at `at` and came back at `until`. `byChild`: it was the child's onset at `until` that restarted it. */
export interface MusicStop {
  readonly at: Millis;
  readonly until: Millis;
  readonly byChild: boolean;
}

/** What the child did in one stop. */
interface Stopping {
  /** Last onset − stop, 0 when nothing was played after the stop. */
  readonly latency: Millis;
  /** Onsets after the grace. */
  readonly slips: number;
}

const GRACE: Millis = 1_500;
/** The earliest that a child's onset restarts the music. */
const SHORTEST_STOP: Millis = 2_000;
/** A restart and the onset that made it may be stamped this far apart. */
const SAME_ONSET: Millis = 35;

/** Whether the onset is the one that restarted the music: such an onset is neither slip nor latency. */
function restarts(onset: Millis, { at, until, byChild }: MusicStop): boolean {
  return byChild && onset - at >= SHORTEST_STOP && Math.abs(onset - until) <= SAME_ONSET;
}

/** How the child stopped: its onsets after the stop and before the music's return. */
export function stoppingOf(stop: MusicStop, child: readonly Millis[]): Stopping {
  const played = child.filter((onset) => onset > stop.at && onset < stop.until && !restarts(onset, stop));
  const last = played[played.length - 1];
  return {
    latency: last === undefined ? 0 : last - stop.at,
    slips: played.filter((onset) => onset - stop.at > GRACE).length,
  };
}

/**
 * `stop_latency`, median time to the last onset in ms, and `stop_slips`, all onsets after the grace of 1.5 s; n = stops, at
 * least 3. A game, not a test: a slip may be the joke.
 */
export function measureStops(stops: readonly MusicStop[], child: readonly Millis[]): Measure[] {
  const stoppings = stops.map((stop) => stoppingOf(stop, child));
  const needs = { least: 3, what: "stops" };
  return [
    gate("stop_latency", median(stoppings.map(({ latency }) => latency)), stops.length, needs),
    gate("stop_slips", sum(stoppings.map(({ slips }) => slips)), stops.length, needs),
  ];
}
