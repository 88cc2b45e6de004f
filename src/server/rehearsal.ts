import { Conductor } from "../engine/run/conductor.ts";
import { Lookahead } from "../engine/run/lookahead.ts";
import type { Resources, SessionSettings } from "../engine/session/session.ts";
import { SimulatedClock } from "../engine/time/clock.ts";
import type { Millis } from "../engine/time/units.ts";
import { PretendChild } from "../hardware/child/pretend-child.ts";

/** Long enough for some twenty answers. */
const LENGTH: Millis = 120_000;

/**
 * Plays two minutes with a pretend child in simulated time, into nothing, before anybody is there: code that has run is
 * several times faster than code that has not, and the first answer shall be as prompt as all others.
 */
export function rehearse(settings: SessionSettings, resources: Resources): void {
  const clock = new SimulatedClock();
  const hearing: PretendChild[] = [];
  const conductor = new Conductor(settings, resources, clock, 0, new Lookahead(clock, [], 0), (_, commands) => {
    for (const command of commands) hearing[0]?.hear(command);
  });
  const child = new PretendChild({ name: "rehearsal", character: "bursty", seed: settings.seed }, clock, {
    noteOn: ({ at, ...note }) => conductor.dispatch({ kind: "noteOn", ...note }, at),
    noteOff: ({ at, ...note }) => conductor.dispatch({ kind: "noteOff", ...note }, at),
    status: () => {},
  });
  hearing.push(child);
  conductor.dispatch({ kind: "start" });
  child.play();
  clock.advance(LENGTH);
}
