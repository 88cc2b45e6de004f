import { tempoOf } from "../listening/pulse.ts";
import { nextBeat, type SteadyBeat, steadyBeat } from "../listening/pulse-tracker.ts";
import { unevenness } from "../listening/readouts.ts";
import type { Key } from "../music/key.ts";
import { levelOf } from "../music/level.ts";
import { limitTempo } from "../music/tempo.ts";
import { Draws, fork } from "../random.ts";
import type { Bpm, Decibels, Millis } from "../time/units.ts";
import {
  AHEAD,
  BEATS_IN_BAR,
  beginsBar,
  foldTempo,
  followTempo,
  type Grid,
  openGrid,
  passBeat,
  periodOf,
  settleBeat,
} from "./grid.ts";
import { type Harmony, isInside, nextHarmony } from "./harmony.ts";
import { askedKey, keyNow, takeIn } from "./hearing.ts";
import type { PlannedNote } from "./partner.ts";
import { approach, NO_LAYERS, type Sounding, type Wished } from "./sounding.ts";
import type { Cue, Reaction, Scene } from "./technique.ts";
import { extendLine, keepInScale, type LineNote, NO_LINE, takeLine } from "./upper-line.ts";

/** One beat to be filled. */
export interface Beat {
  readonly scene: Scene;
  readonly grid: Grid;
  /** Length of this beat. */
  readonly period: Millis;
  readonly bar: boolean;
  readonly sounding: Sounding;
  readonly harmony: Harmony;
  /** Notes of the melody that begin in this beat. */
  readonly line: readonly LineNote[];
  readonly draws: Draws;
}

/** How a technique accompanies. */
export interface Style {
  /** What it does, for the therapist, when it begins: "Keeps a steady beat". */
  readonly says: string;
  /** The share of the way to the child's tempo and beat that is gone, 0–1; the Leads slider takes its part of it. */
  readonly follow: number;
  /** Its tempo against the child's: 1, or a little less. */
  readonly pace: number;
  /** A tempo of its own to go to, instead of the set or the child's. */
  readonly tempo?: Bpm | undefined;
  /** A key of its own, instead of the set or the child's; taken at the next bar line. */
  readonly key?: Key | undefined;
  /** Whether it stays on the home chord. */
  readonly still?: boolean;
  /** How far it is turned down while the child plays; as set when left out. */
  readonly duck?: Decibels;
  /** Bars of rest after each bar of melody; left out: no melody. */
  readonly rest?: number;
  /** A bar of melody to take from beat `from` on, instead of one that the networks compose; undefined: they do. */
  weave?(scene: Scene, harmony: Harmony, from: number, tempo: Bpm): readonly LineNote[] | undefined;
  /** What the sound goes towards; the tempo has its own rule. `seconds`: since the last beat. */
  wish(scene: Scene, at: Millis, seconds: number): Wished;
  /** The notes of a beat, in session time, from the beat on. */
  fill(beat: Beat): readonly PlannedNote[];
}

/** The child plays over it: the accompaniment is turned down this fast (practice.md 8), */
const DUCK_OVER: Millis = 150;
/** and comes back as slowly as a new layer would. */
const COME_BACK: Millis = 1_000;
/** From a tap to the first beat, at the least. */
const LEAST_START: Millis = 400;
/** The tempo that a child's is brought nearest to by halves and doubles: the middle of practice.md's 80–110. */
const PREFERRED: Bpm = 94;
/** Two tempos that differ by more cannot share a beat. */
const SAME_TEMPO = 0.01;
/** Chords are chosen by what the child played in so many bars. */
const BARS_HEARD = 2;

/** The child's beat, where there is one to be followed: steady, even, and not long over. */
function beatToFollow({ listening, steering }: Scene, at: Millis): SteadyBeat | undefined {
  const goesOn = nextBeat(listening.pulse, at) !== undefined;
  return goesOn && (unevenness(listening) ?? 0) <= steering.unevenness ? steadyBeat(listening.pulse) : undefined;
}

function withinRange(tempo: Bpm, { tempoRange }: Scene): Bpm {
  return Math.max(tempoRange.least, Math.min(tempoRange.most, tempo));
}

/** The child's tempo, its half or its double: near `near`, and inside the range where one of them is. */
function tempoToShare(child: Bpm, near: Bpm, scene: Scene): Bpm {
  const folded = foldTempo(child, near);
  const { least, most } = scene.tempoRange;
  return [folded, 2 * folded, folded / 2].find((tempo) => tempo >= least && tempo <= most) ?? folded;
}

/** The tempo to begin with: the set one, the child's (of its pulse, or its middle one), or what was played before. */
function firstTempo(scene: Scene, { pace, tempo }: Style): Bpm {
  const { steering, partner, listening } = scene;
  const pulse = steadyBeat(listening.pulse)?.tempo;
  const heard = pulse ?? (listening.onsets.length > 3 ? tempoOf(listening) : undefined);
  const child = heard && tempoToShare(heard, PREFERRED, scene) * pace;
  return withinRange(tempo ?? steering.tempo ?? child ?? partner.sounding.tempo, scene);
}

/** A beat that begins anew: on the child's, where there is one. Every layer fades in. */
export function beginBeat(scene: Scene, at: Millis, style: Style, first?: Millis): Reaction {
  const { partner, listening, steering } = scene;
  const tempo = firstTempo(scene, style);
  const free = style.tempo !== undefined || steering.tempo !== null;
  const child = free ? undefined : nextBeat(listening.pulse, at + LEAST_START);
  const grid = openGrid(first ?? child ?? at + LEAST_START, tempo);
  const now = { ...partner.sounding, ...style.wish(scene, at, 0) };
  return {
    partner: {
      ...partner,
      state: "accompanying",
      spaceEndsAt: null,
      grid,
      line: NO_LINE,
      sounding: { ...now, tempo, layers: NO_LAYERS },
    },
    wakes: [{ name: "beat", at: grid.beat - AHEAD }],
  };
}

function begin(scene: Scene, at: Millis, style: Style): Reaction {
  const { partner } = scene;
  const begun: Reaction =
    partner.grid && partner.grid.beat > at
      ? { partner: { ...partner, state: "accompanying", spaceEndsAt: null } }
      : beginBeat(scene, at, style);
  return { ...begun, decision: `${style.says}, at ${Math.round(begun.partner.sounding.tempo)} BPM` };
}

/** The tempo at the next beat, and the child's beat where it is shared. */
function nextTempo(
  scene: Scene,
  style: Style,
  at: Millis,
  period: Millis,
): { tempo: Bpm; shared: SteadyBeat | undefined } {
  const { steering, partner } = scene;
  const { tempo } = partner.sounding;
  const set = style.tempo ?? steering.tempo;
  if (set !== null) return { tempo: limitTempo(tempo, set, period, scene.tempoRange), shared: undefined };
  const child = beatToFollow(scene, at);
  if (!child) return { tempo, shared: undefined };
  const asked = tempoToShare(child.tempo, tempo, scene) * style.pace;
  const wanted = withinRange(asked, scene);
  // A tempo a little slower than the child's keeps its own beat: two pulses that part cannot share one.
  const together = style.pace === 1 && Math.abs(wanted / asked - 1) <= SAME_TEMPO;
  return {
    tempo: followTempo(tempo, wanted, period, style.follow * steering.leads, steering),
    shared: together ? child : undefined,
  };
}

function fillBeat(scene: Scene, at: Millis, style: Style): Reaction {
  const { partner, steering } = scene;
  if (!partner.grid || partner.grid.beat < at) return { partner };
  const { tempo, shared } = nextTempo(scene, style, at, partner.grid.beat - partner.grid.last);
  const grid = settleBeat(partner.grid, tempo, shared, style.follow * steering.leads);
  const seconds = (grid.beat - grid.last) / 1_000;
  const period = periodOf(tempo);
  const bar = beginsBar(grid);
  const wish = style.wish(scene, at, seconds);
  const level = Math.min(wish.level, levelOf(scene.cap));
  const sounding = { ...approach(partner.sounding, { ...wish, level }, seconds), tempo };
  const { register } = sounding;
  const since = at - BARS_HEARD * BEATS_IN_BAR * period;
  const key = style.key ?? askedKey(scene);
  // A scale that gives way does so at once: a chord with tones outside what holds now is not kept to the bar line.
  const turns = bar || !isInside(partner.harmony, key);
  const harmony = turns
    ? nextHarmony(scene, at, since, {
        heard: keyNow(scene),
        asked: key,
        still: (style.still ?? false) || steering.richness === 0,
        register,
      })
    : partner.harmony;
  const from = Math.max(partner.line.until, grid.index + BEATS_IN_BAR);
  const composes = bar && style.rest !== undefined && partner.line.until <= grid.index + BEATS_IN_BAR;
  const kept = bar ? keepInScale(partner.line, harmony) : partner.line;
  const woven = composes ? style.weave?.(scene, harmony, from, tempo) : undefined;
  const wanted = { line: kept, from, rest: style.rest ?? 0, register, tempo, woven };
  const { line, stream } = composes ? extendLine(scene, harmony, wanted) : { line: kept, stream: partner.stream };
  const taken = takeLine(line, grid.index);
  const draws = new Draws(fork(scene.random, `beat ${grid.index} ${at}`));
  const play = style.fill({ scene, grid, period, bar, sounding, harmony, line: taken.notes, draws });
  const next = passBeat(grid, tempo);
  return {
    partner: { ...partner, state: "accompanying", grid: next, sounding, harmony, line: taken.rest, stream },
    play,
    wakes: [{ name: "beat", at: next.beat - AHEAD }],
  };
}

/**
 * A beat that goes on under the child's playing: it follows as far as the therapist lets the child lead, goes down while the
 * child plays and up again after, and takes the child's phrases in as material. What it plays is the style's.
 */
export function accompany(scene: Scene, cue: Cue, style: Style): Reaction {
  const { partner } = scene;
  const duck = style.duck ?? scene.steering.duck;
  switch (cue.kind) {
    case "enter":
      return begin(scene, cue.at, style);
    case "onset":
      if (partner.duck === duck) return { partner };
      // Down at once, up as slowly as ever.
      return {
        partner: { ...partner, duck },
        level: { level: duck, over: duck < partner.duck ? DUCK_OVER : COME_BACK },
      };
    case "phrase": {
      const heard = { ...takeIn(scene, cue.phrase), duck: 0 };
      return partner.duck === 0 ? { partner: heard } : { partner: heard, level: { level: 0, over: COME_BACK } };
    }
    case "wake":
      return cue.name === "beat" ? fillBeat(scene, cue.at, style) : { partner };
    case "tap":
      return { partner };
  }
}
