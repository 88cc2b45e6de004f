import type { Millis, Pitch, Velocity } from "../time/units.ts";
import { playable, type VelocityCurve } from "./velocity-curve.ts";

/** Who may play an instrument; an unused one does nothing. */
export const INSTRUMENT_PLAYERS = ["child", "therapist", "unused"] as const;
export type InstrumentPlayer = (typeof INSTRUMENT_PLAYERS)[number];

/**
 * What its keys are: keys of a keyboard; drum pads, all of them; or one big pad, whichever is struck, that plays the next note
 * of the scale or of the tune (a switch). What comes on the drums' MIDI channel is a pad in any case.
 */
export const PLAYED_AS = ["keys", "pads", "scaleSwitch", "tuneSwitch"] as const;
export type PlayedAs = (typeof PLAYED_AS)[number];

/** Colours for the picture of a key. */
export const KEY_COLOURS = ["blue", "orange", "green", "purple", "yellow", "grey"] as const;
export type KeyColour = (typeof KEY_COLOURS)[number];

/** A key or pad that was learnt: what it plays and how it is drawn. */
export interface LearntKey {
  readonly key: Pitch;
  readonly pad: boolean;
  /** A note, or a drum of General MIDI's percussion; null: silent. */
  readonly sound: { readonly pitch: Pitch; readonly drum: boolean } | null;
  readonly colour: KeyColour;
}

/** When a note ends: with its key; with the pedal too; or so long after it began, however long the key is held. */
export type Sustain =
  | { readonly rule: "key" }
  | { readonly rule: "pedal" }
  | { readonly rule: "timed"; readonly after: Millis };

/** Who plays an instrument, and what is made of its keys. Plain JSON. */
export interface InstrumentSettings {
  readonly player: InstrumentPlayer;
  readonly playedAs: PlayedAs;
  readonly curve: VelocityCurve;
  /** Softer strokes are not heard; 0: all are. */
  readonly deadZone: Velocity;
  /** A second stroke of a key within this time is not heard; 0: all are. */
  readonly doubleHit: Millis;
  readonly sustain: Sustain;
  /** Keys outside are silent; pads have no order and are not held to it. */
  readonly range: { readonly low: Pitch; readonly high: Pitch };
  readonly learnt: readonly LearntKey[];
}

/** As it is until somebody sets it otherwise: what comes is played as it came. */
export const USUAL_INSTRUMENT: InstrumentSettings = {
  player: "child",
  playedAs: "keys",
  curve: { kind: "normal" },
  deadZone: 0,
  doubleHit: 0,
  sustain: { rule: "key" },
  range: { low: 0, high: 127 },
  learnt: [],
};

export const INSTRUMENT_RANGES = {
  deadZone: { least: 0, most: 60 },
  doubleHit: { least: 0, most: 250 },
  /** ms after which a note ends by itself. */
  after: { least: 200, most: 8_000 },
  /** Keys that can be learnt on one instrument. */
  learnt: 64,
} as const;

/** The settings after a change, each value inside its range; the same object where nothing changes. */
export function changeInstrument(
  settings: InstrumentSettings,
  change: Partial<InstrumentSettings>,
): InstrumentSettings {
  const wanted = { ...settings, ...change };
  const { deadZone, doubleHit, after } = INSTRUMENT_RANGES;
  const { sustain, curve } = wanted;
  const low = within(wanted.range.low, 0, 127);
  return {
    ...wanted,
    curve: curve.kind === "fixed" ? { ...curve, velocity: playable(curve.velocity) } : curve,
    deadZone: Math.round(within(wanted.deadZone, deadZone.least, deadZone.most)),
    doubleHit: within(wanted.doubleHit, doubleHit.least, doubleHit.most),
    sustain:
      sustain.rule === "timed" ? { rule: "timed", after: within(sustain.after, after.least, after.most) } : sustain,
    range: { low, high: within(wanted.range.high, low, 127) },
    learnt: lastOfEach(wanted.learnt).slice(-INSTRUMENT_RANGES.learnt),
  };
}

function within(value: number, least: number, most: number): number {
  return Number.isNaN(value) ? least : Math.max(least, Math.min(most, value));
}

/** A key that was learnt twice is what it was learnt last. */
function lastOfEach(learnt: readonly LearntKey[]): LearntKey[] {
  const byPlace = new Map(learnt.map((one) => [`${one.pad} ${one.key}`, one]));
  return [...byPlace.values()];
}
