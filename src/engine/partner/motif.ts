import type { Motif } from "../listening/motif.ts";
import type { PlayedNote } from "../listening/phrase.ts";
import { motifsHeard } from "../listening/readouts.ts";
import type { Millis, Velocity } from "../time/units.ts";
import { copyPhrase } from "./copy.ts";
import type { PlannedNote } from "./partner.ts";
import type { Scene } from "./technique.ts";

/** Notes of a motif. practice.md 5. */
const NOTES = { fewest: 2, most: 6 } as const;
/** A note of a tune sounds for this share of the time to the next. */
const LEGATO = 0.8;
const PLAIN: Velocity = 64;

/** A tune that was caught, as the child would play it; how loudly, its last notes say. */
function playedAgain({ pitches, rhythm, pace, pad }: Motif, { listening }: Scene): PlayedNote[] {
  const velocity = listening.memory.at(-1)?.velocity ?? PLAIN;
  let onset: Millis = 0;
  return pitches.map((pitch, place) => {
    const interval = pace * (rhythm[place] ?? 1);
    const note = { onset, duration: LEGATO * interval, pitch, velocity, ...(pad ? { pad: true as const } : {}) };
    onset += interval;
    return note;
  });
}

/**
 * A motif of the child's, softer, onsets from 0: the tune that was caught last, else how its last phrase began. Undefined where
 * none is known.
 */
export function knownMotif(scene: Scene): PlannedNote[] | undefined {
  const caught = motifsHeard(scene.listening).at(-1);
  const phrase = caught ? playedAgain(caught, scene) : scene.listening.phrases.at(-1);
  if (!phrase || phrase.length === 0) return undefined;
  const motif = copyPhrase(scene, phrase).slice(0, NOTES.most);
  return motif.length >= NOTES.fewest ? motif : undefined;
}
