import type { Resources } from "../../../src/engine/session/session.ts";
import { type PlayedSession, phrasesOf } from "../../../src/models/fine-tuning/child-phrases.ts";
import { PLANTED_HABITS, type PlantedHabit } from "../../../src/models/fine-tuning/planted-habits.ts";
import { playSession } from "../../../src/models/fine-tuning/planted-playing.ts";

/** A planted habit by its name. */
export function habitNamed(name: string): PlantedHabit {
  const habit = PLANTED_HABITS.find((other) => other.name === name);
  if (!habit) throw new RangeError(`there is no habit ${name}`);
  return habit;
}

/** Sessions that a planted child has played, as the partner heard them; each seed is another session. */
export function playedSessions(
  habit: PlantedHabit,
  seeds: readonly number[],
  phrases: number,
  resources: Resources,
): PlayedSession[] {
  return seeds.map((seed) => {
    const played = phrasesOf(playSession(habit, seed, phrases, resources), resources);
    if (!played) throw new Error("the partner heard nothing");
    return played;
  });
}
