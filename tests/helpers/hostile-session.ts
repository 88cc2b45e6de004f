import { AUTONOMIES, MOODS, type Steering } from "../../src/engine/partner/steering.ts";
import { TAPS } from "../../src/engine/partner/technique.ts";
import { TECHNIQUES } from "../../src/engine/partner/techniques.ts";
import { Draws, seeded } from "../../src/engine/random.ts";
import type { Untimed } from "../../src/engine/run/conductor.ts";
import type { Command } from "../../src/engine/session/command.ts";
import type { SessionEvent } from "../../src/engine/session/event.ts";
import { TEMPLATES } from "../../src/engine/session/plan.ts";
import { DEFAULT_PROFILE, type Profile } from "../../src/engine/session/profile.ts";
import { CHARACTERS } from "../../src/hardware/child/character.ts";
import { type Breach, breachesOf } from "./limit-checker.ts";
import { Stage } from "./stage.ts";

type Tap = Untimed<SessionEvent>;

const NUMBERS = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -1e9, 1e9, 0, 1e300];

/** A number that the panel would send, or now and then one that nothing should. */
const number = (draws: Draws, low: number, high: number) =>
  draws.unit() < 0.1 ? draws.pick(NUMBERS) : draws.between(low, high);

/** A profile as somebody might type it, or as a bug would hand it over. */
function anyProfile(draws: Draws): Profile {
  return {
    ...DEFAULT_PROFILE,
    velocityCap: number(draws, 1, 127),
    topNote: number(draws, 50, 120),
    lowNote: number(draws, 20, 80),
    tempo: { least: number(draws, 30, 140), most: number(draws, 50, 200) },
    density: number(draws, 1, 20),
    share: number(draws, 0, 1),
    sensitive: draws.unit() < 0.3,
    childDuringBreak: draws.pick(["softer", "off"]),
  };
}

function anySteering(draws: Draws): Partial<Steering> {
  return draws.pick<() => Partial<Steering>>([
    () => ({ tempo: draws.unit() < 0.3 ? null : number(draws, 40, 200) }),
    () => ({ busy: number(draws, 0, 5) }),
    () => ({ loudness: number(draws, -24, 24) }),
    () => ({ register: number(draws, -3, 3) }),
    () => ({ leads: number(draws, 0, 1) }),
    () => ({ space: number(draws, 0, 60_000) }),
    () => ({ mayOfferAgain: draws.unit() < 0.5 }),
    () => ({ mayStart: draws.unit() < 0.5 ? null : number(draws, 0, 60_000) }),
    () => ({ mood: draws.pick([...MOODS, null]) }),
    () => ({ key: draws.pick([null, { tonic: draws.whole(0, 11), mode: draws.pick(["major", "minor"] as const) }]) }),
    () => ({ autonomy: draws.pick(AUTONOMIES) }),
    () => ({ randomStops: draws.unit() < 0.5, melodyOnPads: draws.unit() < 0.5 }),
  ])();
}

/** Whatever a panel can say, well or badly. */
function anyTap(draws: Draws): Tap {
  return draws.pick<() => Tap>([
    () => ({ kind: "technique", technique: draws.pick(TECHNIQUES).name }),
    () => ({ kind: "technique", technique: "shout" }),
    () => ({ kind: "steer", change: anySteering(draws) }),
    () => ({ kind: "steer", change: anySteering(draws) }),
    () => ({ kind: "tap", tap: draws.pick(TAPS) }),
    () => ({ kind: "quiet", on: draws.unit() < 0.5 }),
    () => ({ kind: "break", on: draws.unit() < 0.5 }),
    () => ({ kind: "stop" }),
    () => ({ kind: "continue" }),
    () => ({ kind: "windDown" }),
    () => ({ kind: "lastTime" }),
    () => ({ kind: "suggestion", taken: draws.unit() < 0.5 }),
    () => ({ kind: "plan", template: draws.pick(TEMPLATES) }),
    () => ({ kind: "phase", phase: draws.whole(-1, 8) }),
    () => ({ kind: "extend", minutes: number(draws, -5, 5) }),
  ])();
}

/** What came of a session. */
export interface Outcome {
  readonly breaches: readonly Breach[];
  /** The partner's note-ons. */
  readonly notes: number;
  readonly cards: ReadonlySet<string>;
}

/**
 * A session of some seconds in which a pretend child plays and somebody taps whatever there is, often; everything that left the
 * last stage, held against the profile by the independent checker.
 */
export function playHostile(seed: number, seconds: number): Outcome {
  const draws = new Draws(seeded(seed, "hostile"));
  const technique = draws.pick(TECHNIQUES.filter(({ card }) => card)).name;
  const stage = new Stage({ seed, technique, profile: anyProfile(draws) }).start();
  const until = seconds * 1_000;
  for (let at = draws.between(500, 4_000); at < until; at += draws.between(50, 4_000)) {
    const tap = anyTap(draws);
    stage.clock.at(at, () => {
      if (tap.kind === "stop") stage.conductor.stop();
      else stage.conductor.dispatch(tap);
      // After STOP somebody goes on, sooner or later.
      if (tap.kind === "stop" || tap.kind === "break") {
        stage.clock.at(at + draws.between(100, 3_000), () => {
          stage.conductor.dispatch({ kind: "continue" });
          stage.conductor.dispatch({ kind: "break", on: false });
        });
      }
    });
  }
  stage.pretend(draws.pick(CHARACTERS).name, seed, until);
  stage.child.rest();
  stage.conductor.dispatch({ kind: "finish" });
  stage.wait(9_000);
  const commands: Command[] = stage.log.flatMap((entry) => entry.commands);
  const phases = stage.log.flatMap(({ event }) => (event.kind === "phase" ? [event.at] : []));
  const rituals = stage.moments.flatMap((moment, place) =>
    moment.technique === "hello" || moment.technique === "goodbye"
      ? [{ from: moment.at, to: stage.moments[place + 1]?.at ?? until + 9_000 }]
      : [],
  );
  return {
    breaches: breachesOf(commands, stage.settings.profile, { phases, rituals }),
    notes: commands.filter(({ kind }) => kind === "noteOn").length,
    cards: new Set(stage.moments.map((moment) => moment.technique)),
  };
}
