import { lastSound } from "../listening/phrase.ts";
import { tempoOf } from "../listening/pulse.ts";
import { mannerAt, tempoHeard } from "../listening/readouts.ts";
import type { Key } from "../music/key.ts";
import { type Scale, scaleOf } from "../music/scale.ts";
import { anchorOf } from "../music/segment.ts";
import type { Bpm, Decibels, Millis, Pitch } from "../time/units.ts";
import { isPitched } from "./harmony.ts";
import { keyNow } from "./hearing.ts";
import type { Scene } from "./technique.ts";

/** What the partner stands on when it offers something of its own: where the child's music is. */
export interface Footing {
  readonly tempo: Bpm;
  readonly key: Key;
  readonly scale: Scale;
  /** The tonic nearest to where the child plays, an octave over the bottom of the range and an octave under its top. */
  readonly tonic: Pitch;
  /** As much softer than the child played last as is set; a plain note where it has not. */
  readonly level: Decibels;
}

/** Velocity 64. */
const PLAIN: Decibels = -11.9;

/** The scale of a key as the child uses it. */
export function scaleHeard({ listening }: Pick<Scene, "listening">, key: Key): Scale {
  return scaleOf(
    key,
    listening.memory.filter(isPitched).map(({ pitch, duration }) => ({ pitch, duration: duration ?? 0 })),
  );
}

/** The tempo that holds now: the set one, the child's beat, what its intervals say, or the partner's own. Inside the range. */
export function tempoNow({
  listening,
  steering,
  partner,
  tempoRange,
}: Pick<Scene, "listening" | "steering" | "partner" | "tempoRange">): Bpm {
  const guessed = listening.onsets.length > 3 ? tempoOf(listening) : partner.sounding.tempo;
  const tempo = steering.tempo ?? tempoHeard(listening) ?? guessed;
  return Math.max(tempoRange.least, Math.min(tempoRange.most, tempo));
}

/** Where the child's music is at a time. */
export function footingAt(scene: Scene, at: Millis): Footing {
  const { listening, range } = scene;
  const key = keyNow(scene);
  const heard = listening.memory.filter(isPitched).map(({ pitch, duration }) => ({ pitch, duration: duration ?? 1 }));
  let tonic = anchorOf(heard, key.tonic);
  while (tonic + 12 > range.high) tonic -= 12;
  while (tonic - 5 < range.low) tonic += 12;
  // What was heard last counts, however long ago that is.
  const manner = mannerAt(listening, Math.min(at, lastSound(listening)));
  return {
    tempo: tempoNow(scene),
    key,
    scale: scaleHeard(scene, key),
    tonic,
    level: manner ? manner.level + scene.steering.softer : PLAIN,
  };
}
