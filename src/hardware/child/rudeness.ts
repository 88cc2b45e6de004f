import type { Draws } from "../../engine/random.ts";
import type { ChildNote } from "./note.ts";

/** What children also do with a keyboard. The partner and the limits have to live with it. */

/** One key, hammered 15 times a second for two to five seconds. */
export function hammer(draws: Draws): ChildNote[] {
  const interval = 1_000 / 15;
  const count = Math.round(draws.between(2_000, 5_000) / interval);
  const pitch = draws.whole(58, 74);
  return Array.from({ length: count }, (_, i) => ({
    onset: Math.max(0, i * interval + draws.normal(0, 4)),
    duration: draws.between(25, 45),
    pitch,
    velocity: draws.whole(80, 120),
  }));
}

/** An arm on the keys: a cluster that is held for some 20 seconds, while the other hand taps a few more. */
export function lean(draws: Draws): ChildNote[] {
  const lowest = draws.whole(48, 60);
  const arm = Array.from({ length: draws.whole(4, 7) }, (_, i) => ({
    onset: i * draws.between(2, 18),
    duration: draws.between(18_000, 22_000),
    pitch: lowest + i,
    velocity: draws.whole(70, 110),
  }));
  const taps = Array.from({ length: draws.whole(0, 4) }, () => ({
    onset: draws.between(1_000, 17_000),
    duration: draws.between(100, 400),
    pitch: lowest + draws.whole(9, 20),
    velocity: draws.whole(50, 100),
  }));
  return [...arm, ...taps];
}

/** Both fists: clusters of neighbouring keys at about `velocity`, quick and uneven. */
export function bang(draws: Draws, velocity: number): ChildNote[] {
  const interval = draws.between(180, 420);
  return Array.from({ length: draws.whole(4, 12) }, (_, i) => {
    const onset = Math.max(0, (i + draws.normal(0, 0.12)) * interval);
    const pitch = draws.whole(55, 78);
    return Array.from({ length: draws.whole(1, 3) }, (_, key) => ({
      onset: onset + key * draws.between(0, 20),
      duration: interval * draws.between(0.4, 0.8),
      pitch: pitch + key,
      velocity: Math.max(1, Math.min(127, Math.round(velocity + draws.normal(0, 5)))),
    }));
  }).flat();
}
