import type { Melody } from "../../../src/engine/music/melody.ts";
import { PPQ } from "../../../src/engine/time/units.ts";

/** A tune in C major, 4/4, of crotchets with these pitches. */
export function crotchets(id: string, pitches: readonly number[]): Melody {
  return {
    id,
    title: id,
    notes: pitches.map((pitch, i) => ({ onset: i * PPQ, duration: PPQ, pitch, velocity: 80 })),
    key: { tonic: 0, mode: "major" },
    meter: { beats: 4, unit: 4 },
    tempo: 100,
    pickup: 0,
  };
}

/** Tunes with hardly a tune in them. */
export const ODD_TUNES: readonly Melody[] = [
  crotchets(
    "eight equal notes",
    Array.from({ length: 8 }, () => 60),
  ),
  crotchets("one segment", [60, 62, 64, 65, 67, 65, 64, 62]),
  crotchets("one note", [72]),
  crotchets("the lowest notes", [0, 2, 0, 4, 5, 4, 2, 0, 0, 2, 0, 4, 5, 4, 2, 0]),
  crotchets("the highest notes", [127, 125, 127, 124, 122, 124, 125, 127, 127, 125, 127, 124, 122, 124, 125, 127]),
  crotchets("from end to end", [0, 127, 0, 127, 64, 0, 127, 3, 125, 60, 61, 62]),
  {
    ...crotchets("with long rests", [60, 64, 67]),
    notes: [0, 40, 81].map((beat) => ({ onset: beat * PPQ, duration: PPQ / 3, pitch: 60 + beat / 10, velocity: 1 })),
  },
].map((tune) => ({ ...tune, notes: tune.notes.map((note) => ({ ...note, pitch: Math.round(note.pitch) })) }));
