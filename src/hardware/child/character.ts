import type { Draws } from "../../engine/random.ts";
import type { Millis, Pitch, Velocity } from "../../engine/time/units.ts";

/** A note of a pretend child's phrase; `onset` counts from the phrase's beginning. */
export interface ChildNote {
  readonly onset: Millis;
  readonly duration: Millis;
  readonly pitch: Pitch;
  readonly velocity: Velocity;
}

/** How a pretend child plays. All chance comes from `draws`. */
export interface Character {
  readonly name: string;
  /** The next phrase; `heard` is what the partner played last (onsets from its first), empty when nothing yet. */
  phrase(draws: Draws, heard: readonly ChildNote[]): ChildNote[];
  /** Pause before the next phrase when the partner has not answered, from the end of the own phrase. */
  pause(draws: Draws): Millis;
  /** After the partner's answer: the time until the child plays, or undefined when this answer gets no reply. */
  reply(draws: Draws): Millis | undefined;
  /** Probability of playing into the partner's answer. */
  readonly interrupts: number;
}

/** C major pentatonic around the middle of a small keyboard. */
const KEYS: readonly Pitch[] = [60, 62, 64, 67, 69, 72, 74, 76];

interface Manner {
  readonly notes: readonly [least: number, most: number];
  /** Mean interval between onsets of a phrase, drawn anew for each phrase. */
  readonly interval: readonly [least: Millis, most: Millis];
  /** Standard deviation of an onset, as a share of the interval. */
  readonly jitter: number;
  readonly velocity: readonly [least: Velocity, most: Velocity];
  /** Keys the hand wanders over. */
  readonly keys: readonly Pitch[];
}

/** A phrase that wanders over neighbouring keys, jittered. */
function wander(draws: Draws, manner: Manner): ChildNote[] {
  const interval = draws.between(...manner.interval);
  const count = draws.whole(...manner.notes);
  let place = draws.whole(0, manner.keys.length - 1);
  const notes: ChildNote[] = [];
  let before = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < count; i++) {
    place = Math.max(0, Math.min(manner.keys.length - 1, place + draws.whole(-2, 2)));
    const onset = Math.max(before + 60, i * interval + draws.normal(0, manner.jitter * interval));
    notes.push({
      onset: Math.max(0, onset),
      duration: Math.min(900, interval * draws.between(0.55, 0.9)),
      pitch: manner.keys[place] ?? 60,
      velocity: Math.round(draws.between(...manner.velocity)),
    });
    before = onset;
  }
  return notes;
}

const SPARSE: Manner = { notes: [2, 4], interval: [650, 1_100], jitter: 0.08, velocity: [45, 70], keys: KEYS };
const BURSTY: Manner = { notes: [5, 12], interval: [150, 320], jitter: 0.15, velocity: [55, 95], keys: KEYS };
const PLAYFUL: Manner = { notes: [4, 7], interval: [320, 560], jitter: 0.08, velocity: [50, 80], keys: KEYS };
const STEADY: Manner = { notes: [8, 14], interval: [560, 640], jitter: 0.04, velocity: [60, 80], keys: [60, 67] };

/** Echoes stay where the child's hands are: two octaves. Else child and partner would lead each other off the keyboard. */
function withinReach(pitch: Pitch): Pitch {
  let reached = pitch;
  while (reached > 79) reached -= 12;
  while (reached < 55) reached += 12;
  return reached;
}

/** What the partner played, copied with a child's slips: a key beside, a note left out, uneven timing. */
function echo(draws: Draws, heard: readonly ChildNote[]): ChildNote[] {
  const kept = heard.filter(() => draws.unit() < 0.92);
  if (kept.length === 0) return wander(draws, SPARSE);
  const stretch = draws.between(0.9, 1.2);
  return kept.map((note, place) => ({
    onset: Math.max(place * 60, note.onset * stretch + (place > 0 ? draws.normal(0, 25) : 0)),
    duration: Math.max(80, note.duration * stretch * 0.9),
    pitch: withinReach(note.pitch + (draws.unit() < 0.12 ? draws.pick([-2, 2]) : 0)),
    velocity: Math.round(draws.between(50, 80)),
  }));
}

/** The characters; the first is the default. */
export const CHARACTERS: readonly Character[] = [
  {
    name: "sparse",
    phrase: (draws) => wander(draws, SPARSE),
    pause: (draws) => draws.between(6_000, 11_000),
    reply: (draws) => (draws.unit() < 0.7 ? draws.between(1_200, 3_500) : undefined),
    interrupts: 0.02,
  },
  {
    name: "bursty",
    phrase: (draws) => wander(draws, BURSTY),
    pause: (draws) => draws.between(2_500, 7_000),
    reply: (draws) => (draws.unit() < 0.8 ? draws.between(400, 2_500) : undefined),
    interrupts: 0.25,
  },
  {
    name: "steady drummer",
    phrase: (draws) => wander(draws, STEADY),
    pause: (draws) => draws.between(5_000, 8_000),
    reply: (draws) => (draws.unit() < 0.75 ? draws.between(600, 2_000) : undefined),
    interrupts: 0.1,
  },
  {
    name: "echoer",
    // Now and then something of its own; else two who copy each other would soon be left with a note.
    phrase: (draws, heard) => (heard.length >= 3 && draws.unit() < 0.7 ? echo(draws, heard) : wander(draws, PLAYFUL)),
    pause: (draws) => draws.between(6_000, 10_000),
    reply: (draws) => draws.between(700, 1_800),
    interrupts: 0,
  },
  {
    name: "leaver",
    phrase: (draws) => wander(draws, draws.unit() < 0.5 ? SPARSE : BURSTY),
    // Now and then the child is gone for a while, and comes back.
    pause: (draws) => (draws.unit() < 0.4 ? draws.between(20_000, 40_000) : draws.between(4_000, 8_000)),
    reply: (draws) => (draws.unit() < 0.4 ? draws.between(800, 3_000) : undefined),
    interrupts: 0.05,
  },
];
