import { median } from "../listening/interval.ts";
import type { PlayedNote } from "../listening/phrase.ts";
import { levelOf, velocityOf } from "../music/level.ts";
import type { Decibels, Millis } from "../time/units.ts";
import { copyPhrase } from "./copy.ts";
import { tempoNow } from "./footing.ts";
import { periodOf } from "./grid.ts";
import { takeIn } from "./hearing.ts";
import { breathOf, makeOffer, takeTurns } from "./offer.ts";
import type { PlannedNote } from "./partner.ts";
import { steerOffer } from "./steered.ts";
import type { Reaction, Scene, Technique } from "./technique.ts";

/** practice.md 5. */
const WIDER: Decibels = 3;
const LONGER_PAUSE = 1.5;
const LONGEST: Millis = 8_000;
/** From here on a difference is a contrast: what most listeners notice at once. */
const LEAST = { gap: 3 as Decibels, pause: 1.5 } as const;

/** What stands out in a phrase. `place`: the note it comes to. */
type Contrast =
  | { readonly kind: "loudness"; readonly place: number; readonly gap: Decibels }
  | { readonly kind: "pause"; readonly place: number; readonly ratio: number };

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

/** Where the phrase falls best into a loud and a soft part, and by how much; negative where it gets softer. */
function loudestTurn(notes: readonly PlannedNote[]): Extract<Contrast, { kind: "loudness" }> {
  const levels = notes.map(({ velocity }) => levelOf(velocity));
  let best = { kind: "loudness" as const, place: 0, gap: 0 };
  for (let place = 1; place < levels.length; place++) {
    const gap = mean(levels.slice(place)) - mean(levels.slice(0, place));
    if (Math.abs(gap) > Math.abs(best.gap)) best = { ...best, place, gap };
  }
  return best;
}

/** The longest interval between onsets against the middle one. */
function longestPause(notes: readonly PlannedNote[]): Extract<Contrast, { kind: "pause" }> {
  const intervals = notes.slice(1).map(({ onset }, i) => onset - (notes[i]?.onset ?? 0));
  const longest = Math.max(0, ...intervals);
  const usual = median(intervals.filter((interval) => interval > 0 && interval < longest)) ?? longest;
  return { kind: "pause", place: intervals.indexOf(longest) + 1, ratio: usual > 0 ? longest / usual : 1 };
}

/** The largest contrast of a phrase, each measured in what makes it one; undefined where there is none. */
function largestContrast(notes: readonly PlannedNote[]): Contrast | undefined {
  const turn = loudestTurn(notes);
  const pause = longestPause(notes);
  const gap = Math.abs(turn.gap) / LEAST.gap;
  const wait = Math.log(pause.ratio) / Math.log(LEAST.pause);
  if (Math.max(gap, wait) < 1) return undefined;
  return gap >= wait ? turn : pause;
}

/** The softer part 3 dB softer still: the gap grows, and nothing gets louder. */
function widenGap(notes: readonly PlannedNote[], { place, gap }: { place: number; gap: Decibels }): PlannedNote[] {
  return notes.map((note, i) => {
    const soft = gap < 0 ? i >= place : i < place;
    const velocity = Math.max(1, Math.floor(velocityOf(levelOf(note.velocity) - WIDER)));
    return soft ? { ...note, velocity } : note;
  });
}

/** The pause half as long again, as far as eight seconds hold it. */
function lengthenPause(notes: readonly PlannedNote[], { place }: { place: number }): PlannedNote[] {
  const end = Math.max(...notes.map(({ onset, duration }) => onset + duration));
  const pause = (notes[place]?.onset ?? 0) - (notes[place - 1]?.onset ?? 0);
  const more = Math.max(0, Math.min((LONGER_PAUSE - 1) * pause, LONGEST - end));
  return notes.map((note, i) => (i >= place ? { ...note, onset: note.onset + more } : note));
}

const SAYS = {
  loudness: ({ gap }: { gap: Decibels }) =>
    `Exaggerates ${gap < 0 ? "loud to soft" : "soft to loud"}: the largest contrast, ${Math.abs(gap).toFixed(0)} dB, is 3 dB larger`,
  pause: ({ ratio }: { ratio: number }) =>
    `Exaggerates the pause: the largest contrast, ${ratio.toFixed(1)} times the usual interval, is half as long again`,
} as const;

function exaggeratePhrase(scene: Scene, at: Millis, phrase: readonly PlayedNote[]): Reaction {
  const copy = copyPhrase(scene, phrase);
  const contrast = largestContrast(copy);
  const offer = !contrast
    ? copy
    : contrast.kind === "loudness"
      ? widenGap(copy, contrast)
      : lengthenPause(copy, contrast);
  const says = !contrast
    ? "Echoes: there was no contrast to enlarge"
    : contrast.kind === "loudness"
      ? SAYS.loudness(contrast)
      : SAYS.pause(contrast);
  const breath = breathOf(scene.steering, periodOf(tempoNow(scene)));
  const partner = { ...takeIn(scene, phrase), offeredAgain: 0 };
  return { ...makeOffer(partner, steerOffer(scene, offer), at + breath), decision: says };
}

/** Exaggerate: gives the child's phrase back with its largest contrast, of loudness or of a pause, made larger. */
export const exaggerate: Technique = {
  name: "exaggerate",
  label: "Exaggerate",
  card: true,
  keepsTime: false,
  react(scene, cue) {
    return cue.kind === "phrase" ? exaggeratePhrase(scene, cue.at, cue.phrase) : takeTurns(scene, cue);
  },
};
