import { DEFAULT_STEERING } from "../../engine/partner/steering.ts";
import { Draws, seeded } from "../../engine/random.ts";
import { Conductor } from "../../engine/run/conductor.ts";
import { Lookahead } from "../../engine/run/lookahead.ts";
import { writeEntry } from "../../engine/run/replay.ts";
import { DEFAULT_PROFILE } from "../../engine/session/profile.ts";
import type { Resources, SessionSettings } from "../../engine/session/session.ts";
import { SimulatedClock } from "../../engine/time/clock.ts";
import type { Millis, Pitch } from "../../engine/time/units.ts";
import type { RecordedSession } from "./child-phrases.ts";
import type { PlantedHabit } from "./planted-habits.ts";

/** From the end of a phrase to the next: room for its end, the breath and the answer. */
const PAUSE: Millis = 12_000;
/** Between two onsets, a session's mean; each varies around it. */
const INTERVAL: readonly [Millis, Millis] = [300, 450];

function settingsFor(seed: number): SessionSettings {
  return {
    seed,
    technique: "answer",
    steering: { ...DEFAULT_STEERING, mayOfferAgain: false },
    childSound: false,
    profile: DEFAULT_PROFILE,
    robot: null,
  };
}

/**
 * A session in which a planted child plays so many phrases to the real partner, in simulated time, as its log would stand
 * in the record. Equal seeds give equal sessions.
 */
export function playSession(habit: PlantedHabit, seed: number, phrases: number, resources: Resources): RecordedSession {
  const settings = settingsFor(seed);
  const clock = new SimulatedClock();
  const lines: string[] = [];
  const conductor = new Conductor(settings, resources, clock, 0, new Lookahead(clock, [], 0), (event, commands) =>
    lines.push(writeEntry(event, commands)),
  );
  const draws = new Draws(seeded(seed, `planted habit ${habit.name}`));
  const strike = (pitch: Pitch, at: Millis, duration: Millis, velocity: number) => {
    const note = { player: "child", device: "keys", pitch } as const;
    clock.at(at, () => conductor.dispatch({ kind: "noteOn", ...note, velocity }));
    clock.at(at + duration, () => conductor.dispatch({ kind: "noteOff", ...note }));
  };
  conductor.dispatch({ kind: "start" });
  const interval = draws.between(...INTERVAL);
  let before: readonly Pitch[] = [];
  for (let phrase = 0; phrase < phrases; phrase++) {
    before = habit.phrase(draws, before);
    let at = clock.now();
    for (const pitch of before) {
      const length = interval * (1 + draws.normal(0, 0.06));
      strike(pitch, at, 0.85 * length, draws.whole(50, 80));
      at += length;
    }
    clock.advanceTo(at + PAUSE);
  }
  conductor.dispatch({ kind: "finish" });
  conductor.close();
  return { settings, lines };
}
