import { nextBeat, type SteadyBeat, steadyBeat } from "../listening/pulse-tracker.ts";
import { unevenness } from "../listening/readouts.ts";
import type { Key } from "../music/key.ts";
import { Draws, fork } from "../random.ts";
import type { Bpm, Decibels, Millis } from "../time/units.ts";
import {
  AHEAD,
  beginsBar,
  foldTempo,
  followTempo,
  type Grid,
  openGrid,
  passBeat,
  periodOf,
  rampTempo,
  settleBeat,
} from "./grid.ts";
import { takeIn } from "./hearing.ts";
import type { Partner, PlannedNote } from "./partner.ts";
import { approach, type Sounding } from "./sounding.ts";
import type { Cue, Reaction, Scene } from "./technique.ts";
import type { UpperLine } from "./upper-line.ts";

/** One beat to be filled. */
export interface Beat {
  readonly scene: Scene;
  readonly grid: Grid;
  /** Length of this beat. */
  readonly period: Millis;
  readonly bar: boolean;
  readonly sounding: Sounding;
  readonly key: Key;
  readonly line: UpperLine;
  readonly draws: Draws;
}

/** What fills a beat. */
export interface Filled {
  /** In session time, from the beat on. */
  readonly notes: readonly PlannedNote[];
  /** Where the melody over it has come to, and the partner's stream if it was composed on. */
  readonly line?: UpperLine;
  readonly stream?: Partner["stream"];
}

/** How a technique accompanies. */
export interface Style {
  /** The share of the way to the child's tempo and beat that is gone, 0–1; the Leads slider takes its part of it. */
  readonly follow: number;
  /** Its tempo against the child's: 1, or a little less. */
  readonly pace: number;
  /** What the sound goes towards; the tempo has its own rule. */
  wish(scene: Scene, at: Millis): Omit<Sounding, "tempo">;
  fill(beat: Beat): Filled;
}

/** The child plays over it: the accompaniment is turned down by this much, this fast (practice.md 8), */
const DUCK = { level: -6 as Decibels, over: 150 as Millis };
/** and comes back as slowly as a new layer would. */
const COME_BACK: Millis = 1_000;
/** From a tap to the first beat, at the least. */
const LEAST_START: Millis = 400;
/** Nobody is followed whose intervals are as uneven as this (practice.md 8). */
const TOO_UNEVEN = 0.35;

/** The child's beat, where there is one to be followed. */
function beatToFollow({ listening }: Scene): SteadyBeat | undefined {
  const steady = steadyBeat(listening.pulse);
  return steady && (unevenness(listening) ?? 0) <= TOO_UNEVEN ? steady : undefined;
}

function withinRange(tempo: Bpm, { tempoRange }: Scene): Bpm {
  return Math.max(tempoRange.least, Math.min(tempoRange.most, tempo));
}

/** The tempo to begin with: the set one, the child's, or what was played before. */
function firstTempo(scene: Scene, { pace }: Style): Bpm {
  const { steering, partner } = scene;
  const child = beatToFollow(scene);
  const heard = child && foldTempo(child.tempo, partner.sounding.tempo) * pace;
  return withinRange(steering.tempo ?? heard ?? partner.sounding.tempo, scene);
}

function begin(scene: Scene, at: Millis, style: Style): Reaction {
  const { partner, listening, steering } = scene;
  if (partner.grid && partner.grid.beat > at) return { partner: { ...partner, state: "accompanying" } };
  const tempo = firstTempo(scene, style);
  const child = steering.tempo === null ? nextBeat(listening.pulse, at + LEAST_START) : undefined;
  const grid = openGrid(child ?? at + LEAST_START, tempo);
  return {
    partner: { ...partner, state: "accompanying", spaceEndsAt: null, grid, sounding: { ...partner.sounding, tempo } },
    wakes: [{ name: "beat", at: grid.beat - AHEAD }],
  };
}

/** The tempo at the next beat. */
function nextTempo(scene: Scene, style: Style, child: SteadyBeat | undefined, period: Millis): Bpm {
  const { steering, partner } = scene;
  const { tempo } = partner.sounding;
  if (steering.tempo !== null) return rampTempo(tempo, withinRange(steering.tempo, scene), period);
  if (!child) return tempo;
  const wanted = withinRange(foldTempo(child.tempo, tempo) * style.pace, scene);
  return followTempo(tempo, wanted, period, style.follow * steering.leads);
}

function fillBeat(scene: Scene, at: Millis, style: Style): Reaction {
  const { partner, steering } = scene;
  if (!partner.grid || partner.grid.beat < at) return { partner };
  const child = beatToFollow(scene);
  const tempo = nextTempo(scene, style, child, partner.grid.beat - partner.grid.last);
  // A set tempo or one a little slower than the child's keeps its own beat: two pulses that part cannot share one.
  const shared = steering.tempo === null && style.pace === 1 ? child : undefined;
  const grid = settleBeat(partner.grid, tempo, shared, style.follow * steering.leads);
  const seconds = (grid.beat - grid.last) / 1_000;
  const sounding = { ...approach(partner.sounding, style.wish(scene, at), seconds), tempo };
  const filled = style.fill({
    scene,
    grid,
    period: periodOf(tempo),
    bar: beginsBar(grid),
    sounding,
    key: partner.key,
    line: partner.line,
    draws: new Draws(fork(scene.random, `beat ${grid.index} ${at}`)),
  });
  const next = passBeat(grid, tempo);
  return {
    partner: {
      ...partner,
      state: "accompanying",
      grid: next,
      sounding,
      line: filled.line ?? partner.line,
      stream: filled.stream === undefined ? partner.stream : filled.stream,
    },
    play: filled.notes,
    wakes: [{ name: "beat", at: next.beat - AHEAD }],
  };
}

/**
 * A beat that goes on under the child's playing: it follows as far as the therapist lets the child lead, goes down while the
 * child plays and up again after, and takes the child's phrases in as material. What it plays is the style's.
 */
export function accompany(scene: Scene, cue: Cue, style: Style): Reaction {
  const { partner } = scene;
  switch (cue.kind) {
    case "enter":
      return begin(scene, cue.at, style);
    case "onset":
      if (partner.duck === DUCK.level) return { partner };
      return { partner: { ...partner, duck: DUCK.level }, level: DUCK };
    case "phrase":
      return {
        partner: { ...takeIn(scene, cue.phrase), duck: 0 },
        level: { level: 0, over: COME_BACK },
      };
    case "wake":
      return cue.name === "beat" ? fillBeat(scene, cue.at, style) : { partner };
    case "tap":
      return { partner };
  }
}
