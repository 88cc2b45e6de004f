import type { Melody } from "../../src/engine/music/melody.ts";
import type { Note } from "../../src/engine/music/note.ts";
import { Draws, seeded } from "../../src/engine/random.ts";
import { PPQ } from "../../src/engine/time/units.ts";

/** A tune in C that walks at random in crotchets and quavers, of so many 4/4 bars; equal ids give equal tunes. */
export function walkingTune(id: string, bars = 16): Melody {
  const draws = new Draws(seeded(1, id));
  const notes: Note[] = [];
  let pitch = 60 + draws.whole(-3, 3);
  for (let onset = 0; onset < bars * 4 * PPQ; ) {
    const duration = draws.pick([PPQ / 2, PPQ, PPQ]);
    notes.push({ onset, duration, pitch, velocity: 80 });
    onset += duration;
    pitch = Math.max(52, Math.min(70, pitch + draws.whole(-4, 4)));
  }
  return {
    id,
    title: id,
    notes,
    key: { tonic: 0, mode: "major" },
    meter: { beats: 4, unit: 4 },
    tempo: 120,
    pickup: 0,
  };
}
