import type { Melody } from "../../engine/music/melody.ts";
import { noteEnd } from "../../engine/music/note.ts";
import { WINDOW } from "../../engine/music/ruler/window.ts";
import { type Segment, segmentMelody } from "../../engine/music/segment.ts";
import { Draws, type Random } from "../../engine/random.ts";
import { ticksToMillis } from "../../engine/time/units.ts";
import { shuffle } from "../batches.ts";
import type { Split } from "../dataset.ts";
import { TuneSelection } from "../tune-selection.ts";

/** A held-out tune that music is made from. */
export interface HeldOutTune {
  readonly melody: Melody;
  readonly seconds: number;
}

/** What is generated: from each tune with each seed so much music, all generators from the same library. */
export interface EvaluationPlan {
  readonly tunes: readonly HeldOutTune[];
  readonly seeds: number;
  readonly minutes: number;
  /** Segments of training tunes; a generator gets those of the held-out tune besides. */
  readonly library: readonly Segment[];
  readonly libraryTunes: number;
  /** All tunes that were trained on: what must not be copied. */
  readonly known: readonly Melody[];
}

/** A tune of a corpus and the part of the corpus that it is in. */
export interface SplitTune {
  readonly melody: Melody;
  readonly split: Split;
}

/** As many segments as the engine holds in a session (music.md: 2,000). */
const LIBRARY_SEGMENTS = 2_000;

/** The items in an order drawn by chance. */
function shuffled<T>(items: readonly T[], random: Random): T[] {
  const order = [...items];
  shuffle(order, new Draws(random));
  return order;
}

/**
 * Chooses, by chance and nothing else, the held-out tunes and the library. Held-out tunes are of the test split, never seen
 * in training, and have a window of 64 notes at the least; of tunes with one incipit the first counts. Throws RangeError when the corpus
 * holds no such tune.
 */
export function planEvaluation(
  corpus: readonly SplitTune[],
  size: { readonly tunes: number; readonly seeds: number; readonly minutes: number },
  random: Random,
): EvaluationPlan {
  const selection = new TuneSelection();
  const distinct = [...corpus]
    .sort((a, b) => (a.melody.id < b.melody.id ? -1 : a.melody.id > b.melody.id ? 1 : 0))
    .filter(({ melody }) => selection.choose(melody).kind === "taken");
  const partOf = (part: Split) => distinct.filter(({ split }) => split === part).map(({ melody }) => melody);
  const heldOut = partOf("test").filter(({ notes }) => notes.length >= WINDOW);
  const training = partOf("training");
  if (heldOut.length === 0)
    throw new RangeError(`none of the ${corpus.length} tunes is held out and has ${WINDOW} notes`);
  const library: Segment[] = [];
  let libraryTunes = 0;
  for (const tune of shuffled(training, random)) {
    if (library.length >= LIBRARY_SEGMENTS) break;
    library.push(...segmentMelody(tune).segments);
    libraryTunes++;
  }
  const tunes = shuffled(heldOut, random)
    .slice(0, size.tunes)
    .map((melody) => {
      const last = melody.notes.at(-1);
      const length = last ? noteEnd(last) - (melody.notes[0]?.onset ?? 0) : 0;
      return { melody, seconds: Math.round(ticksToMillis(length, melody.tempo) / 1_000) };
    });
  return { tunes, seeds: size.seeds, minutes: size.minutes, library, libraryTunes, known: training };
}
