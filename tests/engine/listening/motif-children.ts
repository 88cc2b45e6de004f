import { type Draws, seeded } from "../../../src/engine/random.ts";
import type { Millis, Pitch } from "../../../src/engine/time/units.ts";

/** A motif that a pretend child has: steps of its scale above the first note (on pads, the pads), and a rhythm in beats. */
interface Thought {
  readonly places: readonly number[];
  readonly rhythm: readonly number[];
}

/** A note of pretend playing. */
export interface Struck {
  readonly at: Millis;
  readonly pitch: Pitch;
}

/** A motif that was planted: its length, and where in the notes each of its times begins. */
export interface Planted {
  readonly length: number;
  readonly starts: readonly number[];
}

/** How a pretend child with motifs plays. */
export interface MotifChild {
  readonly pad: boolean;
  /** Spread of each interval between onsets, as a share of it. */
  readonly jitter: number;
  /** Whether there are motifs at all. */
  readonly planted: boolean;
  /** Notes of each motif and times it is played; else 2–6 and 2–6, of two notes 4–6. */
  readonly length?: number;
  /** The fewest notes of a motif, else 2. */
  readonly shortest?: number;
  readonly times?: number;
}

const MAJOR = [0, 2, 4, 5, 7, 9, 11];
const PADS: readonly Pitch[] = [36, 38, 42, 45, 49];
const RHYTHM = [0.5, 0.5, 1, 1, 1, 1.5, 2];

/** Where motifs come from. */
export const motifSeed = (number: number) => seeded(number, "pretend motifs");

/**
 * Plays some ninety notes: one or two motifs, each twice or more, moved (by semitones, or by steps of the scale) and a little
 * faster or slower each time; and between them what children play without any motif in mind: wandering, scales, one note again
 * and again, two notes in turn, leaps, in even and uneven rhythm; now and then a pause.
 */
export function playMotifs(child: MotifChild, draws: Draws): { notes: Struck[]; planted: Planted[] } {
  const { pad, jitter } = child;
  const beat = draws.between(380, 800);
  const tonic = draws.whole(55, 66);
  const notes: Struck[] = [];
  let at = 1_000;
  const strike = (pitch: Pitch, beats: number) => {
    notes.push({ at, pitch });
    at += Math.max(60, beats * beat * (1 + draws.normal(0, jitter)));
  };
  const rest = () => {
    at += draws.between(700, 3_000);
  };
  const thoughts = child.planted ? Array.from({ length: draws.whole(1, 2) }, () => think(child, draws)) : [];
  const planted = thoughts.map(({ places }) => ({ length: places.length, starts: [] as number[] }));
  const turns = thoughts.flatMap((_, i) =>
    Array.from({ length: child.times ?? draws.whole(planted[i]?.length === 2 ? 4 : 2, 6) }, () => i),
  );
  for (let i = turns.length - 1; i > 0; i--) {
    const j = draws.whole(0, i);
    [turns[i], turns[j]] = [turns[j] as number, turns[i] as number];
  }
  let left = 0;
  while (notes.length < 60 || turns.length > 0) {
    if (left-- <= 0 && turns.length > 0) {
      const which = turns.pop() as number;
      planted[which]?.starts.push(notes.length);
      say(thoughts[which] as Thought, child, tonic, draws, strike);
      left = draws.whole(0, 2);
      if (draws.unit() < 0.5) rest();
    } else {
      fill(pad, tonic, draws, strike);
      if (draws.unit() < 0.3) rest();
    }
  }
  return { notes, planted };
}

function think({ pad, length, shortest = 2 }: MotifChild, draws: Draws): Thought {
  const size = length ?? draws.whole(shortest, 6);
  for (;;) {
    const places = Array.from({ length: size }, () => (pad ? draws.pick(PADS) : draws.whole(0, 9)));
    const rhythm = Array.from({ length: size }, () => draws.pick(RHYTHM));
    if (!plain(places, pad)) return { places: pad ? places : places.map((place) => place - (places[0] ?? 0)), rhythm };
  }
}

/** Whether these are no more than what is played without a motif in mind. */
function plain(places: readonly number[], pad: boolean): boolean {
  const steps = places.slice(1).map((place, i) => place - (places[i] ?? 0));
  if (places.length === 2) return pad ? steps[0] === 0 : Math.abs(steps[0] ?? 0) < 2;
  const same = steps.every((step) => step === steps[0]);
  const inTurn = steps.every((step, i) => i === 0 || step === -(steps[i - 1] ?? 0));
  return same || inTurn;
}

type Strike = (pitch: Pitch, beats: number) => void;

function inScale(tonic: Pitch, degree: number): Pitch {
  const octave = Math.floor(degree / 7);
  return tonic + 12 * octave + (MAJOR[degree - 7 * octave] ?? 0);
}

function say({ places, rhythm }: Thought, { pad }: MotifChild, tonic: Pitch, draws: Draws, strike: Strike): void {
  const pace = draws.between(0.9, 1.1);
  const alongScale = draws.unit() < 0.3;
  const [from, up] = alongScale ? [draws.whole(-3, 5), 0] : [0, draws.whole(-6, 6)];
  for (const [i, place] of places.entries()) {
    strike(pad ? place : inScale(tonic, place + from) + up, (rhythm[i] ?? 1) * pace);
  }
}

const FILLS = ["wander", "scale", "one note", "two in turn", "leaps"] as const;

function fill(pad: boolean, tonic: Pitch, draws: Draws, strike: Strike): void {
  const kind = draws.pick(FILLS);
  const count = draws.whole(3, 10);
  const even = draws.unit() < 0.5 ? draws.pick([0.5, 1]) : undefined;
  const direction = draws.pick([-1, 1]);
  const [one, other] = pad ? [draws.pick(PADS), draws.pick(PADS)] : [draws.whole(-2, 8), draws.whole(-2, 8)];
  let degree = one;
  for (let i = 0; i < count; i++) {
    strike(pad ? degree : inScale(tonic, degree), even ?? draws.pick(RHYTHM));
    if (kind === "two in turn") degree = degree === one ? other : one;
    else if (kind === "leaps" || (pad && kind !== "one note")) degree = pad ? draws.pick(PADS) : draws.whole(-3, 10);
    else if (kind === "scale") degree += direction;
    else if (kind === "wander") degree += draws.whole(-2, 2);
  }
}
