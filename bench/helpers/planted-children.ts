import { seeded } from "../../src/engine/random.ts";
import type { Resources } from "../../src/engine/session/session.ts";
import { type Estimate, estimateMean } from "../../src/models/evaluation/estimate.ts";
import { phrasesOf, placesOfPlaying, type RecordedSession } from "../../src/models/fine-tuning/child-phrases.ts";
import type { PlantedHabit } from "../../src/models/fine-tuning/planted-habits.ts";
import { playSession } from "../../src/models/fine-tuning/planted-playing.ts";
import type { Judged } from "../../src/models/fine-tuning/portions.ts";

/** A planted child: the sessions to learn from, and a later one to measure by. */
export interface PlantedChild {
  readonly habit: PlantedHabit;
  readonly sessions: readonly RecordedSession[];
  readonly later: Judged;
}

export function plantChild(
  habit: PlantedHabit,
  seed: number,
  size: { readonly sessions: number; readonly phrases: number },
  resources: Resources,
): PlantedChild {
  const sessions = Array.from({ length: size.sessions }, (_, i) =>
    playSession(habit, 100 * seed + i, size.phrases, resources),
  );
  const last = phrasesOf(playSession(habit, 100 * seed + 99, size.phrases, resources), resources);
  if (!last) throw new Error(`the child that ${habit.name} played nothing`);
  const places = placesOfPlaying(last);
  return { habit, sessions, later: { places, from: 0, to: places.length - 1 } };
}

/** The mean over children with its 95 % interval; one value a child. */
export function overChildren(values: readonly number[]): Estimate | undefined {
  const nested = values.map((total) => [{ total, count: 1 }]);
  return estimateMean(nested, seeded(1, "children"));
}

export function withInterval(estimate: Estimate | undefined, digits = 3): string {
  if (!estimate) return "–";
  const text = (value: number) => value.toFixed(digits);
  return `${text(estimate.value)} [${text(estimate.low)}, ${text(estimate.high)}]`;
}
