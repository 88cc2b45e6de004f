import type { Decibels } from "../time/units.ts";
import type { Scene } from "./cue.ts";
import { REST } from "./guard.ts";

/** What the robot does while a card is on. */
export interface Manner {
  /** With the beat, while the partner accompanies or plays. */
  readonly dance: "nod" | "sway" | null;
  /** Whether it shows whose turn it is. */
  readonly turns: boolean;
  /** Whether it echoes the child's strokes, counted, when the phrase is over. */
  readonly echoes: boolean;
  /** A gesture when the card begins. */
  readonly greeting: string | null;
  /** How large, in the gestures' own size. */
  readonly size: number;
  /** Whether louder is larger. */
  readonly followsLoudness: boolean;
}

const STILL: Manner = {
  dance: null,
  turns: false,
  echoes: false,
  greeting: null,
  size: 1,
  followsLoudness: false,
};
const TURNS: Manner = { ...STILL, turns: true };

/** By the cards' names (practice.md 5, "Robot does"). */
const MANNERS: Readonly<Record<string, Manner>> = {
  answer: TURNS,
  repeat: TURNS,
  model: { ...TURNS, echoes: true },
  imitate: { ...TURNS, echoes: true, size: 0.7, followsLoudness: true },
  synchronise: { ...STILL, dance: "nod" },
  follow: { ...STILL, dance: "nod", followsLoudness: true },
  pace: { ...STILL, dance: "nod", followsLoudness: true },
  exaggerate: { ...STILL, dance: "nod", size: 1.25, followsLoudness: true },
  incorporate: STILL,
  ground: { ...STILL, dance: "sway" },
  centre: STILL,
  hold: { ...STILL, greeting: "open" },
  reflect: { ...STILL, greeting: "open" },
  makeSpace: { ...STILL, greeting: "look" },
  stopGo: { ...STILL, dance: "nod" },
  complete: { ...STILL, greeting: "lean" },
  calm: { ...STILL, dance: "sway", size: 0.7 },
  windDown: { ...STILL, dance: "sway", size: 0.7 },
  lift: { ...STILL, dance: "nod", size: 1.1 },
  hello: { ...STILL, greeting: "wave" },
  goodbye: { ...STILL, greeting: "wave" },
  ending: { ...STILL, greeting: "bow" },
  silence: { ...STILL, greeting: "rest" },
};

/** The manner of a card; one that has none of its own is still. */
function mannerOf(card: string): Manner {
  return MANNERS[card] ?? STILL;
}

/** The manner of a card, as far as the robot may do something by itself. */
export function mannerIn({ autonomy = "all" }: Pick<Scene, "autonomy">, card: string): Manner {
  const { turns, echoes, greeting, size, followsLoudness, dance } = mannerOf(card);
  // Resting with a card that is silent is no deed.
  const rests = greeting === REST ? REST : null;
  if (autonomy === "asked") return { ...STILL, greeting: rests };
  return autonomy === "turns"
    ? { dance: null, turns, echoes, greeting: rests, size, followsLoudness }
    : { dance, turns, echoes, greeting, size, followsLoudness };
}

/** The child's loudness that makes a dance as large as it was written, and half as large. */
const LOUD: Decibels = -8;
const SOFT: Decibels = -26;
/** No gesture is larger than this, in its own size. */
const LARGEST = 1.25;

/** How large a gesture is that has no manner: as it was set and is wished. */
export function sizeSet({ level, size }: Pick<Scene, "level" | "size">): number {
  return size * (level === "small" ? 0.5 : 1);
}

/** How large a gesture is in this manner, with a child this loud. */
export function sizeFor(manner: Manner, scene: Pick<Scene, "level" | "size" | "loudness">): number {
  const { loudness } = scene;
  const share = loudness === null ? 0.5 : Math.max(0, Math.min(1, (loudness - SOFT) / (LOUD - SOFT)));
  const loud = manner.followsLoudness ? 0.5 + 0.5 * share : 1;
  return Math.min(LARGEST, manner.size * loud) * sizeSet(scene);
}
