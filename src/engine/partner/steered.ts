import { levelOf, velocityOf } from "../music/level.ts";
import type { PlannedNote } from "./partner.ts";
import type { Scene } from "./technique.ts";

/**
 * What is offered, as loud and as high as the therapist has set it: the loudness against what the card asks for, the register
 * as far as it leads into the partner's range.
 */
export function steerOffer({ steering, range }: Scene, notes: readonly PlannedNote[]): PlannedNote[] {
  const { loudness, register } = steering;
  if (loudness === 0 && register === 0) return [...notes];
  const pitches = notes.filter(({ voice }) => voice !== "drum").map(({ pitch }) => pitch);
  let shift = 12 * register;
  while (shift > 0 && Math.max(...pitches) + shift > range.high) shift -= 12;
  while (shift < 0 && Math.min(...pitches) + shift < range.low) shift += 12;
  return notes.map((note) => ({
    ...note,
    pitch: note.voice === "drum" ? note.pitch : note.pitch + shift,
    velocity: Math.max(1, Math.min(127, Math.floor(velocityOf(levelOf(note.velocity) + loudness) + 1e-9))),
  }));
}
