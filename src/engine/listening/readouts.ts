import { estimateKey, type Key } from "../music/key.ts";
import { levelOf } from "../music/level.ts";
import type { Bpm, Decibels, Millis, Pitch } from "../time/units.ts";
import type { Listening } from "./phrase.ts";
import { intervalsBetweenOnsets } from "./phrase.ts";
import { steadyBeat } from "./pulse-tracker.ts";

export function tempoHeard({ pulse }: Listening): Bpm | undefined {
  return steadyBeat(pulse)?.tempo;
}

export function unevenness(listening: Listening): number | undefined {
  const intervals = intervalsBetweenOnsets(listening);
  if (intervals.length < 4) return undefined;
  const mean = intervals.reduce((sum, interval) => sum + interval, 0) / intervals.length;
  const squares = intervals.reduce((sum, interval) => sum + (interval - mean) ** 2, 0);
  return Math.sqrt(squares / (intervals.length - 1)) / mean;
}

export function mannerAt(
  { memory }: Listening,
  at: Millis,
): { density: number; level: Decibels; register: Pitch } | undefined {
  const recent = memory.filter(({ onset }) => onset > at - 6_000);
  if (recent.length === 0) return undefined;
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    density: recent.length / 6,
    level: mean(recent.map(({ velocity }) => levelOf(velocity))),
    register: mean(recent.map(({ pitch }) => pitch)),
  };
}

export function keyHeard({ memory }: Listening): Key | undefined {
  const notes = memory.map(({ pitch, duration }) => ({ pitch, duration: duration ?? 0 }));
  return notes.length >= 8 ? estimateKey(notes) : undefined;
}
