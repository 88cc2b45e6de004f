import type { Millis } from "../time/units.ts";
import { gate, type Measure, withheld } from "./measure.ts";
import type { HeardNote, Onset, Run, Span } from "./preprocessing.ts";
import { commonSpans, coveredTime } from "./spans.ts";
import { mean, quartileRange } from "./statistics.ts";

const WINDOW: Millis = 6_000;
const STEP: Millis = 1_000;

/** Onsets a second in each window of 6 s that lies within the phase, one window a second; `at` is a window's end. */
export function densities(phase: Span, onsets: readonly Millis[]): { at: Millis; density: number }[] {
  const windows: { at: Millis; density: number }[] = [];
  for (let at = phase.start + WINDOW; at <= phase.end; at += STEP) {
    const count = onsets.filter((onset) => onset >= at - WINDOW && onset < at).length;
    windows.push({ at, density: (count * 1_000) / WINDOW });
  }
  return windows;
}

/** `density`, how busy: mean of {@link densities} in onsets/s; n = windows, at least one (MTTB-style surface feature). */
export function measureDensity(phase: Span, onsets: readonly Millis[]): Measure {
  const values = densities(phase, onsets).map(({ density }) => density);
  return gate("density", mean(values), values.length, { least: 1, what: "windows of 6 s" });
}

/** `play_time`: time of the child's bouts within the phase / its length, 0–1; n = bouts, at least one. */
export function measurePlayTime(phase: Span, bouts: readonly Run[]): Measure {
  const share = coveredTime(commonSpans(bouts, [phase])) / (phase.end - phase.start);
  return gate("play_time", share, bouts.length, { least: 1, what: "bouts of the child" });
}

/**
 * `together_time`: time in which a bout of the child and one of the partner or therapist go on at once / length of the
 * phase, 0–1; n = such stretches, no minimum. Together is not coordinated.
 */
export function measureTogether(phase: Span, child: readonly Span[], others: readonly Span[]): Measure {
  const both = commonSpans(commonSpans(child, others), [phase]);
  const length = phase.end - phase.start;
  return gate("together_time", length > 0 ? coveredTime(both) / length : undefined, both.length, {
    least: 0,
    what: "stretches of playing together",
  });
}

/** `loud_mean` and `loud_range` (IQR) of note velocities 1–127 of one device; n = notes, at least 10. Devices differ: never compare raw. */
export function measureLoudness(notes: readonly HeardNote[]): Measure[] {
  const velocities = notes.map(({ velocity }) => velocity);
  const needs = { least: 10, what: "notes" };
  return [
    gate("loud_mean", mean(velocities), notes.length, needs),
    gate("loud_range", quartileRange(velocities), notes.length, needs),
  ];
}

/** `register`, mean MIDI pitch, and `register_range`, highest − lowest in semitones, of the notes with a pitch (pads have none). */
export function measureRegister(notes: readonly HeardNote[]): Measure[] {
  const pitches = notes.filter(({ pad }) => !pad).map(({ pitch }) => pitch);
  const n = pitches.length;
  if (n === 0 && notes.length > 0) {
    const reason = "Pads have no pitch: there is no high and low to measure.";
    return [withheld("register", 0, reason), withheld("register_range", 0, reason)];
  }
  const needs = { least: 1, what: "notes with a pitch" };
  return [
    gate("register", mean(pitches), n, needs),
    gate("register_range", n === 0 ? undefined : Math.max(...pitches) - Math.min(...pitches), n, needs),
  ];
}

/** All notes of the onsets. */
export function notesOf(onsets: readonly Onset[]): HeardNote[] {
  return onsets.flatMap(({ notes }) => notes);
}
