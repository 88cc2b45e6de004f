import { onsetsOf } from "../listening/onsets.ts";
import type { PlayedNote } from "../listening/phrase.ts";
import { TWELFTHS } from "../listening/pulse-pattern.ts";
import { steadyBeat } from "../listening/pulse-tracker.ts";
import type { Draws } from "../random.ts";
import type { Bpm, Millis } from "../time/units.ts";
import { BEAT_CELLS, type BeatCell, cellsOf, placesOf } from "./beat-cells.ts";
import { DRUMMED } from "./drummed.ts";
import { periodOf } from "./grid.ts";
import { isPitched } from "./harmony.ts";
import type { Scene } from "./technique.ts";

/** A rhythm on a beat grid. */
export interface Rhythm {
  readonly tempo: Bpm;
  /** The beats, each as its cell; the first and the last strike something. */
  readonly beats: readonly BeatCell[];
}

/** How much the child's own ways count beside the drummers', and how much the beat that stood here in the phrase. */
const WEIGHT = { childStep: 3, childCell: 1, drummers: 1, here: 0.6 } as const;
/** A cell with so many strokes more or less than the child's beats usually have is e times less likely. */
const DENSITY = 1;
const TRIES = 16;

/** What is struck, in order, as twelfths of a beat from the rhythm's first beat. */
export function strokesOf({ beats }: Rhythm): number[] {
  return beats.flatMap((cell, beat) => placesOf(cell).map((place) => beat * TWELFTHS + place));
}

/** Where in its beat a phrase begins, in beats, 0 to below 1: on a steady beat where there is one. */
function phaseOf({ listening }: Scene, first: Millis, period: Millis): number {
  const steady = steadyBeat(listening.pulse);
  if (!steady) return 0;
  const beats = (first - steady.beat) / period;
  const phase = beats - Math.floor(beats);
  return phase > 1 - 1.5 / TWELFTHS ? 0 : phase;
}

/** The strokes on pads as a rhythm, counted at `tempo`. */
export function rhythmOf(scene: Scene, pads: readonly PlayedNote[], tempo: Bpm): Rhythm {
  const onsets = onsetsOf(pads);
  const first = onsets[0] ?? 0;
  const phase = phaseOf(scene, first, periodOf(tempo));
  return { tempo, beats: cellsOf(onsets.map((onset) => phase + (onset - first) / periodOf(tempo))) };
}

/** The child's ways: how often each cell came, and each after each, in its last phrases. */
function waysOf(scene: Scene, tempo: Bpm): { cells: number[]; steps: number[][] } {
  const cells = new Array<number>(BEAT_CELLS).fill(0);
  const steps = Array.from({ length: BEAT_CELLS }, () => new Array<number>(BEAT_CELLS).fill(0));
  for (const phrase of scene.listening.phrases) {
    const pads = phrase.filter((note) => !isPitched(note));
    if (pads.length === 0) continue;
    const { beats } = rhythmOf(scene, pads, tempo);
    beats.forEach((cell, i) => {
      cells[cell] = (cells[cell] ?? 0) + 1;
      const row = steps[beats[i - 1] ?? 0];
      if (i > 0 && row) row[cell] = (row[cell] ?? 0) + 1;
    });
  }
  return { cells, steps };
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const share = (values: readonly number[] | undefined, cell: BeatCell) =>
  values && sum(values) > 0 ? (values[cell] ?? 0) / sum(values) : 0;

/** Draws the beat after `before`, where the phrase had `here`: as the child goes on, and as drummers do. */
function drawBeat(
  before: BeatCell,
  here: BeatCell,
  ways: ReturnType<typeof waysOf>,
  allowed: (cell: BeatCell) => boolean,
  draws: Draws,
): BeatCell {
  const usual = sum(ways.cells.map((count, cell) => count * placesOf(cell).length)) / Math.max(1, sum(ways.cells));
  const weights = Array.from({ length: BEAT_CELLS }, (_, cell) => {
    if (!allowed(cell)) return 0;
    const likely =
      WEIGHT.childStep * share(ways.steps[before], cell) +
      WEIGHT.childCell * share(ways.cells, cell) +
      WEIGHT.drummers * share(DRUMMED[before], cell) +
      (cell === here ? WEIGHT.here : 0);
    return likely * Math.exp(-Math.abs(placesOf(cell).length - usual) / DENSITY);
  });
  let point = draws.unit() * sum(weights);
  for (let cell = 0; cell < BEAT_CELLS; cell++) {
    point -= weights[cell] ?? 0;
    if (point < 0) return cell;
  }
  return here;
}

/** How many of a phrase's first beats are kept. */
function keptOf(count: number, draws: Draws): number {
  return count < 2 ? 0 : draws.whole(1, Math.ceil(count / 2));
}

/**
 * A rhythm that answers: it begins as the phrase did and goes on as the child and drummers do, with `most` strokes at the most,
 * and no longer than the phrase. Never the phrase itself, where another rhythm is possible: one stroke can only be one.
 */
export function answerRhythm(scene: Scene, phrase: Rhythm, most: number, draws: Draws): Rhythm {
  const { tempo, beats } = phrase;
  const ways = waysOf(scene, tempo);
  const all = strokesOf(phrase);
  const last = all[all.length - 1] ?? 0;
  for (let tries = 0; tries < TRIES; tries++) {
    const kept = tries < TRIES / 2 ? keptOf(beats.length, draws) : 0;
    const answer = beats.slice(0, kept);
    let left = most - strokesOf({ tempo, beats: answer }).length;
    for (let beat = kept; beat < beats.length; beat++) {
      const allowed = (cell: BeatCell) => {
        const places = placesOf(cell);
        const ends = places[places.length - 1];
        return places.length <= left && (ends === undefined || beat * TWELFTHS + ends <= last);
      };
      const cell = drawBeat(answer[beat - 1] ?? beats[beat] ?? 0, beats[beat] ?? 0, ways, allowed, draws);
      if (!allowed(cell)) break;
      answer.push(cell);
      left -= placesOf(cell).length;
    }
    const strokes = strokesOf({ tempo, beats: answer });
    // An answer that is over in the first half of the phrase is none.
    const full =
      strokes.length > 0 && (strokes[strokes.length - 1] ?? 0) - (strokes[0] ?? 0) >= 0.5 * (last - (all[0] ?? 0));
    const copies =
      strokes.map((stroke) => stroke - (strokes[0] ?? 0)).join() === all.map((stroke) => stroke - (all[0] ?? 0)).join();
    if (full && !copies) return { tempo, beats: answer };
  }
  return phrase;
}
