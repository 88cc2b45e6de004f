import type { PlayedNote } from "../listening/phrase.ts";
import type { Pitch } from "../time/units.ts";
import { isPitched } from "./harmony.ts";
import type { Scene } from "./technique.ts";

/** Soft hand drums of General MIDI, from low to high: low conga, high conga, low bongo, high bongo. */
const HAND_DRUMS = [64, 63, 61, 60] as const;
/** Two pads are answered by drums that are well told apart. */
const TWO = [64, 61] as const;
const ONE = 63;

/** The partner's drum for each pad of the child's: low pads have low drums, spread as the pads are. */
export type Drums = (pad: Pitch) => Pitch;

/** The drums for some pads, in any order. A pad that is not among them has the drum of its neighbour below. */
export function drumsFor(pads: readonly Pitch[]): Drums {
  const sorted = [...new Set(pads)].sort((a, b) => a - b);
  const drums = sorted.length === 2 ? TWO : HAND_DRUMS;
  return (pad) => {
    const place = Math.max(
      0,
      sorted.findLastIndex((other) => other <= pad),
    );
    if (sorted.length < 2) return ONE;
    return drums[Math.round((place / (sorted.length - 1)) * (drums.length - 1))] ?? ONE;
  };
}

/** The drums for the pads that were heard of the child lately and in this phrase. */
export function drumsOf({ listening }: Scene, phrase: readonly PlayedNote[]): Drums {
  return drumsFor([...listening.memory, ...phrase].filter((note) => !isPitched(note)).map(({ pitch }) => pitch));
}
