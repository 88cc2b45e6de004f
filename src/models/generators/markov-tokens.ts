import type { Note } from "../../engine/music/note.ts";
import { noteEnd } from "../../engine/music/note.ts";
import { Draws, seeded } from "../../engine/random.ts";
import type { Ticks } from "../../engine/time/units.ts";
import { ContextCounts, drawNext } from "./chain.ts";
import type { Generator } from "./generator.ts";
import { libraryLines, rememberLast } from "./library-lines.ts";
import { nearestTone, placeSegments, sourceLine, tonesOf, wantedTicks } from "./source-line.ts";

/** A note as the chain knows it: interval from the note before, its duration, and the rest after it in ticks. */
interface Token {
  readonly interval: number;
  readonly duration: number;
  readonly rest: number;
}

/** One token for each note but the first, as text, of a line that ends at `end`. */
export function tokensOf({ notes, end }: { readonly notes: readonly Note[]; readonly end: Ticks }): string[] {
  return notes.slice(1).map((note, i) => {
    const next = notes[i + 2]?.onset ?? end;
    return `${note.pitch - (notes[i]?.pitch ?? 0)},${note.duration},${Math.max(0, next - noteEnd(note))}`;
  });
}

function parseToken(text: string): Token {
  const [interval = 0, duration = 0, rest = 0] = text.split(",").map(Number);
  return { interval, duration: Math.max(1, duration), rest };
}

/**
 * A Markov chain note by note on tokens of interval and duration (and the rest after, so that rests are not lost). It is
 * given the source's tokens and, as its back-off, those of the library's other tunes (see {@link drawNext}). It begins at a
 * random place of the source. A chain of intervals knows no key and drifts: it may only go to pitches that the source has,
 * which keeps it in the source's scale and range. Bars mean nothing to it.
 */
export function markovTokens(order: 1 | 2): Generator {
  const countLibrary = rememberLast((library, except) => {
    const counts = new ContextCounts(order);
    for (const line of libraryLines(library, except)) counts.add(tokensOf(placeSegments(line)));
    return counts;
  });
  const read = new Map<string, Token>();
  const readToken = (text: string): Token => {
    const token = read.get(text) ?? parseToken(text);
    read.set(text, token);
    return token;
  };
  return {
    name: `markov-tokens-${order}`,
    title: `Markov on (interval, duration), order ${order}`,
    generate(task) {
      const { anchor, notes: line, end } = sourceLine(task.source);
      const draws = new Draws(seeded(task.seed, `markov tokens ${order} ${task.source.id}`));
      const tokens = tokensOf({ notes: line, end });
      const own = new ContextCounts(order);
      own.add(tokens);
      const library = countLibrary(task.library, task.source.id);

      const tones = tonesOf({ notes: line });
      const known = new Set(tones);
      const velocity = Math.round(line.reduce((sum, note) => sum + note.velocity, 0) / line.length);
      const start = draws.whole(0, line.length - 1);
      const past = tokens.slice(0, start);
      let pitch = line[start]?.pitch ?? 0;
      const notes: Note[] = [];
      const wanted = wantedTicks(task);
      for (let at = 0; at < wanted; ) {
        const leads = (symbol: string) => known.has(pitch + readToken(symbol).interval);
        // From a tone that nothing known leads away from, the nearest tone to where any token leads.
        const symbol = drawNext(own, library, past, leads, draws) ?? drawNext(own, library, [], () => true, draws);
        const only = line[0];
        const token = symbol ? readToken(symbol) : { interval: 0, duration: only?.duration ?? 1, rest: 0 };
        pitch = nearestTone(tones, pitch + token.interval);
        notes.push({ onset: at, duration: token.duration, pitch: pitch + anchor, velocity });
        at += token.duration + token.rest;
        if (symbol) past.push(symbol);
      }
      return { notes, joins: [] };
    },
  };
}
