import type { InstrumentSettings } from "../../engine/instruments/instrument-settings.ts";
import type { LeftOut } from "../../engine/instruments/key-event.ts";
import type { Millis, Pitch, Velocity } from "../../engine/time/units.ts";

/** What an instrument is: a MIDI device, the panel's keys on the screen, the computer's keys, or the pads of the child's screen. */
export type InstrumentKind = "midi" | "screen" | "computer" | "childScreen";

/** An instrument of the room as the panel shows it. */
export interface InstrumentPicture {
  /** Its name in the room. */
  readonly device: string;
  readonly kind: InstrumentKind;
  readonly connected: boolean;
  /** A new one, of which nobody has said yet whether the child plays it; as what it might be played. Null: it is known. */
  readonly asks: "keys" | "pads" | null;
  readonly settings: InstrumentSettings;
  /** How often one of its keys was struck twice faster than a hand can. */
  readonly doubleHits: number;
  /** A window that would leave those out; null where fewer than two were seen. */
  readonly suggested: Millis | null;
}

/** All instruments of the room. */
export interface InstrumentsPicture {
  readonly instruments: readonly InstrumentPicture[];
  /** The next key that is pressed says what this player plays; null: nobody was asked. */
  readonly playNow: "child" | "therapist" | null;
}

/** A key as it came, and what was made of it. `at`: session time. */
export interface KeyHit {
  readonly device: string;
  readonly at: Millis;
  readonly key: Pitch;
  readonly pad: boolean;
  /** 0 when it came up. */
  readonly velocity: Velocity | 0;
  /** What it was played with; null where it was not let through, came up, or nobody plays the instrument. */
  readonly played: Velocity | null;
  readonly why: LeftOut | "unused" | null;
  /** How much later it arrived than the quickest of its device; null: not measured. */
  readonly behind: Millis | null;
}

/** Where keys of a page come from. */
export const KEY_SOURCES = ["screen", "computer", "childScreen"] as const;
export type KeySource = (typeof KEY_SOURCES)[number];
