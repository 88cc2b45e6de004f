/** The units of Antiphon, in one place. A number's unit stands in its type's name. */

/** Milliseconds: of a duration, or since the session began. */
export type Millis = number;
/** 1/PPQ of a quarter note. */
export type Ticks = number;
/** Quarter notes a minute. */
export type Bpm = number;
/** MIDI pitch, 0–127; 60 is middle C (C4). */
export type Pitch = number;
/** MIDI velocity of a note-on, 1–127. */
export type Velocity = number;
/** A pitch without its octave, 0 (C) to 11 (B). */
export type PitchClass = number;
/** A difference of pitches; upwards is positive. */
export type Semitones = number;
/** A difference of levels in decibels. */
export type Decibels = number;
/** Cycles or samples a second. */
export type Hertz = number;
/** Millionths of a volt, as EEG is measured in. */
export type Microvolts = number;
/** Electrical resistance, of an electrode on the skin. */
export type Ohms = number;
/** An angle of a joint; each joint says where its zero is. */
export type Degrees = number;
/** Speed of a joint. */
export type DegreesPerSecond = number;
/** Acceleration of a joint. */
export type DegreesPerSecondSquared = number;
/** Width of a servo pulse. */
export type Microseconds = number;
/** A length in the room. */
export type Metres = number;

/** Ticks in a quarter note, everywhere in Antiphon. */
export const PPQ: Ticks = 480;

/** How long `ticks` last at a steady tempo. */
export function ticksToMillis(ticks: Ticks, tempo: Bpm): Millis {
  return (ticks * 60_000) / (tempo * PPQ);
}

/** How many ticks (not rounded) fit into `millis` at a steady tempo. */
export function millisToTicks(millis: Millis, tempo: Bpm): Ticks {
  return (millis * tempo * PPQ) / 60_000;
}
