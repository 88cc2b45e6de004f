import type { Draws } from "../../engine/random.ts";
import type { Pitch, Velocity } from "../../engine/time/units.ts";
import type { ChildNote, ChildPhrase, Moment, OwnBeat } from "./note.ts";

/** Strokes within a beat, as the hand meant them: `place` in beats from the beat, 0 ≤ place < 1. */
interface Stroke {
  readonly place: number;
  readonly pitch: Pitch;
  readonly velocity: Velocity;
  /** In beats. */
  readonly length: number;
  /** Struck with others at once, with a hand's spread: up to so many milliseconds later. */
  readonly spread?: number;
}

/**
 * A phrase of `count` beats. Each beat is missed with the chance that the child misses one, all its strokes with it; the
 * first is always struck. Every stroke misses its place by the child's jitter, those of one hand together.
 */
export function beatOut(
  draws: Draws,
  beat: OwnBeat,
  count: number,
  strokesOf: (beat: number) => readonly Stroke[],
): ChildPhrase {
  const notes: ChildNote[] = [];
  const beats = Array.from({ length: count }, (_, number) => {
    const at = number * beat.period;
    const strokes = strokesOf(number);
    const played = number === 0 || draws.unit() >= beat.missing;
    const misses = new Map<number, number>();
    for (const { place, pitch, velocity, length, spread = 0 } of strokes) {
      const miss = misses.get(place) ?? draws.normal(0, beat.jitter * beat.period);
      misses.set(place, miss);
      const onset = at + place * beat.period + miss + spread * draws.unit();
      if (played) notes.push({ onset, duration: Math.max(20, length * beat.period), pitch, velocity });
    }
    return { at, played };
  });
  return { notes, beats };
}

/** Two keys in turn, on every beat. */
export function drumOnKeys({ draws, beat, accompanied }: Moment): ChildPhrase {
  const count = accompanied ? draws.whole(16, 40) : draws.whole(8, 14);
  let pitch = 60;
  return beatOut(draws, beat, count, () => {
    if (draws.unit() < 0.4) pitch = pitch === 60 ? 67 : 60;
    return [{ place: 0, pitch, velocity: draws.whole(60, 80), length: draws.between(0.55, 0.9) }];
  });
}
