import type { Draws } from "../../engine/random.ts";
import type { Pitch } from "../../engine/time/units.ts";
import { beatOut } from "./beating.ts";
import type { ChildNote, ChildPhrase, Moment } from "./note.ts";

/** Pads of a small kit, by their General MIDI percussion notes. */
const KICK = 36;
const SNARE = 38;
const HAT = 42;
const OPEN_HAT = 46;
const CRASH = 49;
const RIDE = 51;
const TOMS: readonly Pitch[] = [50, 48, 47, 45, 43, 41];

/** How often a stick bounces off the pad, and how long after the stroke. */
const BOUNCES = { chance: 0.06, after: [5, 25] } as const;
/** A pad's note-off says nothing; modules send it some moments after the stroke. */
const GATE = 0.1;
const GHOST: readonly [number, number] = [8, 28];

/** The pads for a child that plays melodies, as on a pad with eight fields: neighbouring keys, neighbouring pads. */
export function padFor(pitch: Pitch): Pitch {
  const pads = [KICK, SNARE, HAT, 45, OPEN_HAT, 48, CRASH, RIDE];
  return pads[(((pitch - 60) % pads.length) + pads.length) % pads.length] ?? SNARE;
}

/** The stick comes back from the pad now and then: the same pad again, softer, some milliseconds later. */
export function withBounces(draws: Draws, notes: readonly ChildNote[]): ChildNote[] {
  return notes.flatMap((note) => {
    if (draws.unit() >= BOUNCES.chance) return [note];
    const onset = note.onset + draws.between(...BOUNCES.after);
    return [note, { ...note, onset, velocity: Math.max(1, Math.round(note.velocity * draws.between(0.2, 0.6))) }];
  });
}

/** Kick and snare on the beats, a hat in the halves, ghost notes in the quarters, and a fill at the end of a phrase. */
export function drumOnPads({ draws, beat, accompanied }: Moment): ChildPhrase {
  const bars = accompanied ? draws.whole(4, 10) : draws.whole(2, 4);
  const count = 4 * bars;
  const cymbal = draws.pick([HAT, HAT, RIDE]);
  const busy = draws.unit();
  const fill = draws.unit() < 0.7;
  const stroke = (place: number, pitch: Pitch, low: number, high: number) => ({
    place,
    pitch,
    velocity: draws.whole(low, high),
    length: GATE,
  });
  const phrase = beatOut(draws, beat, count, (number) => {
    if (fill && number === count - 1) {
      return [0, 0.25, 0.5, 0.75].map((place) => stroke(place, draws.pick(TOMS), 70, 110));
    }
    const first = number % 4 === 0;
    const main = stroke(0, number % 2 === 0 ? KICK : SNARE, 65, 105);
    const crash = first && number > 0 && draws.unit() < 0.15 ? [stroke(0, CRASH, 80, 115)] : [];
    const half = draws.unit() < busy ? [stroke(0.5, draws.unit() < 0.1 ? OPEN_HAT : cymbal, 40, 75)] : [];
    const ghosts = [0.25, 0.75].flatMap((place) => (draws.unit() < 0.12 ? [stroke(place, SNARE, ...GHOST)] : []));
    return [main, ...crash, ...half, ...ghosts];
  });
  return { ...phrase, notes: withBounces(draws, phrase.notes) };
}
