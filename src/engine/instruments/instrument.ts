import type { Millis, Pitch } from "../time/units.ts";
import { type InstrumentSettings, type LearntKey, USUAL_INSTRUMENT } from "./instrument-settings.ts";
import type { InstrumentNote, RawKey } from "./key-event.ts";
import { curveTable } from "./velocity-curve.ts";

/** A note that an instrument sounds, and the key that holds it. */
export interface Held {
  readonly player: "child" | "therapist";
  readonly pitch: Pitch;
  readonly pad: boolean;
  readonly raw: RawKey | undefined;
  readonly since: Millis;
  /** Whether its key is still down. */
  readonly down: boolean;
}

/** An instrument as it is being played. */
export interface Instrument {
  readonly settings: InstrumentSettings;
  /** Velocity as it came -> as it is played. */
  readonly table: Uint8Array;
  readonly learnt: ReadonlyMap<Place, LearntKey>;
  readonly held: ReadonlyMap<Place, Held>;
  /** Of a switch: the keys that are down, all of them one big pad. */
  readonly pressed: ReadonlySet<Place>;
  readonly pedal: boolean;
  /** When each key was last let through. */
  readonly struck: ReadonlyMap<Place, Millis>;
  /** How many notes a switch has played. */
  readonly walked: number;
  /** Gaps of double hits, the last sixteen. */
  readonly gaps: readonly Millis[];
  /** How often a double hit was seen, let through or not. */
  readonly doubleHits: number;
}

/** Where a key is: its number, from 128 on a pad's. */
export type Place = number;

/** All instruments of a room, by name, and how many keys hold each note that sounds. Immutable. */
export interface Instruments {
  readonly byName: ReadonlyMap<string, Instrument>;
  readonly sounding: ReadonlyMap<number, number>;
}

/** What becomes of a key. */
export interface Played {
  readonly instruments: Instruments;
  readonly notes: readonly InstrumentNote[];
}

export const NO_INSTRUMENTS: Instruments = { byName: new Map(), sounding: new Map() };

/** One that nobody has set or played yet. */
export const UNPLAYED: Instrument = {
  settings: USUAL_INSTRUMENT,
  table: curveTable(USUAL_INSTRUMENT.curve),
  learnt: new Map(),
  held: new Map(),
  pressed: new Set(),
  pedal: false,
  struck: new Map(),
  walked: 0,
  gaps: [],
  doubleHits: 0,
};

export function placeOf(key: Pitch, pad: boolean): Place {
  return pad ? 128 + key : key;
}
