import { type Key, nearestMode } from "../music/key.ts";
import { pitchClass } from "../music/note.ts";
import { type Scale, scaleOf } from "../music/scale.ts";
import { OWN_SCALE } from "../music/scales.ts";
import type { Bpm, Millis, PitchClass } from "../time/units.ts";
import { BEATS_IN_BAR, beginsBar, type Grid, periodOf } from "./grid.ts";
import type { Partner } from "./partner.ts";
import type { Cue } from "./technique.ts";

/** One scale gives way to another over some bars: what both have sounds until the new one's bar line. Immutable. */
export interface Blend {
  /** What holds until then: the tones that both have, or the scale before where those are too few to make music of. */
  readonly key: Key;
  /** Bar lines that are left, the new scale's among them. */
  readonly bars: number;
  /** When that is; while a beat is kept, as far as it can be foretold. */
  readonly until: Millis;
}

/** A key and the scale that is used of it. */
export interface Sounded {
  readonly key: Key;
  readonly scale: Scale;
}

const tonesOf = ({ key, scale }: Sounded): PitchClass[] => scale.steps.map((step) => pitchClass(key.tonic + step));

/** What holds between two scales. */
function between(before: Sounded, after: Sounded): Key {
  const common = tonesOf(before).filter((tone) => tonesOf(after).includes(tone));
  if (common.length < OWN_SCALE.fewest) return { ...before.key, scale: before.scale.steps };
  const tonic = [before.key.tonic, after.key.tonic].find((tone) => common.includes(tone)) ?? common[0] ?? 0;
  const steps = common.map((tone) => pitchClass(tone - tonic)).sort((a, b) => a - b);
  return { tonic, mode: nearestMode(steps), scale: steps };
}

function isSame(one: Sounded, other: Sounded): boolean {
  const tones = tonesOf(other);
  return one.key.tonic === other.key.tonic && tonesOf(one).join() === tones.join();
}

/** The bar line so many bars on: of the beat that is kept, or counted from `at` at a tempo. */
function barLineIn(bars: number, grid: Grid | null, tempo: Bpm, at: Millis): Millis {
  const bar = BEATS_IN_BAR * periodOf(tempo);
  if (!grid) return at + bars * bar;
  const beats = (BEATS_IN_BAR - (grid.index % BEATS_IN_BAR)) % BEATS_IN_BAR;
  return grid.beat + beats * periodOf(tempo) + (bars - 1) * bar;
}

/** The change from one scale to another that begins at `at`; null where both are the same. */
export function beginBlend(
  { grid }: Pick<Partner, "grid">,
  tempo: Bpm,
  before: Sounded,
  after: Sounded,
  at: Millis,
  bars: number,
): Blend | null {
  if (isSame(before, after)) return null;
  return { key: between(before, after), bars, until: barLineIn(bars, grid, tempo, at) };
}

/** The change as it stands at a time; null once it is over. While a beat is kept its bar lines count, else the time. */
export function blendAt({ blend, grid }: Pick<Partner, "blend" | "grid">, at: Millis): Blend | null {
  const keepsBeat = grid !== null && grid.beat >= at;
  return blend && (keepsBeat || at < blend.until) ? blend : null;
}

/** The partner with its change of scale as it stands when the cue comes: a bar line that is about to be filled counts it down. */
export function moveBlend(partner: Partner, cue: Cue): Partner {
  const { blend, grid, sounding } = partner;
  if (!blend) return partner;
  const isBeat = cue.kind === "wake" && cue.name === "beat" && grid !== null && grid.beat >= cue.at;
  if (!isBeat || !beginsBar(grid)) {
    const now = blendAt(partner, cue.at);
    return now === blend ? partner : { ...partner, blend: now };
  }
  const bars = blend.bars - 1;
  if (bars <= 0) return { ...partner, blend: null };
  const until = grid.beat + bars * BEATS_IN_BAR * periodOf(sounding.tempo);
  return { ...partner, blend: { ...blend, bars, until } };
}

/** A key with the scale that is set for it, or that its mode has where nothing is heard. */
export function withScale(key: Key): Sounded {
  return { key, scale: scaleOf(key, []) };
}
