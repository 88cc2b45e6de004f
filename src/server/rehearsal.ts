import { Conductor } from "../engine/run/conductor.ts";
import { Lookahead } from "../engine/run/lookahead.ts";
import type { Resources, SessionSettings } from "../engine/session/session.ts";
import { SimulatedClock } from "../engine/time/clock.ts";
import { type Millis, ticksToMillis } from "../engine/time/units.ts";
import { CHARACTERS } from "../hardware/child/character.ts";
import { PretendChild } from "../hardware/child/pretend-child.ts";

/** With each pretend child, half of it taking turns and half accompanied: long enough for a few answers. */
const LENGTH: Millis = 40_000;
/** Phrases of two segments, some four bars: longer than what pretend children play. */
const PHRASES = 50;
const TEMPO = 120;
/** From one of these phrases to the next: room for it, its end, the breath and the answer. */
const PERIOD: Millis = 20_000;

/**
 * Plays two thirds of a minute with each of the pretend children, and phrases of four bars, in simulated time, into nothing, before
 * anybody is there: code that has run is several times faster than code that has not, and the first answer shall be as
 * prompt as all others.
 */
export function rehearse(settings: SessionSettings, resources: Resources): void {
  for (const { name } of CHARACTERS) rehearseWith(name, settings, resources);
  rehearsePhrases(settings, resources);
}

function rehearseWith(character: string, settings: SessionSettings, resources: Resources): void {
  const clock = new SimulatedClock();
  const hearing: PretendChild[] = [];
  const conductor = new Conductor(settings, resources, clock, 0, new Lookahead(clock, [], 0), (_, commands) => {
    for (const command of commands) hearing[0]?.hear(command);
  });
  const child = new PretendChild({ name: "rehearsal", character, seed: settings.seed }, clock, {
    noteOn: ({ at, ...note }) => conductor.dispatch({ kind: "noteOn", ...note }, at),
    noteOff: ({ at, ...note }) => conductor.dispatch({ kind: "noteOff", ...note }, at),
    status: () => {},
  });
  hearing.push(child);
  conductor.dispatch({ kind: "technique", technique: "answer" });
  conductor.dispatch({ kind: "start" });
  child.play();
  clock.advance(LENGTH / 2);
  conductor.dispatch({ kind: "technique", technique: "ground" });
  clock.advance(LENGTH / 2);
}

function rehearsePhrases(settings: SessionSettings, resources: Resources): void {
  const clock = new SimulatedClock();
  const conductor = new Conductor(settings, resources, clock, 0, new Lookahead(clock, [], 0), () => {});
  conductor.dispatch({ kind: "start" });
  const { segments } = resources.library;
  for (let phrase = 0; phrase < PHRASES && segments.length > 0; phrase++) {
    let from = phrase * PERIOD;
    for (const place of [2 * phrase, 2 * phrase + 1]) {
      const segment = segments[place % segments.length];
      for (const { onset, duration, pitch, velocity } of segment?.notes ?? []) {
        const note = { player: "child", device: "rehearsal", pitch: 60 + pitch } as const;
        const at = from + ticksToMillis(onset, TEMPO);
        clock.at(at, () => conductor.dispatch({ kind: "noteOn", ...note, velocity }, at));
        const end = at + 0.95 * ticksToMillis(duration, TEMPO);
        clock.at(end, () => conductor.dispatch({ kind: "noteOff", ...note }, end));
      }
      from += ticksToMillis(segment?.length ?? 0, TEMPO);
    }
  }
  clock.advance(PHRASES * PERIOD);
}
