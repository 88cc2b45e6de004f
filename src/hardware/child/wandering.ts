import type { Draws } from "../../engine/random.ts";
import type { Millis, Pitch, Velocity } from "../../engine/time/units.ts";
import type { ChildNote } from "./note.ts";

/** C major pentatonic around the middle of a small keyboard. */
const KEYS: readonly Pitch[] = [60, 62, 64, 67, 69, 72, 74, 76];

/** How a phrase wanders over the keys. */
interface Manner {
  readonly notes: readonly [least: number, most: number];
  /** Mean interval between onsets of a phrase, drawn anew for each phrase. */
  readonly interval: readonly [least: Millis, most: Millis];
  /** Standard deviation of an onset, as a share of the interval. */
  readonly jitter: number;
  readonly velocity: readonly [least: Velocity, most: Velocity];
}

export const SPARSE: Manner = { notes: [2, 4], interval: [650, 1_100], jitter: 0.08, velocity: [45, 70] };
export const BURSTY: Manner = { notes: [5, 12], interval: [150, 320], jitter: 0.15, velocity: [55, 95] };
const PLAYFUL: Manner = { notes: [4, 7], interval: [320, 560], jitter: 0.08, velocity: [50, 80] };

/** A step of the hand to a key nearby, staying on the keyboard. */
export function wanderFrom(draws: Draws, place: number, keys: readonly Pitch[]): number {
  return Math.max(0, Math.min(keys.length - 1, place + draws.whole(-2, 2)));
}

/** A phrase that wanders over neighbouring keys, jittered. */
export function wander(draws: Draws, manner: Manner): ChildNote[] {
  const interval = draws.between(...manner.interval);
  const count = draws.whole(...manner.notes);
  let place = draws.whole(0, KEYS.length - 1);
  const notes: ChildNote[] = [];
  let before = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < count; i++) {
    place = wanderFrom(draws, place, KEYS);
    const onset = Math.max(before + 60, i * interval + draws.normal(0, manner.jitter * interval));
    notes.push({
      onset: Math.max(0, onset),
      duration: Math.min(900, interval * draws.between(0.55, 0.9)),
      pitch: KEYS[place] ?? 60,
      velocity: Math.round(draws.between(...manner.velocity)),
    });
    before = onset;
  }
  return notes;
}

/** Echoes stay where the child's hands are: two octaves. Else child and partner would lead each other off the keyboard. */
function withinReach(pitch: Pitch): Pitch {
  let reached = pitch;
  while (reached > 79) reached -= 12;
  while (reached < 55) reached += 12;
  return reached;
}

/** What the partner offered, copied with a child's slips: a key beside, a note left out, uneven timing. */
function copy(draws: Draws, heard: readonly ChildNote[]): ChildNote[] {
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

/** Mostly a copy of the last offer; now and then something of its own: two who only copy would soon be left with a note. */
export function echo(draws: Draws, heard: readonly ChildNote[]): ChildNote[] {
  return heard.length >= 3 && draws.unit() < 0.7 ? copy(draws, heard) : wander(draws, PLAYFUL);
}
