import type { Melody } from "../../engine/music/melody.ts";
import { type Note, noteEnd } from "../../engine/music/note.ts";
import { Draws, seeded } from "../../engine/random.ts";
import { millisToTicks } from "../../engine/time/units.ts";
import type { Generator } from "../generators/generator.ts";

/** The notes, the first at 0. */
function fromStart(notes: readonly Note[]): Note[] {
  const start = notes[0]?.onset ?? 0;
  return notes.map((note) => ({ ...note, onset: note.onset - start }));
}

/** A real tune as it stands, once: what the ruler says of music that nobody generated. */
export const heldOutTune: Generator = {
  name: "held-out-tune",
  title: "Held-out tunes",
  generate: ({ source }) => ({ notes: fromStart(source.notes), joins: [] }),
};

/**
 * Real tunes one after another, beginning with the source, the others drawn by chance: what real music is like at the
 * length of a stream. Each tune keeps its own key and meter; at the source's tempo.
 */
export function heldOutMedley(tunes: readonly Melody[]): Generator {
  return {
    name: "held-out-medley",
    title: "Held-out tunes, joined",
    generate({ source, duration, seed }) {
      const draws = new Draws(seeded(seed, `medley ${source.id}`));
      const wanted = millisToTicks(duration, source.tempo);
      const notes: Note[] = [];
      const left = tunes.filter(({ id }) => id !== source.id);
      let next: Melody | undefined = source;
      for (let end = 0; next && end < wanted; ) {
        const start = end;
        notes.push(...fromStart(next.notes).map((note) => ({ ...note, onset: note.onset + start })));
        const last = notes.at(-1);
        end = last ? noteEnd(last) : end;
        next = left.splice(draws.whole(0, Math.max(0, left.length - 1)), 1)[0];
      }
      // Where tunes meet, nothing was joined: there are no joins to be judged.
      return { notes, joins: [] };
    },
  };
}
